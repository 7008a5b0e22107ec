using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.Json.Serialization;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Applications;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Saml.Responses;
using Portico.SingleSignOn.Saml.Keys;
using Portico.SingleSignOn.Saml.Settings;
using Portico.SingleSignOn.Saml.SigningIn;
using Portico.SingleSignOn.Testing;
using Portico.Users;

namespace Portico.SingleSignOn.Saml.Testing;

/// <summary>What an application would be told of a user who opens its tile now, and what stands in the way. Nobody is signed in by it.</summary>
public sealed class GetSignInPreview(OperationRunner runner, SamlAddresses addresses, SamlKeyring keyring)
    : OrganizationQuery<GetSignInPreview.Request, GetSignInPreview.Result>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>The username or e-mail address of the user.</summary>
        [Required(ErrorMessage = "Enter a username or an e-mail address.")]
        [StringLength(254, ErrorMessage = "Use at most {1} characters."), OneLine]
        public string User { get; set; } = "";
    }

    /// <param name="Obstacles">Why the user would not be signed in; none when nothing stands in the way.</param>
    /// <param name="FullName">Of the user; null when there is none of that name.</param>
    /// <param name="Response">What would be sent; null while it cannot be told.</param>
    public sealed record Result(IReadOnlyList<SignInObstacle> Obstacles, string? FullName, Sent? Response);

    /// <param name="Acs">Where it goes.</param>
    /// <param name="Issuer">The identity provider's entity ID.</param>
    /// <param name="Audience">The service provider's.</param>
    /// <param name="NameId">Who the user is there; another one each time when it is transient.</param>
    /// <param name="NameIdFormat">Of what kind.</param>
    /// <param name="AuthnContext">How the user was authenticated, as it is said without another one being asked for.</param>
    /// <param name="SessionMinutes">After how many minutes it is to ask again; null for the end of the session in the portal.</param>
    /// <param name="RelayState">Goes along.</param>
    /// <param name="Signing">What is signed.</param>
    /// <param name="IsEncrypted">Whether the assertion is encrypted for it.</param>
    /// <param name="Attributes">Those that have a value.</param>
    /// <param name="Xml">The response without any signature, so that nobody takes it, and with lines for people.</param>
    public sealed record Sent(
        string Acs,
        string Issuer,
        string Audience,
        string NameId,
        string NameIdFormat,
        string AuthnContext,
        int? SessionMinutes,
        string? RelayState,
        SamlSigning Signing,
        bool IsEncrypted,
        IReadOnlyList<SentValues> Attributes,
        string Xml
    );

    public sealed record SentValues(string Name, IReadOnlyList<string> Values);

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var application = await work
            .Db.Set<Application>()
            .AsNoTracking()
            .SingleOrDefaultAsync(a => a.Id == request.Id && a.Kind == ApplicationKind.Saml, ct);
        if (application is null)
        {
            return new NoSuchApplication();
        }

        var settings = await work.Db.Set<SamlSettings>().AsNoTracking().SingleOrDefaultAsync(s => s.ApplicationId == request.Id, ct);
        var user = await SignInObstacle.FindUserAsync(request.User, work, ct);
        var obstacles = await SamlObstacles.OfAsync(application, settings, user, keyring, work, ct);
        var sent = user is not null && settings is { IsSetUp: true } ? await SentAsync(settings, user, work, ct) : null;
        return new Result(obstacles, user?.FullName, sent);
    }

    private async Task<Sent?> SentAsync(SamlSettings settings, User user, Work work, CancellationToken ct)
    {
        if (SamlNames.ValueOf(settings, user, keyring) is not { } name)
        {
            return null;
        }

        var entityId = addresses.EntityIdOf(settings.OrganizationId, settings.ApplicationId);
        var format = SamlNames.UriOf(settings.NameIdFormat)!;
        var attributes = await SamlValues.OfAsync(settings, user, work, ct);
        var response = new SamlResponse
        {
            Id = "_preview",
            Issuer = entityId,
            Destination = SamlReply.AcsOf(new SamlDemand(), settings),
            IssueInstant = work.Now,
            Assertion = new SamlAssertion
            {
                Id = "_preview-assertion",
                Audience = settings.EntityId,
                NameId = SamlNames.Qualified(name, format, entityId, settings.EntityId),
                AuthnInstant = work.Now,
                SessionIndex = "_preview-session",
                SessionNotOnOrAfter = settings.SessionMinutes is { } minutes ? work.Now.AddMinutes(minutes) : null,
                AuthnContextClassRef = AuthnLevels.Answer(asked: null, hasSecondFactor: settings.RequiresMfa)!,
                Attributes = attributes,
            },
        };
        var draft = SamlResponseWriter.Draft(response);
        return new Sent(
            response.Destination,
            entityId,
            settings.EntityId,
            name,
            format,
            response.Assertion.AuthnContextClassRef,
            settings.SessionMinutes,
            settings.DefaultRelayState,
            settings.Signing,
            settings.EncryptsAssertions,
            [.. attributes.Select(a => new SentValues(a.Name, a.Values))],
            draft.Succeeded ? XDocument.Parse(Encoding.UTF8.GetString(draft.Value.Span)).ToString() : draft.Refusal.Message
        );
    }
}
