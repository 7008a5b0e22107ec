using Microsoft.EntityFrameworkCore;
using Portico.Platform.Operations;

namespace Portico.Administrators.Profile;

/// <summary>What happened to one's own account lately, the latest first, at most 50.</summary>
public sealed class ListAccountActivity(OperationRunner runner) : AccountQuery<Nothing, IReadOnlyList<ListAccountActivity.Row>>(runner)
{
    public const int Most = 50;

    /// <param name="Summary">What happened, in words.</param>
    /// <param name="At">When.</param>
    /// <param name="Browser">"Firefox on Windows".</param>
    /// <param name="Address">The network address it came from.</param>
    public sealed record Row(string Summary, DateTimeOffset At, string Browser, string? Address);

    protected internal override bool NeedsSignIn => true;

    protected internal override async Task<Outcome<IReadOnlyList<Row>>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        var events = await work
            .Db.Set<AccountEvent>()
            .AsNoTracking()
            .Where(e => e.AdministratorId == work.SignedIn.AdministratorId)
            .OrderByDescending(e => e.At)
            .ThenByDescending(e => e.Id)
            .Take(Most)
            .ToListAsync(ct);
        return (List<Row>)[.. events.Select(e => new Row(e.Summary, e.At, BrowserName.Of(e.UserAgent), e.Address))];
    }
}
