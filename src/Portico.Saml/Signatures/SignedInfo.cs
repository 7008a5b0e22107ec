using System.Security.Cryptography;
using Portico.Saml.Xml;

namespace Portico.Saml.Signatures;

/// <summary>What a SignedInfo says (XML signature §4.4), of the one shape that SAML core §5.4 allows.</summary>
internal sealed record SignedInfo(
    SignatureMethod Method,
    string Uri,
    IReadOnlyCollection<string> InclusivePrefixes,
    HashAlgorithmName DigestMethod,
    string Digest
)
{
    public static SamlResult<SignedInfo> Parse(XmlTree element)
    {
        if (
            Exactly(element, "CanonicalizationMethod", "SignatureMethod", "Reference")
            is not [var canonicalization, var method, var reference]
        )
        {
            // XML signature §4.4.3 allows any number of references; SAML core §5.4.2 one.
            return element.Elements.Count(e => e.Is(SamlNamespaces.Signature, "Reference")) > 1
                ? SignatureRefusals.References
                : SignatureRefusals.Form;
        }

        // §4.4.2: its children would be HMACOutputLength or parameters of RSA-PSS; none of ours has any.
        if (SignatureMethods.Find(method.Attribute("Algorithm")) is not { } signatureMethod || method.Children.Count > 0)
        {
            return SignatureRefusals.Algorithm;
        }

        if (!SignatureMethods.IsExclusive(canonicalization.Attribute("Algorithm")))
        {
            return SignatureRefusals.Transforms;
        }

        return Reference(signatureMethod, reference);
    }

    /// <summary>Exclusive C14N §4: the prefixes of an InclusiveNamespaces below the element, none when there is none, null when it is of another shape.</summary>
    public static string[]? Prefixes(XmlTree element)
    {
        var children = element.Elements.ToList();
        if (children.Count == 0)
        {
            return [];
        }

        if (children.Count > 1 || !children[0].Is(SignatureMethods.Exclusive, "InclusiveNamespaces"))
        {
            return null;
        }

        var list = children[0].Attribute("PrefixList") ?? "";
        string[] prefixes =
        [
            .. list.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(p => p is "#default" ? "" : p),
        ];
        return prefixes.Length <= 32 ? prefixes : null;
    }

    private static SamlResult<SignedInfo> Reference(SignatureMethod method, XmlTree reference)
    {
        if (Exactly(reference, "Transforms", "DigestMethod", "DigestValue") is not [var transforms, var digestMethod, var digestValue])
        {
            return SignatureRefusals.Form;
        }

        // SAML core §5.4.4: no other transforms than these two; without the second one the canonical form would be the inclusive one.
        if (
            Exactly(transforms, "Transform", "Transform") is not [var enveloped, var exclusive]
            || enveloped.Attribute("Algorithm") is not SignatureMethods.Enveloped
            || enveloped.Children.OfType<XmlTree>().Any()
            || !SignatureMethods.IsExclusive(exclusive.Attribute("Algorithm"))
            || Prefixes(exclusive) is not { } prefixes
        )
        {
            return SignatureRefusals.Transforms;
        }

        if (SignatureMethods.Digest(digestMethod.Attribute("Algorithm")) is not { } digest)
        {
            return SignatureRefusals.Algorithm;
        }

        return digestValue.Text is { } value && reference.Attribute("URI") is { } uri
            ? new SignedInfo(method, uri, prefixes, digest, value)
            : SignatureRefusals.References;
    }

    /// <summary>The children when they are exactly these, in this order.</summary>
    private static List<XmlTree>? Exactly(XmlTree element, params string[] names)
    {
        var children = element.Elements.ToList();
        return children.Count == names.Length && children.Zip(names).All(pair => pair.First.Is(SamlNamespaces.Signature, pair.Second))
            ? children
            : null;
    }
}
