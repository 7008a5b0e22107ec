using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.SignIn;
using Portico.SignIn.Passkeys;

namespace Portico.Administrators.Profile.Passkeys;

/// <summary>Ends one of one's own passkeys at once, unless it is the only second factor and someone demands one.</summary>
public sealed class RemovePasskey(OperationRunner runner, AccountMail mail) : ConfirmedOperation<RemovePasskey.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request : ConfirmedRequest
    {
        public ObjectId Id { get; set; }
    }

    protected override async Task<Outcome<Done>> ConfirmedAsync(
        Request request,
        Administrator account,
        AccountWork work,
        CancellationToken ct
    )
    {
        var own = work.Db.Set<Passkey>().Where(p => p.AdministratorId == account.Id);
        if (await own.FirstOrDefaultAsync(p => p.Id == request.Id, ct) is not { } passkey)
        {
            return new NoSuchPasskey();
        }

        var isLast = await SecondFactors.OfAsync(account, work, ct) is { HasAuthenticator: false, Passkeys: 1 };
        if (isLast && await MfaDemand.IsOnAsync(work.Db, account.Id, ct))
        {
            return new PasskeyDemanded();
        }

        work.Db.Remove(passkey);
        if (isLast)
        {
            await Authenticator.RemoveRecoveryCodesAsync(account, work, ct);
        }

        var words = $"Removed the passkey {passkey.Name}{(isLast ? " and the recovery codes" : "")}";
        work.Record(account.Happened(work, "passkey-removed", words));
        work.Send(mail.SignInChanged(account, work, $"The passkey {passkey.Name} was removed from"), "passkey-removed");
        return Done.Instance;
    }
}

/// <summary>A provider or an organization demands a second factor of this person, and the passkey is the only one.</summary>
public sealed record PasskeyDemanded()
    : Conflict(
        "passkey-demanded",
        "Your provider or an organization requires multifactor authentication of you. Add another passkey or an authenticator app first."
    );
