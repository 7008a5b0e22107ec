using Microsoft.Extensions.Validation;
using Portico.Platform.Operations;
using Portico.SignIn;

namespace Portico.Administrators.Profile;

/// <summary>Takes one's own authenticator app away, unless it is the only second factor and someone demands one.</summary>
public sealed class RemoveAuthenticator(OperationRunner runner, AccountMail mail)
    : ConfirmedOperation<RemoveAuthenticator.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request : ConfirmedRequest;

    protected override async Task<Outcome<Done>> ConfirmedAsync(
        Request request,
        Administrator account,
        AccountWork work,
        CancellationToken ct
    )
    {
        if (!account.HasAuthenticator)
        {
            return new NoAuthenticator();
        }

        var isLast = (await SecondFactors.OfAsync(account, work, ct)).Passkeys is 0;
        if (isLast && await MfaDemand.IsOnAsync(work.Db, account.Id, ct))
        {
            return new AuthenticatorDemanded();
        }

        Authenticator.Clear(account);
        if (isLast)
        {
            await Authenticator.RemoveRecoveryCodesAsync(account, work, ct);
        }

        work.Record(
            account.Happened(work, "authenticator-removed", $"Removed the authenticator app{(isLast ? " and the recovery codes" : "")}")
        );
        work.Send(mail.SignInChanged(account, work, "The authenticator app was removed from"), "authenticator-removed");
        return Done.Instance;
    }
}

/// <summary>Makes ten new recovery codes; the older ones stop working.</summary>
public sealed class RegenerateRecoveryCodes(OperationRunner runner, AccountMail mail)
    : ConfirmedOperation<RegenerateRecoveryCodes.Request, NewRecoveryCodes>(runner)
{
    [ValidatableType]
    public sealed record Request : ConfirmedRequest;

    protected override async Task<Outcome<NewRecoveryCodes>> ConfirmedAsync(
        Request request,
        Administrator account,
        AccountWork work,
        CancellationToken ct
    )
    {
        if (!(await SecondFactors.OfAsync(account, work, ct)).Any)
        {
            return new NoSecondFactor();
        }

        var codes = await Authenticator.RenewRecoveryCodesAsync(account, work, ct);
        work.Record(account.Happened(work, "recovery-codes-regenerated", "Made new recovery codes; the older ones no longer work"));
        work.Send(mail.SignInChanged(account, work, "New recovery codes were made for"), "recovery-codes-regenerated");
        return new NewRecoveryCodes(codes);
    }
}

/// <summary>There is no authenticator app to do this with.</summary>
public sealed record NoAuthenticator() : Conflict("no-authenticator", "You have no authenticator app. Set one up first.");

/// <summary>There is nothing for which recovery codes would stand in.</summary>
public sealed record NoSecondFactor() : Conflict("no-second-factor", "You have no authenticator app and no passkey. Set one up first.");

/// <summary>A provider or an organization demands a second factor of this person, and the app is the only one.</summary>
public sealed record AuthenticatorDemanded()
    : Conflict(
        "authenticator-demanded",
        "Your provider or an organization requires multifactor authentication of you. Add a passkey first, or replace the app instead of removing it."
    );
