using Portico.Saml.Signatures;
using Portico.Saml.Xml;

namespace Portico.Saml.Metadata;

/// <summary>The keys of a role (SAML metadata §2.4.1.1). One without a use is for both.</summary>
internal sealed class KeyReading
{
    private const int MaxKeys = 10;

    public KeyReading(ElementReading role)
    {
        foreach (var descriptor in role.Children(SamlNamespaces.Metadata, "KeyDescriptor", MaxKeys))
        {
            var use = descriptor.Optional("use", 16);
            if (use is not null and not "signing" and not "encryption")
            {
                descriptor.Invalid("use");
            }

            foreach (var certificate in Certificates(descriptor))
            {
                Take(certificate, use, descriptor);
            }
        }
    }

    public List<SamlCertificate> Signing { get; } = [];

    public List<EncryptionKey> Encryption { get; } = [];

    private void Take(SamlCertificate certificate, string? use, ElementReading descriptor)
    {
        if (use is not "encryption")
        {
            Signing.Add(certificate);
        }

        if (use is not "signing" && certificate.IsRsa)
        {
            var methods = descriptor.Children(SamlNamespaces.Metadata, "EncryptionMethod", 20);
            Encryption.Add(new EncryptionKey(certificate, methods.ConvertAll(m => m.Required("Algorithm"))));
        }
    }

    /// <summary>The first certificate of each X509Data is the key's own; a bare KeyValue without one is not taken.</summary>
    private static IEnumerable<SamlCertificate> Certificates(ElementReading descriptor)
    {
        if (descriptor.Child(SamlNamespaces.Signature, "KeyInfo") is not { } keyInfo)
        {
            descriptor.Missing("KeyInfo");
            yield break;
        }

        foreach (var holder in keyInfo.Children(SamlNamespaces.Signature, "X509Data", MaxKeys))
        {
            foreach (var element in holder.Children(SamlNamespaces.Signature, "X509Certificate", MaxKeys).Take(1))
            {
                var certificate = SamlCertificate.Read(element.Text(SamlCertificate.MaxLength * 2));
                if (!certificate.Succeeded)
                {
                    element.Reading.Refuse(certificate.Refusal);
                    continue;
                }

                if (!certificate.Value.IsStrong)
                {
                    element.Reading.Refuse(MetadataRefusals.WeakCertificate);
                }

                yield return certificate.Value;
            }
        }
    }
}
