using System.Security.Cryptography;
using Portico.Saml.Xml;

namespace Portico.Saml.Signatures;

/// <summary>
/// Verifies the signature inside a message (SAML core §5), and answers with the message read anew from the very bytes that were hashed:
/// whatever else was wrapped around, beside or into it, nobody gets to see. Of the signature itself, too, only what stands in the signed
/// bytes counts. KeyInfo is never looked at: the key comes from metadata.
/// </summary>
internal static class MessageSignature
{
    public static bool IsOn(XmlTree root) => root.All().Any(IsSignature);

    /// <summary>The signature stands right behind the Issuer (SAML core §3.2.1), in metadata (§2.3.2 there) before everything.</summary>
    public static SamlResult<XmlTree> Verify(
        XmlTree root,
        IReadOnlyList<SamlCertificate> certificates,
        SamlLimits limits,
        bool afterIssuer = true
    )
    {
        var signatures = root.All().Where(IsSignature).Take(2).ToList();
        if (signatures.Count != 1)
        {
            return signatures.Count == 0 ? SignatureRefusals.Missing : SignatureRefusals.Several;
        }

        var signature = signatures[0];
        if (!IsInPlace(root, signature, afterIssuer))
        {
            return SignatureRefusals.Place;
        }

        var info = Verified(signature, certificates, limits);
        return info.Succeeded ? Signed(root, signature, info.Value, limits) : info.Refusal;
    }

    private static bool IsInPlace(XmlTree root, XmlTree signature, bool afterIssuer)
    {
        var first = root.Elements.Take(2).ToList();
        return afterIssuer
            ? first.Count == 2 && first[0].Is(SamlNamespaces.Assertion, "Issuer") && ReferenceEquals(first[1], signature)
            : first.Count > 0 && ReferenceEquals(first[0], signature);
    }

    /// <summary>SignedInfo as it was signed, read from its canonical bytes.</summary>
    private static SamlResult<SignedInfo> Verified(XmlTree signature, IReadOnlyList<SamlCertificate> certificates, SamlLimits limits)
    {
        var parts = signature.Elements.ToList();
        // XML signature §4.2: SignedInfo, SignatureValue, KeyInfo; an Object could hold a second message.
        if (
            parts.Count is < 2 or > 3
            || !parts[0].Is(SamlNamespaces.Signature, "SignedInfo")
            || !parts[1].Is(SamlNamespaces.Signature, "SignatureValue")
            || (parts.Count == 3 && !parts[2].Is(SamlNamespaces.Signature, "KeyInfo"))
            || parts[0].Elements.FirstOrDefault() is not { } canonicalization
            || SignedInfo.Prefixes(canonicalization) is not { } prefixes
            || FromBase64(parts[1].Text) is not { } value
        )
        {
            return SignatureRefusals.Form;
        }

        var bytes = ExclusiveCanonical.Write(parts[0], prefixes);
        var tree = ForeignXml.Read(bytes, limits);
        if (!tree.Succeeded)
        {
            return tree.Refusal;
        }

        var info = SignedInfo.Parse(tree.Value);
        if (info.Succeeded && SignatureCheck.Check(bytes, value, info.Value.Method, certificates) is { } refusal)
        {
            return refusal;
        }

        return info;
    }

    /// <summary>SAML core §5.4.2: the reference is to the ID of the element that holds the signature.</summary>
    private static SamlResult<XmlTree> Signed(XmlTree root, XmlTree signature, SignedInfo info, SamlLimits limits)
    {
        if (root.Attribute("ID") is not { } id || !SamlId.IsId(id) || !string.Equals(info.Uri, "#" + id, StringComparison.Ordinal))
        {
            return SignatureRefusals.References;
        }

        var bytes = ExclusiveCanonical.Write(root, info.InclusivePrefixes, left: signature);
        var hash = CryptographicOperations.HashData(info.DigestMethod, bytes);
        return FromBase64(info.Digest) is { } digest && CryptographicOperations.FixedTimeEquals(hash, digest)
            // Canonical form expands escapes, so the bound of size is that of the bytes themselves.
            ? ForeignXml.Read(bytes, limits with { Bytes = Math.Max(limits.Bytes, bytes.Length) })
            : SignatureRefusals.Wrong;
    }

    private static bool IsSignature(XmlTree element) => element.Is(SamlNamespaces.Signature, "Signature");

    private static byte[]? FromBase64(string? text)
    {
        if (text is null || text.Length > 8 * 1024)
        {
            return null;
        }

        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}
