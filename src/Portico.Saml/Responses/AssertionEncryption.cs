using System.Security.Cryptography;
using Portico.Saml.Signatures;
using Portico.Saml.Xml;

namespace Portico.Saml.Responses;

/// <summary>Encrypts an assertion (SAML core §2.3.4, §6; XML encryption 1.1 §3).</summary>
internal static class AssertionEncryption
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Writes the EncryptedAssertion; null when it went well.</summary>
    public static SamlRefusal? Write(ReadOnlySpan<byte> assertion, SamlEncryption encryption, CanonicalWriter target)
    {
        if (!encryption.Certificate.IsRsa)
        {
            return SignatureRefusals.NoKey;
        }

        if (!encryption.Certificate.IsStrong)
        {
            return SignatureRefusals.WeakKey;
        }

        Span<byte> key = stackalloc byte[encryption.Content is ContentEncryption.Aes256Gcm ? 32 : 16];
        RandomNumberGenerator.Fill(key);
        target
            .Raw(
                "<saml:EncryptedAssertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"><xenc:EncryptedData xmlns:xenc=\"http://www.w3.org/2001/04/xmlenc#\" Type=\"http://www.w3.org/2001/04/xmlenc#Element\"><xenc:EncryptionMethod Algorithm=\""u8
            )
            .Raw(
                encryption.Content is ContentEncryption.Aes256Gcm
                    ? "http://www.w3.org/2009/xmlenc11#aes256-gcm"u8
                    : "http://www.w3.org/2009/xmlenc11#aes128-gcm"u8
            )
            .Raw(
                "\"></xenc:EncryptionMethod><ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><xenc:EncryptedKey><xenc:EncryptionMethod Algorithm=\""u8
            )
            .Raw(Transport(encryption.Key))
            .Raw("</xenc:EncryptionMethod><xenc:CipherData><xenc:CipherValue>"u8)
            .Base64(encryption.Certificate.Encrypt(key, Padding(encryption.Key)))
            .Raw("</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo><xenc:CipherData><xenc:CipherValue>"u8)
            .Base64(Encrypt(assertion, key))
            .Raw("</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData></saml:EncryptedAssertion>"u8);
        CryptographicOperations.ZeroMemory(key);
        return null;
    }

    /// <summary>XML encryption 1.1 §5.2.4: nonce of 96 bits, the encrypted octets, tag of 128 bits.</summary>
    private static byte[] Encrypt(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> key)
    {
        var encrypted = new byte[NonceLength + plain.Length + TagLength];
        var nonce = encrypted.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plain, encrypted.AsSpan(NonceLength, plain.Length), encrypted.AsSpan(NonceLength + plain.Length));
        return encrypted;
    }

    private static ReadOnlySpan<byte> Transport(KeyTransport transport) =>
        transport is KeyTransport.RsaOaepSha256
            ? "http://www.w3.org/2009/xmlenc11#rsa-oaep\"><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></ds:DigestMethod><xenc11:MGF xmlns:xenc11=\"http://www.w3.org/2009/xmlenc11#\" Algorithm=\"http://www.w3.org/2009/xmlenc11#mgf1sha256\"></xenc11:MGF>"u8
            : "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p\"><ds:DigestMethod Algorithm=\"http://www.w3.org/2000/09/xmldsig#sha1\"></ds:DigestMethod>"u8;

    private static RSAEncryptionPadding Padding(KeyTransport transport) =>
        transport is KeyTransport.RsaOaepSha256 ? RSAEncryptionPadding.OaepSHA256 : RSAEncryptionPadding.OaepSHA1;
}
