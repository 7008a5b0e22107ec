using Microsoft.Extensions.Validation;
using Portico.Platform.Operations;
using Portico.SignIn;

namespace Portico.Administrators.Profile;

/// <summary>Takes one's own authenticator app and recovery codes away, unless someone demands one.</summary>
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

        if (await MfaDemand.IsOnAsync(work.Db, account.Id, ct))
        {
            return new AuthenticatorDemanded();
        }

        await Authenticator.ClearAsync(account, work, ct);
        work.Record(account.Happened(work, "authenticator-removed", "Removed the authenticator app and its recovery codes"));
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
        if (!account.HasAuthenticator)
        {
            return new NoAuthenticator();
        }

        var codes = await Authenticator.RenewRecoveryCodesAsync(account, work, ct);
        work.Record(account.Happened(work, "recovery-codes-regenerated", "Made new recovery codes; the older ones no longer work"));
        work.Send(mail.SignInChanged(account, work, "New recovery codes were made for"), "recovery-codes-regenerated");
        return new NewRecoveryCodes(codes);
    }
}

/// <summary>There is no authenticator app to do this with.</summary>
public sealed record NoAuthenticator() : Conflict("no-authenticator", "You have no authenticator app. Set one up first.");

/// <summary>A provider or an organization demands an authenticator app of this person.</summary>
public sealed record AuthenticatorDemanded()
    : Conflict(
        "authenticator-demanded",
        "Your provider or an organization requires multifactor authentication of you. Replace the app instead of removing it."
    );
