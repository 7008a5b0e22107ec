using Microsoft.EntityFrameworkCore;
using Portico.Administrators;
using Portico.Platform.Operations;
using Portico.SignIn.Passkeys;

namespace Portico.SignIn;

/// <summary>What an account has besides its password. Whoever has any is asked for one, and fulfils every demand for one.</summary>
/// <param name="HasAuthenticator">An authenticator app is enrolled.</param>
/// <param name="Passkeys">How many there are.</param>
internal sealed record SecondFactors(bool HasAuthenticator, int Passkeys)
{
    public bool Any => HasAuthenticator || Passkeys > 0;

    public static async Task<SecondFactors> OfAsync(Administrator account, AccountWork work, CancellationToken ct) =>
        new(account.HasAuthenticator, await work.Db.Set<Passkey>().CountAsync(p => p.AdministratorId == account.Id, ct));

    /// <summary>Takes all of them away, and the recovery codes that stand in for them.</summary>
    public static async Task ClearAsync(Administrator account, AccountWork work, CancellationToken ct)
    {
        Authenticator.Clear(account);
        work.Db.RemoveRange(await work.Db.Set<Passkey>().Where(p => p.AdministratorId == account.Id).ToListAsync(ct));
        await Authenticator.RemoveRecoveryCodesAsync(account, work, ct);
    }
}
