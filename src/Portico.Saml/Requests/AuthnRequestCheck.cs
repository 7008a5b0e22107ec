using Portico.Saml.Metadata;

namespace Portico.Saml.Requests;

/// <summary>A request that may be answered.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Acs">Where the answer goes.</param>
/// <param name="RememberUntil">Until then the caller refuses another request with this ID from this issuer.</param>
public sealed record AcceptedAuthnRequest(AuthnRequest Request, AssertionConsumerService Acs, DateTimeOffset RememberUntil);

/// <summary>Holds a request against the metadata of the service provider that sent it.</summary>
public static class AuthnRequestCheck
{
    /// <summary>Decides whether the request may be answered, and where. The endpoints are our own addresses that requests come to.</summary>
    public static SamlResult<AcceptedAuthnRequest> Check(
        AuthnRequest request,
        ServiceProviderMetadata sp,
        IReadOnlyList<string> endpoints,
        DateTimeOffset now,
        bool wantSigned = false
    )
    {
        if (!string.Equals(request.Issuer, sp.EntityId, StringComparison.Ordinal))
        {
            return RequestRefusals.OtherIssuer;
        }

        // SAML metadata §2.4.4: AuthnRequestsSigned says that all of this service provider's requests are.
        if ((wantSigned || sp.AuthnRequestsSigned) && !request.IsSigned)
        {
            return RequestRefusals.NotSigned;
        }

        var refusal =
            MessageChecks.Destination(request.Destination, request.IsSigned, endpoints)
            ?? MessageChecks.IssueInstant(request.IssueInstant, now);
        if (refusal is not null)
        {
            return refusal;
        }

        var acs = Acs(request, sp);
        return acs.Succeeded
            ? new AcceptedAuthnRequest(request, acs.Value, MessageChecks.RememberUntil(request.IssueInstant))
            : acs.Refusal;
    }

    /// <summary>
    /// SAML profiles §4.1.4.1: the address must be one of the requester's; here that always means one of its metadata, letter for letter,
    /// whether the request is signed or not.
    /// </summary>
    private static SamlResult<AssertionConsumerService> Acs(AuthnRequest request, ServiceProviderMetadata sp)
    {
        if (request.ProtocolBinding is not null and not SamlBindings.Post)
        {
            return RequestRefusals.ProtocolBinding;
        }

        if (request.AcsIndex is { } index)
        {
            return sp.AssertionConsumerServices.FirstOrDefault(a => a.Index == index) is { } byIndex ? byIndex : RequestRefusals.AcsIndex;
        }

        if (request.AcsUrl is { } url)
        {
            return sp.AssertionConsumerServices.FirstOrDefault(a => string.Equals(a.Location, url, StringComparison.Ordinal)) is { } byUrl
                ? byUrl
                : RequestRefusals.AcsUrl;
        }

        return sp.DefaultAcs is { } usual ? usual : RequestRefusals.NoAcs;
    }
}
