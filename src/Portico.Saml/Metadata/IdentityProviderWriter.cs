using Portico.Saml.Responses;
using Portico.Saml.Signatures;
using Portico.Saml.Xml;

namespace Portico.Saml.Metadata;

/// <summary>Writes an EntityDescriptor with one IDPSSODescriptor, canonical, in the order of the schema (SAML metadata §2.4.1–3).</summary>
internal static class IdentityProviderWriter
{
    public static SamlResult<ReadOnlyMemory<byte>> Write(IdentityProviderMetadata metadata, SamlSigner? signer)
    {
        if (!SamlId.IsId(metadata.Id))
        {
            return ResponseRefusals.Id;
        }

        // SAML metadata §2.3.2: an entity ID has at most 1024 characters; §2.4.3: one SingleSignOnService or more.
        if (metadata.EntityId.Length is 0 or > ElementReading.UriMaxLength || metadata.SingleSignOnServices.Count == 0)
        {
            return ResponseRefusals.Empty;
        }

        using var writer = new CanonicalWriter();
        writer
            .Raw("<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\""u8)
            .Attribute("ID"u8, metadata.Id)
            .Attribute("entityID"u8, metadata.EntityId)
            .Attribute("validUntil"u8, metadata.ValidUntil)
            .Raw(">"u8);
        var at = writer.Length;
        Role(writer, metadata);
        writer.Raw("</md:EntityDescriptor>"u8);
        var document = SamlResponseWriter.Finish(writer, at, metadata.Id, signer, isRequest: false);
        return document.Succeeded ? document.Value.Xml : document.Refusal;
    }

    private static void Role(CanonicalWriter writer, IdentityProviderMetadata metadata)
    {
        writer
            .Raw("<md:IDPSSODescriptor WantAuthnRequestsSigned=\""u8)
            .Raw(metadata.WantAuthnRequestsSigned ? "true"u8 : "false"u8)
            .Raw("\" protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">"u8);
        foreach (var certificate in metadata.SigningCertificates)
        {
            writer
                .Raw(
                    "<md:KeyDescriptor use=\"signing\"><ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:X509Data><ds:X509Certificate>"u8
                )
                .Base64(certificate.Span)
                .Raw("</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>"u8);
        }

        Endpoints(writer, "md:SingleLogoutService"u8, metadata.SingleLogoutServices);
        foreach (var format in metadata.NameIdFormats)
        {
            writer.Raw("<md:NameIDFormat>"u8).Text(format).Raw("</md:NameIDFormat>"u8);
        }

        Endpoints(writer, "md:SingleSignOnService"u8, metadata.SingleSignOnServices);
        writer.Raw("</md:IDPSSODescriptor>"u8);
    }

    private static void Endpoints(CanonicalWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<IdentityProviderEndpoint> endpoints)
    {
        foreach (var endpoint in endpoints)
        {
            writer
                .Raw("<"u8)
                .Raw(name)
                .Attribute("Binding"u8, endpoint.Binding)
                .Attribute("Location"u8, endpoint.Location)
                .Raw("></"u8)
                .Raw(name)
                .Raw(">"u8);
        }
    }
}
