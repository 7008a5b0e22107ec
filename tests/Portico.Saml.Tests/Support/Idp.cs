using Portico.Saml.Responses;

namespace Portico.Saml.Tests.Support;

/// <summary>What the identity provider answers.</summary>
internal static class Idp
{
    public static readonly SamlAssertion Anna = new()
    {
        Id = "_assertion",
        Audience = Sp.EntityId,
        NameId = new SamlNameId("8f1c", NameIdFormats.Persistent, Sp.IdpEntityId, Sp.EntityId),
        AuthnInstant = Sp.Now.AddHours(-1),
        SessionIndex = "_session",
        SessionNotOnOrAfter = Sp.Now.AddHours(8),
        AuthnContextClassRef = AuthnContextClasses.RefedsMfa,
        Attributes =
        [
            new("urn:oid:0.9.2342.19200300.100.1.3", ["anna@acme.example"], AttributeNameFormats.Uri, "mail"),
            new("groups", ["Sales & <Service>", "Zürich \"Nord\"", "line\nbreak\tand 😀", " "], AttributeNameFormats.Basic),
            new("nothing", []),
        ],
    };

    public static readonly SamlResponse Response = new()
    {
        Id = "_response",
        Issuer = Sp.IdpEntityId,
        Destination = Sp.Acs,
        IssueInstant = Sp.Now,
        InResponseTo = "_request",
        Assertion = Anna,
    };
}
