using System.Text;

namespace Portico.Saml.Bindings;

/// <summary>RelayState that may be missing.</summary>
internal readonly record struct RelayStateValue(string? Text);

/// <summary>What both bindings read from their parameters.</summary>
internal static class Base64Text
{
    /// <summary>SAML bindings §3.5.4 lets base64 in forms have lines, §3.4.4.1 forbids them in a query. Null when it is none.</summary>
    public static byte[]? Decode(string text, bool allowLines)
    {
        if (!allowLines && text.AsSpan().ContainsAny(" \t\r\n"))
        {
            return null;
        }

        var bytes = new byte[text.Length / 4 * 3 + 3];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    public static SamlResult<RelayStateValue> RelayState(string? text, SamlLimits limits)
    {
        if (text is null)
        {
            return new RelayStateValue(null);
        }

        if (text.Contains('\uFFFD', StringComparison.Ordinal))
        {
            return BindingRefusals.Parameter;
        }

        return Encoding.UTF8.GetByteCount(text) > limits.RelayStateBytes ? BindingRefusals.RelayState : new RelayStateValue(text);
    }
}
