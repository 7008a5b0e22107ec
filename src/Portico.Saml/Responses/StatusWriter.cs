using Portico.Saml.Xml;

namespace Portico.Saml.Responses;

/// <summary>Writes a status (SAML core §3.2.2.1): the code, the one below it, the message.</summary>
internal static class StatusWriter
{
    public static void Write(CanonicalWriter writer, SamlStatus status)
    {
        writer.Raw("<samlp:Status><samlp:StatusCode"u8).Attribute("Value"u8, status.Code).Raw(">"u8);
        if (status.Detail is not null)
        {
            writer.Raw("<samlp:StatusCode"u8).Attribute("Value"u8, status.Detail).Raw("></samlp:StatusCode>"u8);
        }

        writer.Raw("</samlp:StatusCode>"u8);
        if (status.Message is not null)
        {
            writer.Raw("<samlp:StatusMessage>"u8).Text(status.Message).Raw("</samlp:StatusMessage>"u8);
        }

        writer.Raw("</samlp:Status>"u8);
    }
}
