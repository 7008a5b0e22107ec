using System.Text;

namespace Portico.Saml.Xml;

/// <summary>XML 1.0 §2.2: what a document can hold. There is no way to write the rest, not even as a character reference.</summary>
internal static class XmlCharacters
{
    public static bool CanHold(ReadOnlySpan<char> text)
    {
        // Nearly all text ends here.
        if (!text.ContainsAnyExceptInRange(' ', '\uD7FF'))
        {
            return true;
        }

        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var length) is not System.Buffers.OperationStatus.Done || !CanHold(rune.Value))
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }

    private static bool CanHold(int rune) => rune is 0x9 or 0xA or 0xD or (>= 0x20 and not 0xFFFE and not 0xFFFF);
}
