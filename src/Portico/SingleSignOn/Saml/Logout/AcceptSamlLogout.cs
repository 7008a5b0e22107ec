using Microsoft.EntityFrameworkCore;
using Portico.Applications;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.Saml;
using Portico.Saml.Bindings;
using Portico.Saml.Logout;
using Portico.SingleSignOn.OpenIdConnect.Logout;
using Portico.SingleSignOn.Saml.Keys;
using Portico.SingleSignOn.Saml.SigningIn;
using Portico.UserPortal.Front;
using Portico.Users.Credentials;

namespace Portico.SingleSignOn.Saml.Logout;

/// <summary>
/// Ends a user's sessions because a service provider asks for it (SAML profiles §4.4.3.3); the message must be signed. Other service providers
/// of those sessions are told through the browser, then the first one is answered.
/// </summary>
public sealed class AcceptSamlLogout(OperationRunner runner, SamlAddresses addresses, SamlKeyring keyring, OpenIdFrontChannel frontChannel)
    : AccountOperation<AcceptSamlLogout.Request, AcceptSamlLogout.Result>(runner)
{
    /// <param name="Portal">The slug or id in the address.</param>
    /// <param name="ApplicationId">The application in the address.</param>
    /// <param name="Message">As it came.</param>
    public sealed record Request(string? Portal, ObjectId ApplicationId, IncomingMessage Message);

    /// <param name="Front">Whose application it is.</param>
    /// <param name="ApplicationName">What users call it.</param>
    /// <param name="Token">Of the logout; null when the message was refused.</param>
    /// <param name="Refusal">Why.</param>
    public sealed record Result(GetPortalFront.Result Front, string ApplicationName, SecretToken? Token, SamlRefusal? Refusal = null)
    {
        /// <summary>What the browser opens in frames first, to tell others.</summary>
        public IReadOnlyList<string> Frames { get; init; } = [];
    }

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (await SamlPeer.FindAsync(work, request.Portal, request.ApplicationId, ct) is not { } peer)
        {
            return new NothingHere();
        }

        var result = new Result(GetPortalFront.Result.Of(peer.Organization), peer.Application.Name, Token: null);
        var accepted = Accept(request.Message, peer, work.Now);
        if (!accepted.Succeeded)
        {
            return result with { Refusal = accepted.Refusal };
        }

        var (message, until) = accepted.Value;
        if (!await UseAsync(message.Id, until, peer, work, ct))
        {
            return result with { Refusal = SamlRefusals.LogoutReplayed };
        }

        var (token, frames) = await EndAsync(message, peer, work, ct);
        return result with { Token = token, Frames = frames };
    }

    private SamlResult<Accepted> Accept(IncomingMessage message, SamlPeer peer, DateTimeOffset now)
    {
        var checkedMessage = message.Check(keyring.CertificatesOf(peer.Settings.SigningCertificates));
        if (!checkedMessage.Succeeded)
        {
            return checkedMessage.Refusal;
        }

        var read = LogoutRequest.Read(checkedMessage.Value);
        if (!read.Succeeded)
        {
            return read.Refusal;
        }

        var here = addresses.LogoutOf(peer.Organization.Id, peer.Application.Id);
        var remembered = read.Value.Check(peer.Settings.EntityId, [here], now);
        return remembered.Succeeded ? new Accepted(read.Value, remembered.Value.Time) : remembered.Refusal;
    }

    private static async Task<bool> UseAsync(string id, DateTimeOffset until, SamlPeer peer, AccountWork work, CancellationToken ct)
    {
        var (organization, application, hash) = (peer.Organization.Id, peer.Application.Id, SeenSamlMessage.HashOf(id));
        await work.TakeTurnAsync($"{organization}:saml-message:{application}", ct);
        if (
            await work
                .Db.Set<SeenSamlMessage>()
                .AnyAsync(m => m.OrganizationId == organization && m.ApplicationId == application && m.MessageHash == hash, ct)
        )
        {
            return false;
        }

        work.Db.Add(
            new SeenSamlMessage
            {
                OrganizationId = organization,
                Id = work.NewId(),
                ApplicationId = application,
                MessageHash = hash,
                Until = until,
            }
        );
        return true;
    }

    private async Task<(SecretToken? Token, IReadOnlyList<string> Frames)> EndAsync(
        LogoutRequest message,
        SamlPeer peer,
        AccountWork work,
        CancellationToken ct
    )
    {
        var (organization, application, name) = (peer.Organization.Id, peer.Application.Id, message.NameId.Value);
        var named = await work
            .Db.Set<SamlSession>()
            .AsNoTracking()
            .Where(s => s.OrganizationId == organization && s.ApplicationId == application && s.NameId == name)
            .ToListAsync(ct);
        var meant = named.FindAll(s =>
            message.SessionIndexes.Count is 0 || message.SessionIndexes.Contains(s.SessionIndex, StringComparer.Ordinal)
        );
        var initiator = new LogoutInitiator(application, message.Id, message.RelayState);
        foreach (var user in meant.Select(s => s.UserId).Distinct().Order())
        {
            await work.TakeTurnAsync($"{organization}:sessions:{user}", ct);
        }

        var ids = meant.ConvertAll(s => s.UserSessionId);
        var ending = await work.Db.Set<UserSession>().Where(s => s.OrganizationId == organization && ids.Contains(s.Id)).ToListAsync(ct);
        if (ending.Count is 0)
        {
            // Nothing is left to end, which is what was asked for.
            return (SamlLogouts.AnswerOnly(work, organization, initiator), []);
        }

        var token = await SamlSessions.BeginLogoutAsync(work, ending, initiator, ct);
        var frames = await frontChannel.AddressesAsync(work.Db, ending, ct);
        await OpenIdSessions.EndAsync(work.Db, ending, work.Now, work.NewId, ct);
        work.Db.RemoveRange(ending);
        foreach (var user in ending.Select(s => s.UserId).Distinct())
        {
            var who = await work
                .Db.Set<UserCredential>()
                .AsNoTracking()
                .SingleAsync(u => u.OrganizationId == organization && u.Id == user, ct);
            var ended = new ApplicationSignedOut(application, peer.Application.Name);
            work.RecordIn(organization, ended, new AccountHolder(who.Id, who.FullName));
        }

        return (token, frames);
    }

    private sealed record Accepted(LogoutRequest Message, DateTimeOffset Until);
}

/// <summary>A user signed out at an application, and so everywhere.</summary>
public sealed record ApplicationSignedOut(ObjectId Id, string Name) : ApplicationEvent(Id, Name)
{
    public override string Summary => $"Signed out at {Name}, and with that of the user portal";
}
