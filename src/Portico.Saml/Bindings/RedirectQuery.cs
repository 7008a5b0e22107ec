namespace Portico.Saml.Bindings;

/// <summary>
/// The parameters of a query as they were sent. SAML bindings §3.4.4.1: the signature is over the original encoding, since there are
/// several right ones, and the receiver must not encode anew.
/// </summary>
internal sealed record RedirectQuery(
    bool IsRequest,
    string Message,
    string? RelayState,
    string? SigAlg,
    string? Signature,
    string? Encoding
)
{
    private static readonly string[] Names = ["SAMLRequest", "SAMLResponse", "RelayState", "SigAlg", "Signature", "SAMLEncoding"];

    public static SamlResult<RedirectQuery> Split(string query)
    {
        var values = new string?[Names.Length];
        foreach (var part in query.TrimStart('?').Split('&'))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            // A name that is itself encoded is another way to give one twice.
            var name = equals < 0 ? part : part[..equals];
            if (Decode(name) is not { } plain)
            {
                return BindingRefusals.Parameter;
            }

            var index = Array.FindIndex(Names, n => n.Equals(plain, StringComparison.OrdinalIgnoreCase));
            if (index < 0)
            {
                continue;
            }

            if (!string.Equals(name, Names[index], StringComparison.Ordinal))
            {
                return BindingRefusals.Parameter;
            }

            if (values[index] is not null)
            {
                return BindingRefusals.Twice;
            }

            values[index] = equals < 0 ? "" : part[(equals + 1)..];
        }

        return values switch
        {
            [null, null, ..] => BindingRefusals.NoMessage,
            [not null, not null, ..] => BindingRefusals.Twice,
            [var request, var response, var relayState, var sigAlg, var signature, var encoding] => new RedirectQuery(
                request is not null,
                request ?? response!,
                relayState,
                sigAlg,
                signature,
                encoding
            ),
            _ => BindingRefusals.NoMessage,
        };
    }

    /// <summary>SAML bindings §3.4.4.1: message, RelayState when there is one, SigAlg, in this order.</summary>
    public string Signed()
    {
        var relayState = RelayState is null ? "" : $"&RelayState={RelayState}";
        return $"{(IsRequest ? "SAMLRequest" : "SAMLResponse")}={Message}{relayState}&SigAlg={SigAlg}";
    }

    /// <summary>As forms encode (a plus is a blank); null when a percent sign is not followed by two digits or the bytes are no UTF-8.</summary>
    public static string? Decode(string value)
    {
        if (!value.AsSpan().ContainsAny('%', '+'))
        {
            return value;
        }

        for (var i = value.IndexOf('%', StringComparison.Ordinal); i >= 0; i = value.IndexOf('%', i + 1))
        {
            if (i + 2 >= value.Length || !char.IsAsciiHexDigit(value[i + 1]) || !char.IsAsciiHexDigit(value[i + 2]))
            {
                return null;
            }
        }

        var decoded = System.Net.WebUtility.UrlDecode(value);
        return decoded.Contains('\uFFFD', StringComparison.Ordinal) ? null : decoded;
    }
}
