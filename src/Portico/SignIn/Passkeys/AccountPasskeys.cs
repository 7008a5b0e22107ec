using Microsoft.EntityFrameworkCore;
using Portico.Administrators;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.SignIn.Sessions;

namespace Portico.SignIn.Passkeys;

/// <summary>Administrators as holders of passkeys, and what their browsers are asked for.</summary>
internal static class AccountPasskeys
{
    /// <summary>A sign-in without password.</summary>
    public const string ToSignIn = "administrator-sign-in";

    /// <summary>The second step of the sign-in that this browser has begun.</summary>
    public static string ToFinish(AccountWork work) => $"administrator-second-step:{work.Caller.UnfinishedSessionId}";

    /// <summary>One more passkey of the account.</summary>
    public static string ToAdd(Administrator account) => $"administrator-passkey:{account.Id}";

    public static async Task<PasskeyHolder> HolderAsync(Administrator account, AccountWork work, CancellationToken ct) =>
        new(
            account.Id.ToString(),
            account.Email,
            account.FullName,
            await work.Db.Set<Passkey>().Where(p => p.AdministratorId == account.Id).OrderBy(p => p.Id).ToListAsync(ct)
        );

    /// <summary>
    /// Whoever an authenticator says it belongs to. Waits until nobody else signs in by one of the account's factors, changes them or
    /// ends its sessions: what was just taken away lets nobody in.
    /// </summary>
    public static async Task<PasskeyHolder?> FindAsync(string id, AccountWork work, CancellationToken ct)
    {
        if (!ObjectId.TryParse(id, provider: null, out var accountId))
        {
            return null;
        }

        await work.TakeTurnAsync($"authenticator:{accountId}", ct);
        await work.TakeSessionsAsync(accountId, ct);
        var account = await work.Db.Set<Administrator>().FirstOrDefaultAsync(a => a.Id == accountId, ct);
        return account is null ? null : await HolderAsync(account, work, ct);
    }

    /// <summary>Keeps a passkey that the browser has just made for the account.</summary>
    public static async Task<Outcome<Passkey>> AddAsync(
        this PasskeyExchange exchange,
        Administrator account,
        string name,
        PasskeyAnswer answer,
        AccountWork work,
        CancellationToken ct
    )
    {
        if (await work.Db.Set<Passkey>().CountAsync(p => p.AdministratorId == account.Id, ct) >= Passkey.Most)
        {
            return new TooManyPasskeys(Passkey.Most);
        }

        var attested = await exchange.AttestAsync(answer, ToAdd(account), id => work.HasPasskeyAsync(id, ct), work, ct);
        if (attested is not { Succeeded: true, Value: { } made })
        {
            return Outcome<Passkey>.FromProblems(attested.Problems);
        }

        var passkey = new Passkey { Id = work.NewId(), AdministratorId = account.Id };
        passkey.Hold(made, name, work.Now);
        work.Db.Add(passkey);
        return passkey;
    }
}
