using Portico.Saml.Bindings;
using Portico.Saml.Xml;

namespace Portico.Saml.Requests;

/// <summary>What all messages have in common (SAML core §3.2.1, §3.2.2).</summary>
internal static class RequestHead
{
    /// <summary>The issuer in what was signed is the one whose certificates were tried.</summary>
    public static string Issuer(ElementReading root, CheckedMessage message)
    {
        if (SamlIssuer.Of(root.Element) is not { } issuer || !string.Equals(issuer, message.Issuer, StringComparison.Ordinal))
        {
            root.Reading.Refuse(BindingRefusals.Issuer);
        }

        return message.Issuer;
    }
}
