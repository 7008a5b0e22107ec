using Portico.Saml.Xml;

namespace Portico.Saml.Bindings;

/// <summary>
/// A message whose signature was looked at. When <see cref="IsSigned"/>, everything in it was signed by the sender; RelayState too with
/// HTTP-Redirect, never with HTTP-POST.
/// </summary>
public sealed class CheckedMessage
{
    internal CheckedMessage(IncomingMessage message, XmlTree root, bool isSigned)
    {
        Kind = message.Kind;
        Binding = message.Binding;
        RelayState = message.RelayState;
        Issuer = message.Issuer;
        Root = root;
        IsSigned = isSigned;
    }

    public SamlMessageKind Kind { get; }

    public string Binding { get; }

    public string? RelayState { get; }

    /// <summary>Whose certificates were tried; reading the message fails when what was signed names another one.</summary>
    public string Issuer { get; }

    public bool IsSigned { get; }

    internal XmlTree Root { get; }
}
