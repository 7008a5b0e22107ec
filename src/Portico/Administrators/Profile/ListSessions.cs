using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.SignIn;
using Portico.SignIn.Sessions;

namespace Portico.Administrators.Profile;

/// <summary>The browsers in which one is signed in, this one first, then the one used last.</summary>
public sealed class ListSessions(OperationRunner runner, IOptions<SignInOptions> options)
    : AccountQuery<Nothing, IReadOnlyList<ListSessions.Row>>(runner)
{
    /// <param name="Id">For revoking it.</param>
    /// <param name="Browser">"Firefox on Windows".</param>
    /// <param name="Address">The network address it came from last.</param>
    /// <param name="SignedInAt">When it began.</param>
    /// <param name="LastSeenAt">Right to the minute.</param>
    /// <param name="IsThis">The one that asks.</param>
    public sealed record Row(
        ObjectId Id,
        string Browser,
        string? Address,
        DateTimeOffset SignedInAt,
        DateTimeOffset LastSeenAt,
        bool IsThis
    );

    protected internal override bool NeedsSignIn => true;

    protected internal override async Task<Outcome<IReadOnlyList<Row>>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        var idleSince = work.Now - options.Value.Idle;
        var sessions = await work
            .Db.Set<Session>()
            .AsNoTracking()
            .Where(s => s.AdministratorId == work.SignedIn.AdministratorId && s.Stage == SessionStage.SignedIn)
            .Where(s => s.ExpiresAt > work.Now && s.LastSeenAt > idleSince)
            .OrderByDescending(s => s.Id == work.SignedIn.SessionId)
            .ThenByDescending(s => s.LastSeenAt)
            .Take(100)
            .ToListAsync(ct);
        return (List<Row>)
            [
                .. sessions.Select(s => new Row(
                    s.Id,
                    BrowserName.Of(s.UserAgent),
                    s.Address,
                    s.CreatedAt,
                    s.LastSeenAt,
                    s.Id == work.SignedIn.SessionId
                )),
            ];
    }
}
