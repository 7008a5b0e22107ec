using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Saml;
using Portico.Saml.Bindings;
using Portico.Saml.Requests;
using Portico.SingleSignOn.Saml.Keys;
using Portico.UserPortal.Front;

namespace Portico.SingleSignOn.Saml.SigningIn;

/// <summary>Reads what a service provider asks for, and holds it against the application's settings. Nothing is decided about anyone yet.</summary>
public sealed class OpenSamlRequest(OperationRunner runner, SamlAddresses addresses, SamlKeyring keyring)
    : AccountQuery<OpenSamlRequest.Request, OpenSamlRequest.Result>(runner)
{
    /// <param name="Portal">The slug or id in the address.</param>
    /// <param name="ApplicationId">The application in the address.</param>
    /// <param name="Message">As it came; null for a sign-in that begins at the tile.</param>
    public sealed record Request(string? Portal, ObjectId ApplicationId, IncomingMessage? Message);

    /// <summary>One of the last three.</summary>
    /// <param name="Front">Whose application it is.</param>
    /// <param name="ApplicationName">What users call it.</param>
    /// <param name="Demand">What is asked for.</param>
    /// <param name="Refusal">What is wrong with the request, when nobody can be answered.</param>
    /// <param name="Reply">What the service provider is answered that asks for what it cannot have.</param>
    public sealed record Result(
        GetPortalFront.Result Front,
        string ApplicationName,
        SamlDemand? Demand = null,
        SamlRefusal? Refusal = null,
        SamlReply? Reply = null
    );

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (await SamlPeer.FindAsync(work, request.Portal, request.ApplicationId, ct) is not { } peer)
        {
            return new NothingHere();
        }

        var result = new Result(GetPortalFront.Result.Of(peer.Organization), peer.Application.Name);
        if (!peer.Settings.IsSetUp)
        {
            return result with { Refusal = SamlRefusals.NotSetUp };
        }

        if (request.Message is not { } message)
        {
            return result with
            {
                Demand = new()
                {
                    ApplicationId = request.ApplicationId,
                    At = work.Now,
                    RelayState = peer.Settings.DefaultRelayState,
                },
            };
        }

        var accepted = Accept(message, peer, work.Now);
        return accepted.Succeeded ? Judge(accepted.Value, peer, result, work.Now) : result with { Refusal = accepted.Refusal };
    }

    private SamlResult<AcceptedAuthnRequest> Accept(IncomingMessage message, SamlPeer peer, DateTimeOffset now)
    {
        if (message.Kind is not SamlMessageKind.AuthnRequest)
        {
            return SamlRefusals.OtherMessage;
        }

        var checkedMessage = message.Check(keyring.CertificatesOf(peer.Settings.SigningCertificates));
        if (!checkedMessage.Succeeded)
        {
            return checkedMessage.Refusal;
        }

        var read = AuthnRequest.Read(checkedMessage.Value);
        return read.Succeeded
            ? AuthnRequestCheck.Check(
                read.Value,
                SamlPeer.ServiceProviderOf(peer.Settings, keyring),
                [addresses.SignInOf(peer.Organization.Id, peer.Application.Id)],
                now,
                peer.Settings.RequiresSignedRequests
            )
            : read.Refusal;
    }

    private Result Judge(AcceptedAuthnRequest accepted, SamlPeer peer, Result result, DateTimeOffset now)
    {
        var request = accepted.Request;
        var demand = new SamlDemand
        {
            ApplicationId = peer.Application.Id,
            RequestId = request.Id,
            AcsIndex = accepted.Acs.Index,
            RelayState = request.RelayState,
            NameIdFormat = request.NameIdPolicy?.Format,
            Subject = request.Subject?.Value,
            Context = AuthnLevels.Write(request.RequestedAuthnContext),
            IsForced = request.ForceAuthn,
            IsPassive = request.IsPassive,
            At = now,
        };
        var isForAnother =
            request.NameIdPolicy?.SpNameQualifier is { } qualifier
            && !string.Equals(qualifier, peer.Settings.EntityId, StringComparison.Ordinal);
        return isForAnother || SamlNames.FormatFor(peer.Settings, demand.NameIdFormat) is null
                ? result with
                {
                    Reply = Refusing(SamlStatus.InvalidNameIdPolicy),
                }
            : AuthnLevels.Answer(demand.Context, hasSecondFactor: true) is null && AuthnLevels.Answer(demand.Context, false) is null
                ? result with
                {
                    Reply = Refusing(SamlStatus.NoAuthnContext),
                }
            : result with { Demand = demand };

        SamlReply Refusing(SamlStatus status) =>
            SamlReply.Refusing(
                demand,
                status,
                peer.Settings,
                peer.Keys.SigningAt(now)!,
                keyring,
                addresses.EntityIdOf(peer.Organization.Id, peer.Application.Id),
                now
            );
    }
}

/// <summary>Answers a service provider that nobody is signed in, or not so as it asked: it wanted nothing to be shown to the user.</summary>
public sealed class GetPassiveReply(OperationRunner runner, SamlAddresses addresses, SamlKeyring keyring)
    : AccountQuery<GetPassiveReply.Request, SamlReply>(runner)
{
    /// <param name="Portal">The slug or id in the address.</param>
    /// <param name="Demand">What was asked for.</param>
    public sealed record Request(string? Portal, SamlDemand Demand);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<SamlReply>> HandleAsync(Request request, AccountWork work, CancellationToken ct) =>
        await SamlPeer.FindAsync(work, request.Portal, request.Demand.ApplicationId, ct) is { Settings.IsSetUp: true } peer
            ? SamlReply.Refusing(
                request.Demand,
                SamlStatus.NoPassive,
                peer.Settings,
                peer.Keys.SigningAt(work.Now)!,
                keyring,
                addresses.EntityIdOf(peer.Organization.Id, peer.Application.Id),
                work.Now
            )
            : new NothingHere();
}
