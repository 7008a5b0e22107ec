namespace Portico.Saml.Metadata;

/// <summary>Why metadata is not taken.</summary>
internal static class MetadataRefusals
{
    public static readonly SamlRefusal Kind = new(
        "saml-metadata-kind",
        "The document is no SAML metadata: its root is neither EntityDescriptor nor EntitiesDescriptor."
    );
    public static readonly SamlRefusal NotThere = new("saml-metadata-entity", "The metadata does not describe the wanted entity ID.");
    public static readonly SamlRefusal Twice = new("saml-metadata-entity-twice", "The metadata describes the same entity ID twice.");
    public static readonly SamlRefusal Several = new(
        "saml-metadata-several",
        "The metadata describes several service providers. Say which one, by its entity ID."
    );
    public static readonly SamlRefusal NoServiceProvider = new(
        "saml-metadata-no-sp",
        "The metadata describes no SAML 2.0 service provider."
    );
    public static readonly SamlRefusal SeveralRoles = new(
        "saml-metadata-sp-twice",
        "The metadata describes two SAML 2.0 service providers under one entity ID."
    );
    public static readonly SamlRefusal Endpoint = new("saml-metadata-endpoint", "An endpoint in the metadata is not an https address.");
    public static readonly SamlRefusal NoAcs = new("saml-metadata-no-acs", "The metadata has no assertion consumer service for HTTP-POST.");
    public static readonly SamlRefusal AcsTwice = new(
        "saml-metadata-acs-index",
        "Two assertion consumer services in the metadata have the same index."
    );
    public static readonly SamlRefusal WeakCertificate = new(
        "saml-metadata-weak-certificate",
        "A certificate in the metadata has a key that is too short or of an unknown kind."
    );
}
