namespace Portico.Saml;

/// <summary>What became of a request (SAML core §3.2.2.2): the first four stand on top, the rest below one of them.</summary>
public static class SamlStatusCodes
{
    public const string Success = "urn:oasis:names:tc:SAML:2.0:status:Success";
    public const string Requester = "urn:oasis:names:tc:SAML:2.0:status:Requester";
    public const string Responder = "urn:oasis:names:tc:SAML:2.0:status:Responder";
    public const string VersionMismatch = "urn:oasis:names:tc:SAML:2.0:status:VersionMismatch";

    public const string AuthnFailed = "urn:oasis:names:tc:SAML:2.0:status:AuthnFailed";
    public const string InvalidNameIdPolicy = "urn:oasis:names:tc:SAML:2.0:status:InvalidNameIDPolicy";
    public const string NoAuthnContext = "urn:oasis:names:tc:SAML:2.0:status:NoAuthnContext";
    public const string NoPassive = "urn:oasis:names:tc:SAML:2.0:status:NoPassive";
    public const string PartialLogout = "urn:oasis:names:tc:SAML:2.0:status:PartialLogout";
    public const string RequestDenied = "urn:oasis:names:tc:SAML:2.0:status:RequestDenied";
    public const string RequestUnsupported = "urn:oasis:names:tc:SAML:2.0:status:RequestUnsupported";
    public const string UnknownPrincipal = "urn:oasis:names:tc:SAML:2.0:status:UnknownPrincipal";
    public const string UnsupportedBinding = "urn:oasis:names:tc:SAML:2.0:status:UnsupportedBinding";
}

/// <summary>The status of a response (SAML core §3.2.2.1).</summary>
/// <param name="Code">One of the four top codes.</param>
/// <param name="Detail">The code below it, or null.</param>
/// <param name="Message">A sentence for the people of the other side, or null; never a secret, and nothing about a user.</param>
public sealed record SamlStatus(string Code, string? Detail = null, string? Message = null)
{
    public static readonly SamlStatus Success = new(SamlStatusCodes.Success);
    public static readonly SamlStatus NoPassive = new(SamlStatusCodes.Responder, SamlStatusCodes.NoPassive);
    public static readonly SamlStatus AuthnFailed = new(SamlStatusCodes.Responder, SamlStatusCodes.AuthnFailed);
    public static readonly SamlStatus NoAuthnContext = new(SamlStatusCodes.Responder, SamlStatusCodes.NoAuthnContext);
    public static readonly SamlStatus RequestDenied = new(SamlStatusCodes.Responder, SamlStatusCodes.RequestDenied);
    public static readonly SamlStatus PartialLogout = new(SamlStatusCodes.Success, SamlStatusCodes.PartialLogout);
    public static readonly SamlStatus InvalidNameIdPolicy = new(SamlStatusCodes.Requester, SamlStatusCodes.InvalidNameIdPolicy);
    public static readonly SamlStatus UnknownPrincipal = new(SamlStatusCodes.Requester, SamlStatusCodes.UnknownPrincipal);
    public static readonly SamlStatus RequestUnsupported = new(SamlStatusCodes.Requester, SamlStatusCodes.RequestUnsupported);

    public bool IsSuccess => string.Equals(Code, SamlStatusCodes.Success, StringComparison.Ordinal);
}
