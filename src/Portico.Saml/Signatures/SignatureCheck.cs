using System.Security.Cryptography;

namespace Portico.Saml.Signatures;

/// <summary>Whether bytes were signed by one of the known certificates.</summary>
internal static class SignatureCheck
{
    /// <summary>Null when they were. Only the given certificates count, whatever the message says of keys.</summary>
    public static SamlRefusal? Check(
        ReadOnlySpan<byte> signed,
        ReadOnlySpan<byte> signature,
        SignatureMethod method,
        IReadOnlyList<SamlCertificate> certificates
    )
    {
        var fitting = certificates.Where(c => c.IsRsa != method.IsEcdsa && c.KeySize > 0).ToList();
        if (fitting.Count == 0)
        {
            return SignatureRefusals.NoKey;
        }

        var strong = fitting.FindAll(c => c.IsStrong);
        if (strong.Count == 0)
        {
            return SignatureRefusals.WeakKey;
        }

        var hash = CryptographicOperations.HashData(method.Hash, signed);
        foreach (var certificate in strong)
        {
            if (certificate.Verifies(hash, signature, method))
            {
                return null;
            }
        }

        return SignatureRefusals.Wrong;
    }
}
