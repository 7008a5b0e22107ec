using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Users.Credentials;

namespace Portico.SignIn.Passkeys;

/// <summary>Whether a passkey is somebody's already, of whatever kind of person.</summary>
internal static class TakenPasskeys
{
    public static async Task<bool> HasPasskeyAsync(this AccountWork work, byte[] credentialId, CancellationToken ct) =>
        await work.Db.Set<Passkey>().AnyAsync(p => p.CredentialId == credentialId, ct)
        || await (
            from p in work.Db.Set<UserPasskey>()
            where p.CredentialId == credentialId
            join o in work.Db.Set<OrganizationEntry>() on p.OrganizationId equals o.Id
            select p
        ).AnyAsync(ct);
}
