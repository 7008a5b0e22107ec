using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Jobs;
using Portico.Platform.Operations;
using Portico.Users;
using Portico.Users.Credentials;

namespace Portico.UserPortal.Passwords;

/// <summary>Mails a user, seven days before the password expires, that it does: once for each end. A batch of those who are due.</summary>
public sealed class SendExpiryWarnings(OperationRunner runner, PortalMail mail)
    : AccountOperation<Nothing, SendExpiryWarnings.Result>(runner)
{
    /// <summary>How many are warned in one transaction.</summary>
    public const int Most = 200;

    /// <summary>How long before the end.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromDays(7);

    /// <param name="Sent">Fewer than <see cref="Most"/> when none is left.</param>
    public sealed record Result(int Sent);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        // Several servers share the work: each warns of what the other has not.
        await work.TakeTurnAsync("expiry-warnings", ct);
        var until = work.Now + Before;
        var due = await (
            from u in work.Db.Set<UserCredential>()
            where u.PasswordExpiresAt > work.Now && u.PasswordExpiresAt <= until
            where u.PasswordWarnedFor == null || u.PasswordWarnedFor != u.PasswordExpiresAt
            where u.State == UserState.Activated
            join o in work.Db.Set<OrganizationEntry>() on u.OrganizationId equals o.Id
            where o.State == OrganizationState.Active
            orderby u.PasswordExpiresAt
            select u
        )
            .Take(Most)
            .ToListAsync(ct);
        foreach (var user in due)
        {
            work.Send(await mail.PasswordExpiresAsync(user, work, ct), "user-password-expires");
            user.PasswordWarnedFor = user.PasswordExpiresAt;
        }

        return new Result(due.Count);
    }
}

/// <summary>Warns every hour.</summary>
internal sealed class ExpiryWarnings(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ExpiryWarnings> log) : Hourly(clock, log)
{
    /// <summary>Batches in an hour: what is more waits for the next, and nobody is warned too late by it.</summary>
    private const int Batches = 500;

    protected override async Task WorkAsync(CancellationToken ct)
    {
        for (var batch = 0; batch < Batches; batch++)
        {
            await using var scope = scopes.CreateAsyncScope();
            var outcome = await scope.ServiceProvider.GetRequiredService<SendExpiryWarnings>().RunAsync(Nothing.Instance, ct);
            if (outcome.Require().Sent < SendExpiryWarnings.Most)
            {
                return;
            }
        }
    }
}
