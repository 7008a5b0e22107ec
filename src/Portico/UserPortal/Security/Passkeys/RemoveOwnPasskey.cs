using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Administrators.Profile;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.UserPortal.SigningIn;

namespace Portico.UserPortal.Security.Passkeys;

/// <summary>Ends one of a user's own passkeys at once, unless it is the only second factor and one is required.</summary>
public sealed class RemoveOwnPasskey(OperationRunner runner, PortalMail mail)
    : ConfirmedUserOperation<RemoveOwnPasskey.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request : ConfirmedRequest
    {
        public ObjectId Id { get; set; }
    }

    protected override async Task<Outcome<Done>> ConfirmedAsync(Request request, OwnAccount own, AccountWork work, CancellationToken ct)
    {
        var user = own.User;
        var passkeys = await OwnPasskeys.Of(work).ToListAsync(ct);
        if (passkeys.Find(p => p.Id == request.Id) is not { } passkey)
        {
            return new NoSuchPasskey();
        }

        var isLast = user.SealedTotpSecret is null && passkeys.Count is 1;
        if (isLast && MfaOfUsers.IsDemanded(user, own.Settings, work.Now))
        {
            return new MfaRequired();
        }

        work.Db.Remove(passkey);
        user.Passkeys = passkeys.Count - 1;
        if (isLast)
        {
            await UserFactors.RemoveRecoveryCodesAsync(user, work, ct);
        }

        work.RecordOf(user, (id, name) => new UserPasskeyRemoved(id, name, passkey.Name, isLast));
        work.Send(await mail.SignInChangedAsync(user, work, $"The passkey {passkey.Name} was removed from", ct), "user-passkey-removed");
        return Done.Instance;
    }
}

public sealed record UserPasskeyRemoved(ObjectId Id, string Username, string Passkey, bool WithCodes) : OwnAccountEvent(Id, Username)
{
    public override string Summary => $"Removed the passkey {Passkey}{(WithCodes ? " and the recovery codes" : "")}";
}
