using Portico.Saml;
using Portico.Saml.Bindings;
using Portico.Saml.Responses;
using Portico.Saml.Signatures;
using Portico.SingleSignOn.Saml.Keys;
using Portico.SingleSignOn.Saml.Settings;

namespace Portico.SingleSignOn.Saml.SigningIn;

/// <summary>A response that is decided and not yet signed: signing costs a millisecond, in which no transaction need wait.</summary>
/// <param name="Response">What is said.</param>
/// <param name="Signer">Signs it.</param>
/// <param name="Protection">What is signed, and for whom it is encrypted.</param>
/// <param name="RelayState">Goes along.</param>
public sealed record SamlReply(SamlResponse Response, SamlSigner Signer, SamlProtection Protection, string? RelayState)
{
    /// <summary>The form that carries it; a refusal when a text in it fits into no XML.</summary>
    public SamlResult<PostForm> Write()
    {
        var written = SamlResponseWriter.Write(Response, Signer, Protection);
        return written.Succeeded ? PostBinding.Encode(Response.Destination, written.Value, RelayState) : written.Refusal;
    }

    /// <summary>Says that there will be no assertion, and why.</summary>
    internal static SamlReply Refusing(
        SamlDemand demand,
        SamlStatus status,
        SamlSettings settings,
        SamlKey key,
        SamlKeyring keyring,
        string entityId,
        DateTimeOffset now
    ) =>
        new(
            new SamlResponse
            {
                Id = SamlId.New(),
                Issuer = entityId,
                Destination = AcsOf(demand, settings),
                IssueInstant = now,
                InResponseTo = demand.RequestId,
                Status = status,
            },
            keyring.SignerOf(key),
            SamlProtection.Usual,
            demand.RelayState
        );

    /// <summary>Where the answer goes: of the settings as they are now, whatever they were when the demand came.</summary>
    internal static string AcsOf(SamlDemand demand, SamlSettings settings) =>
        (
            settings.AcsEndpoints.FirstOrDefault(a => a.Index == demand.AcsIndex)
            ?? settings.AcsEndpoints.FirstOrDefault(a => a.IsDefault)
            ?? settings.AcsEndpoints[0]
        ).Url;
}
