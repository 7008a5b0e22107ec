using System.Text;

namespace Portico.Platform.Mail;

/// <summary>The plain part, for who reads no HTML.</summary>
internal static class MailPlainText
{
    public static string Render(MailText text, MailBrand brand)
    {
        var plain = new StringBuilder();
        plain.Append(MailWords.Clean(brand.Name)).Append("\n\n").Append(text.Greeting).Append("\n\n");
        foreach (var paragraph in text.Before)
        {
            plain.Append(paragraph).Append("\n\n");
        }

        plain.Append(text.Button.Label).Append(":\n").Append(text.Button.Address.AbsoluteUri).Append("\n\n");
        foreach (var paragraph in text.After)
        {
            plain.Append(paragraph).Append("\n\n");
        }

        // RFC 3676 §4.3: what follows is the signature.
        return plain.Append("-- \n").Append(text.Footer).Append('\n').ToString();
    }
}
