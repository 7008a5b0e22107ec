using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Portico.Applications;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.Saml.Signatures;
using Portico.SingleSignOn.Saml.Settings;

namespace Portico.SingleSignOn.Saml.Keys;

/// <summary>
/// Seals and opens applications' keys, and keeps those in use parsed: a number of them that does not grow with the organizations.
/// </summary>
public sealed class SamlKeyring(SealedText sealing) : IDisposable
{
    /// <summary>How many keys, and how many lists of certificates, are kept parsed.</summary>
    private const int Most = 2_000;

    private readonly MemoryCache signers = new(new MemoryCacheOptions { SizeLimit = Most });
    private readonly MemoryCache certificates = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <summary>Adds a key that signs from then on, with its certificate.</summary>
    internal SamlKey Add(Application application, MadeKey made, int years, DateTimeOffset signsFrom, Work work)
    {
        var until = work.Now.AddYears(years);
        var id = work.NewId();
        var key = new SamlKey
        {
            OrganizationId = application.OrganizationId,
            Id = id,
            ApplicationId = application.Id,
            Kind = made.Kind,
            SealedKey = sealing.Seal(Convert.ToBase64String(made.Pkcs8), PurposeOf(application.OrganizationId, id)),
            Certificate = SigningCertificate.Issue(made, $"{application.Name} sign-in", work.Now, until),
            NotAfter = until,
            SignsFrom = signsFrom,
            CreatedAt = work.Now,
        };
        work.Db.Add(key);
        CryptographicOperations.ZeroMemory(made.Pkcs8);
        return key;
    }

    /// <summary>What signs with the key.</summary>
    internal SamlSigner SignerOf(SamlKey key) =>
        signers.GetOrCreate(
            (key.OrganizationId, key.Id),
            entry =>
            {
                entry.Size = 1;
                var text =
                    sealing.Open(key.SealedKey, PurposeOf(key.OrganizationId, key.Id))
                    ?? throw new CryptographicException("The signing key of an application could not be opened.");
                var pkcs8 = Convert.FromBase64String(text);
                // Not disposed of when it leaves the cache: somebody may be signing with it at that moment.
                var signer = new SamlSigner(new SamlKeyPair(pkcs8, key.Certificate));
                CryptographicOperations.ZeroMemory(pkcs8);
                return signer;
            }
        )!;

    /// <summary>The certificates of a service provider.</summary>
    internal IReadOnlyList<SamlCertificate> CertificatesOf(string? pem) =>
        pem is null
            ? []
            : certificates.GetOrCreate(
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(pem))),
                entry =>
                {
                    entry.Size = 1;
                    return CertificateText.Read(pem);
                }
            )!;

    internal string SealPairwise(ObjectId organization, ObjectId application, byte[] secret) =>
        sealing.Seal(Convert.ToBase64String(secret), PairwiseOf(organization, application));

    /// <summary>A name of the user for this application alone, always the same (SAML core §8.3.7).</summary>
    internal string PairwiseNameOf(SamlSettings settings, ObjectId user)
    {
        var secret =
            sealing.Open(settings.SealedPairwiseSecret, PairwiseOf(settings.OrganizationId, settings.ApplicationId))
            ?? throw new CryptographicException("The secret of an application's pairwise names could not be opened.");
        return Base64Url.EncodeToString(HMACSHA256.HashData(Convert.FromBase64String(secret), Encoding.ASCII.GetBytes(user.ToString())));
    }

    public void Dispose()
    {
        signers.Dispose();
        certificates.Dispose();
    }

    private static string PurposeOf(ObjectId organization, ObjectId key) => $"saml-key:{organization}:{key}";

    private static string PairwiseOf(ObjectId organization, ObjectId application) => $"saml-pairwise:{organization}:{application}";
}
