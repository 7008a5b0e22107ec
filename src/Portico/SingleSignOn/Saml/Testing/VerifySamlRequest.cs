using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Applications;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Saml;
using Portico.Saml.Bindings;
using Portico.Saml.Requests;
using Portico.SingleSignOn.Saml.Keys;
using Portico.SingleSignOn.Saml.Settings;
using Portico.SingleSignOn.Saml.SigningIn;
using Portico.SingleSignOn.Testing;

namespace Portico.SingleSignOn.Saml.Testing;

/// <summary>Reads a request that a service provider has sent, and says whether it would be answered, and if not, why. It is not used up.</summary>
public sealed class VerifySamlRequest(OperationRunner runner, SamlAddresses addresses, SamlKeyring keyring)
    : OrganizationQuery<VerifySamlRequest.Request, VerifySamlRequest.Result>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>The address with its query, the value of SAMLRequest, or the XML.</summary>
        [Display(Name = "Request")]
        [Required(ErrorMessage = "Paste the request.")]
        [StringLength(60_000, ErrorMessage = "Use at most {1} characters.")]
        public string SamlRequest { get; set; } = "";
    }

    /// <param name="IsAccepted">Whether somebody would be signed in by it.</param>
    /// <param name="Code">Of the first check that fails; null when none does.</param>
    /// <param name="Words">What it means, and what to mend.</param>
    /// <param name="IsOld">It was made more than three minutes ago, as pasted ones are; all else was held against the time when it was made.</param>
    /// <param name="Read">What was read, as far as it could be.</param>
    public sealed record Result(bool IsAccepted, string? Code, string? Words, bool IsOld, IReadOnlyList<RequestPart> Read);

    // It verifies signatures of whatever is pasted: for those who set the application up.
    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (!await work.Db.Set<Application>().AnyAsync(a => a.Id == request.Id && a.Kind == ApplicationKind.Saml, ct))
        {
            return new NoSuchApplication();
        }

        var settings = await work.Db.Set<SamlSettings>().AsNoTracking().SingleOrDefaultAsync(s => s.ApplicationId == request.Id, ct);
        if (settings is not { IsSetUp: true })
        {
            return Refused(SamlRefusals.NotSetUp, []);
        }

        var message = Decode(request.SamlRequest.Trim());
        if (!message.Succeeded)
        {
            return Refused(message.Refusal, []);
        }

        var parts = new List<RequestPart> { new("Issuer", message.Value.Issuer), new("Binding", message.Value.Binding) };
        if (message.Value.Kind is not SamlMessageKind.AuthnRequest)
        {
            return Refused(SamlRefusals.OtherMessage, parts);
        }

        var genuine = message.Value.Check(keyring.CertificatesOf(settings.SigningCertificates));
        var read = genuine.Succeeded ? AuthnRequest.Read(genuine.Value) : genuine.Refusal;
        if (!read.Succeeded)
        {
            return Refused(read.Refusal, parts);
        }

        parts.AddRange(PartsOf(read.Value));
        return Judge(read.Value, settings, work.Now, parts);
    }

    private Result Judge(AuthnRequest request, SamlSettings settings, DateTimeOffset now, List<RequestPart> parts)
    {
        var sp = SamlPeer.ServiceProviderOf(settings, keyring);
        var here = addresses.SignInOf(settings.OrganizationId, settings.ApplicationId);
        var accepted = AuthnRequestCheck.Check(request, sp, [here], now, settings.RequiresSignedRequests);
        var isOld = !accepted.Succeeded && accepted.Refusal == RequestRefusals.TooOld;
        if (isOld)
        {
            accepted = AuthnRequestCheck.Check(request, sp, [here], request.IssueInstant, settings.RequiresSignedRequests);
        }

        if (!accepted.Succeeded)
        {
            return Refused(accepted.Refusal, parts) with { IsOld = isOld };
        }

        parts.Add(new("Answer goes to", accepted.Value.Acs.Location));
        var context = AuthnLevels.Write(request.RequestedAuthnContext);
        var isForAnother =
            request.NameIdPolicy?.SpNameQualifier is { } qualifier
            && !string.Equals(qualifier, settings.EntityId, StringComparison.Ordinal);
        return isForAnother || SamlNames.FormatFor(settings, request.NameIdPolicy?.Format) is null
                ? new(
                    false,
                    "saml-name-id-policy",
                    "It asks for another name ID format than the settings say, and is answered with InvalidNameIDPolicy.",
                    isOld,
                    parts
                )
            : AuthnLevels.Answer(context, hasSecondFactor: true) is null && AuthnLevels.Answer(context, hasSecondFactor: false) is null
                ? new(
                    false,
                    "saml-authn-context",
                    "It asks for a way of authentication that is not known here, and is answered with NoAuthnContext.",
                    isOld,
                    parts
                )
            : new(true, Code: null, Words: null, isOld, parts);
    }

    private static Result Refused(SamlRefusal refusal, IReadOnlyList<RequestPart> parts) =>
        new(false, refusal.Code, refusal.Message, IsOld: false, parts);

    /// <summary>As it travels by HTTP-Redirect or HTTP-POST, whichever it looks like.</summary>
    private static SamlResult<IncomingMessage> Decode(string text)
    {
        if (text.StartsWith('<'))
        {
            return PostBinding.Decode(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), samlResponse: null, relayState: null);
        }

        if (text.Contains("SAMLRequest=", StringComparison.Ordinal) || text.Contains("SAMLResponse=", StringComparison.Ordinal))
        {
            return RedirectBinding.Decode(text[(text.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('#')[0]);
        }

        var posted = PostBinding.Decode(text, samlResponse: null, relayState: null);
        var redirected = posted.Succeeded
            ? posted
            : RedirectBinding.Decode("SAMLRequest=" + Uri.EscapeDataString(Uri.UnescapeDataString(text)));
        return redirected.Succeeded ? redirected : posted;
    }

    private static IEnumerable<RequestPart> PartsOf(AuthnRequest request)
    {
        yield return new("ID", request.Id);
        yield return new("Made", request.IssueInstant.UtcDateTime.ToString("u", CultureInfo.InvariantCulture));
        yield return new("Signature", request.IsSigned ? "verified" : "none");
        (string Name, string? Value)[] optional =
        [
            ("Destination", request.Destination),
            ("ACS URL", request.AcsUrl),
            ("ACS index", request.AcsIndex?.ToString(CultureInfo.InvariantCulture)),
            ("Name ID format", request.NameIdPolicy?.Format),
            (
                "Authentication asked for",
                request.RequestedAuthnContext is { } asked ? $"{asked.Comparison}: {string.Join(", ", asked.ClassRefs)}" : null
            ),
            ("ForceAuthn", request.ForceAuthn ? "yes" : null),
            ("IsPassive", request.IsPassive ? "yes" : null),
            ("Subject", request.Subject?.Value),
            ("RelayState", request.RelayState),
        ];
        foreach (var (name, value) in optional.Where(o => o.Value is not null))
        {
            yield return new(name, value!);
        }
    }
}
