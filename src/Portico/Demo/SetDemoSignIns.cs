using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Users;
using Portico.Users.Credentials;

namespace Portico.Demo;

/// <summary>
/// Makes up what the sign-ins of an organization's users would have left behind in the demo: when they last came, who has an
/// passkey, who is locked out. It opens no account: the private key of a made-up passkey is known to nobody.
/// </summary>
public sealed class SetDemoSignIns(OperationRunner runner) : OrganizationOperation<Nothing, Done>(runner)
{
    private const int Most = 500;

    // Of a usual passkey: an identifier of 32 bytes, and P-256 as COSE key.
    private const int IdLength = 32;
    private const int KeyLength = 77;

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Done>> HandleAsync(Nothing request, Work work, CancellationToken ct)
    {
        var users = await work.Db.Set<User>().OrderBy(u => u.Uid).Take(Most).ToListAsync(ct);
        foreach (var (n, user) in users.Index().Where(u => u.Item.PasswordHash is not null))
        {
            user.LastSignInAt = n % 17 is 16 ? null : work.Now.AddMinutes(-47 * (n + 1) * (n + 3));
            user.Passkeys = n % 4 is 1 ? 1 + (n % 3) : 0;
            work.Db.AddRange(Enumerable.Range(1, user.Passkeys).Select(i => MadeUp(user, $"Security key {i}", work)));
            if (n % 19 is 10 && user.State is UserState.Activated)
            {
                (user.LockedAt, user.FailedSignIns) = (work.Now.AddMinutes(-5), 10);
                user.LockedUntil = n % 2 is 0 ? work.Now.AddDays(30) : null;
            }
        }

        work.Record(new DemoSignInsSet());
        return Done.Instance;
    }

    private static UserPasskey MadeUp(User user, string name, Work work)
    {
        var passkey = new UserPasskey
        {
            OrganizationId = user.OrganizationId,
            UserId = user.Id,
            Id = work.NewId(),
        };
        var key = RandomNumberGenerator.GetBytes(KeyLength);
        passkey.Hold(
            new(RandomNumberGenerator.GetBytes(IdLength), key, SignCount: 0, "usb", IsBackupEligible: false, IsBackedUp: false),
            name,
            work.Now
        );
        return passkey;
    }
}

public sealed record DemoSignInsSet() : AuditEvent
{
    public override string Summary => "Made up the sign-ins of users for the demo";
}
