using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.Saml;
using Portico.Saml.Bindings;
using Portico.Saml.Logout;
using Portico.SingleSignOn.Saml.Keys;
using Portico.SingleSignOn.Saml.SigningIn;
using Portico.UserPortal;
using Portico.UserPortal.Front;

namespace Portico.SingleSignOn.Saml.Logout;

/// <summary>
/// Takes a logout one step on: notes what the last service provider answered, if it did, and sends the browser to the next, or to whoever
/// asked for the logout. Whoever comes back without an answer goes on too.
/// </summary>
public sealed class SendNextSamlLogout(OperationRunner runner, SamlAddresses addresses, SamlKeyring keyring)
    : AccountOperation<SendNextSamlLogout.Request, SendNextSamlLogout.Result>(runner)
{
    /// <param name="Portal">The slug or id in the address.</param>
    /// <param name="Token">Of the logout.</param>
    /// <param name="ApplicationId">At whose address the answer came.</param>
    /// <param name="Answer">As it came; null when the browser came back without.</param>
    public sealed record Request(string? Portal, SecretToken? Token, ObjectId ApplicationId = default, IncomingMessage? Answer = null);

    /// <param name="Front">Whose portal it is.</param>
    /// <param name="ApplicationName">Where the message goes.</param>
    /// <param name="Carriage">The message on its way; null when all is done.</param>
    /// <param name="ReturnUri">Where the browser goes when all is done; null for the portal's door.</param>
    public sealed record Result(GetPortalFront.Result Front, string? ApplicationName, SamlCarriage? Carriage, string? ReturnUri = null);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (await work.FindPortalAsync(request.Portal, ct) is not { } organization)
        {
            return new NothingHere();
        }

        var front = GetPortalFront.Result.Of(organization);
        if (await TakeAsync(organization.Id, request.Token, work, ct) is not { } logout)
        {
            return new Result(front, ApplicationName: null, Carriage: null);
        }

        if (logout.AwaitedId is { } awaited)
        {
            var peer = await SamlPeer.FindAsync(work, organization, awaited, ct);
            logout.IsPartial |= request.ApplicationId != awaited || peer is null || !IsSuccess(request.Answer, peer, logout, work.Now);
            (logout.AwaitedId, logout.AwaitedRequestId) = (null, null);
        }

        while (logout.Remaining.Count > 0)
        {
            var next = logout.Remaining[0];
            logout.Remaining = [.. logout.Remaining.Skip(1)];
            if (await SamlPeer.FindAsync(work, organization, next.ApplicationId, ct) is { Settings.SloUrl: not null } peer)
            {
                if (Ask(next, peer, logout, request.Token!, work.Now) is { Succeeded: true } asked)
                {
                    return new Result(front, peer.Application.Name, asked.Value);
                }

                logout.IsPartial = true;
            }
        }

        work.Db.Remove(logout);
        if (
            logout.InitiatorId is { } initiator
            && await SamlPeer.FindAsync(work, organization, initiator, ct) is { Settings.SloUrl: not null } asking
            && Answer(asking, logout, work.Now) is { Succeeded: true } answer
        )
        {
            return new Result(front, asking.Application.Name, answer.Value);
        }

        return new Result(front, ApplicationName: null, Carriage: null, logout.ReturnUri);
    }

    private static async Task<SamlLogout?> TakeAsync(ObjectId organization, SecretToken? token, AccountWork work, CancellationToken ct)
    {
        if (token is null)
        {
            return null;
        }

        var hash = token.Hash;
        await work.TakeTurnAsync($"{organization}:saml-logout:{hash}", ct);
        var logout = await work.Db.Set<SamlLogout>().FirstOrDefaultAsync(l => l.OrganizationId == organization && l.TokenHash == hash, ct);
        return logout is not null && work.Now < logout.ExpiresAt ? logout : null;
    }

    private bool IsSuccess(IncomingMessage? answer, SamlPeer peer, SamlLogout logout, DateTimeOffset now)
    {
        if (answer?.Check(keyring.CertificatesOf(peer.Settings.SigningCertificates)) is not { Succeeded: true } signed)
        {
            return false;
        }

        var here = addresses.LogoutOf(peer.Organization.Id, peer.Application.Id);
        return LogoutResponse.Read(signed.Value) is { Succeeded: true } read
            && read.Value.Check(peer.Settings.EntityId, logout.AwaitedRequestId!, [here], now) is null
            && read.Value.Status is { IsSuccess: true, Detail: null };
    }

    private SamlResult<SamlCarriage> Ask(SamlLogoutStep step, SamlPeer peer, SamlLogout logout, SecretToken token, DateTimeOffset now)
    {
        var entityId = addresses.EntityIdOf(peer.Organization.Id, peer.Application.Id);
        var request = new LogoutRequest
        {
            Id = SamlId.New(),
            Issuer = entityId,
            IssueInstant = now,
            Destination = peer.Settings.SloUrl,
            NameId = SamlNames.Qualified(step.NameId, step.NameIdFormat, entityId, peer.Settings.EntityId),
            SessionIndexes = [step.SessionIndex],
            NotOnOrAfter = now.AddMinutes(5),
        };
        (logout.AwaitedId, logout.AwaitedRequestId) = (step.ApplicationId, request.Id);
        var signer = keyring.SignerOf(peer.Keys.SigningAt(now)!);
        return SamlLogouts.Carry(peer.Settings, peer.Settings.SloUrl!, s => LogoutWriter.Write(request, s), token.Text, signer);
    }

    private SamlResult<SamlCarriage> Answer(SamlPeer peer, SamlLogout logout, DateTimeOffset now)
    {
        var address = peer.Settings.SloResponseUrl ?? peer.Settings.SloUrl!;
        var response = new LogoutResponse
        {
            Id = SamlId.New(),
            Issuer = addresses.EntityIdOf(peer.Organization.Id, peer.Application.Id),
            IssueInstant = now,
            Destination = address,
            InResponseTo = logout.InitiatorRequestId!,
            Status = logout.IsPartial ? SamlStatus.PartialLogout : SamlStatus.Success,
        };
        var signer = keyring.SignerOf(peer.Keys.SigningAt(now)!);
        return SamlLogouts.Carry(peer.Settings, address, s => LogoutWriter.Write(response, s), logout.InitiatorRelayState, signer);
    }
}
