namespace Portico.Saml.Responses;

/// <summary>Why a message or document of ours cannot be written.</summary>
internal static class ResponseRefusals
{
    public static readonly SamlRefusal Unwritable = new("saml-write-characters", "A value has a character that XML cannot hold.");
    public static readonly SamlRefusal Id = new(
        "saml-write-id",
        "An ID is none: it starts with a letter or an underscore and has letters, digits, points, hyphens and underscores."
    );
    public static readonly SamlRefusal Empty = new("saml-write-empty", "A value that must be there is empty.");
    public static readonly SamlRefusal TooLong = new(
        "saml-write-too-long",
        "The name ID is too long: 256 characters when it is persistent or transient, else 1024."
    );
    public static readonly SamlRefusal Status = new("saml-write-status", "A response has an assertion exactly when its status is success.");
}
