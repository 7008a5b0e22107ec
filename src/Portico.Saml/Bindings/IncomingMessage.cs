using Portico.Saml.Signatures;
using Portico.Saml.Xml;

namespace Portico.Saml.Bindings;

/// <summary>Which message it is, by its root element.</summary>
public enum SamlMessageKind
{
    AuthnRequest,
    LogoutRequest,
    LogoutResponse,
}

/// <summary>The signature that came in the query of HTTP-Redirect.</summary>
internal sealed record QuerySignature(byte[] Signed, SignatureMethod Method, byte[] Value);

/// <summary>
/// A message that arrived and can be read, and is not believed yet: only who it says it is from, so that his certificates can be looked
/// up. What it asks for is had from <see cref="CheckedMessage"/>.
/// </summary>
public sealed class IncomingMessage
{
    private readonly XmlTree root;
    private readonly QuerySignature? query;
    private readonly SamlLimits limits;

    private IncomingMessage(XmlTree root, QuerySignature? query, SamlLimits limits)
    {
        this.root = root;
        this.query = query;
        this.limits = limits;
    }

    public required SamlMessageKind Kind { get; init; }

    /// <summary>The entity ID that the message gives as its sender's.</summary>
    public required string Issuer { get; init; }

    /// <summary><see cref="SamlBindings.Redirect"/> or <see cref="SamlBindings.Post"/>.</summary>
    public required string Binding { get; init; }

    /// <summary>Goes back unchanged with the answer (SAML bindings §3.4.3); it is text from outside, and no address to lead anyone to.</summary>
    public required string? RelayState { get; init; }

    public bool IsSigned => query is not null || MessageSignature.IsOn(root);

    /// <summary>
    /// Verifies the signature by the sender's certificates. Without a signature, or when no certificate of the sender is known, the message
    /// is taken as unsigned, and <see cref="CheckedMessage.IsSigned"/> says so. A signature that can be tried and is wrong is always refused.
    /// </summary>
    public SamlResult<CheckedMessage> Check(IReadOnlyList<SamlCertificate> certificates)
    {
        if (!IsSigned || certificates.Count == 0)
        {
            return new CheckedMessage(this, root, isSigned: false);
        }

        if (query is not null)
        {
            return SignatureCheck.Check(query.Signed, query.Value, query.Method, certificates) is { } refusal
                ? refusal
                : new CheckedMessage(this, root, isSigned: true);
        }

        var signed = MessageSignature.Verify(root, certificates, limits);
        return signed.Succeeded ? new CheckedMessage(this, signed.Value, isSigned: true) : signed.Refusal;
    }

    internal static SamlResult<IncomingMessage> Open(
        byte[] xml,
        bool isRequest,
        string? relayState,
        QuerySignature? query,
        string binding,
        SamlLimits limits
    )
    {
        var read = ForeignXml.Read(xml, limits);
        if (!read.Succeeded)
        {
            return read.Refusal;
        }

        var element = read.Value;
        if (KindOf(element) is not { } kind || kind is SamlMessageKind.LogoutResponse == isRequest)
        {
            return BindingRefusals.Kind;
        }

        if (element.Attribute("Version") is not "2.0")
        {
            return BindingRefusals.Version;
        }

        // SAML bindings §3.4.4.1: any signature on the message itself must be removed before it goes into the query. Some leave one in what
        // they sign in the query besides (logout answers of pysaml2); there the query's counts, which covers it, and the other is not read.
        if (binding is SamlBindings.Redirect && query is null && MessageSignature.IsOn(element))
        {
            return SignatureRefusals.InRedirect;
        }

        return SamlIssuer.Of(element) is { } issuer
            ? new IncomingMessage(element, query, limits)
            {
                Kind = kind,
                Issuer = issuer,
                Binding = binding,
                RelayState = relayState,
            }
            : BindingRefusals.Issuer;
    }

    private static SamlMessageKind? KindOf(XmlTree root) =>
        (root.Space, root.Name) switch
        {
            (SamlNamespaces.Protocol, "AuthnRequest") => SamlMessageKind.AuthnRequest,
            (SamlNamespaces.Protocol, "LogoutRequest") => SamlMessageKind.LogoutRequest,
            (SamlNamespaces.Protocol, "LogoutResponse") => SamlMessageKind.LogoutResponse,
            _ => null,
        };
}

/// <summary>Who sent a message.</summary>
internal static class SamlIssuer
{
    /// <summary>
    /// SAML core §8.3.6: an entity ID has at most 1024 characters; profiles §4.1.4.1 demands an Issuer, and no other format than entity.
    /// </summary>
    public static string? Of(XmlTree root)
    {
        var issuers = root.Elements.Where(e => e.Is(SamlNamespaces.Assertion, "Issuer")).Take(2).ToList();
        return
            issuers.Count == 1
            && issuers[0].Attribute("Format") is null or NameIdFormats.Entity
            && issuers[0].Text?.Trim(' ', '\t', '\r', '\n') is { Length: > 0 and <= ElementReading.UriMaxLength } issuer
            ? issuer
            : null;
    }
}
