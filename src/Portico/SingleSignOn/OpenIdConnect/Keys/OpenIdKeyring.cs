using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.Tokens;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using Portico.SingleSignOn.Saml.Keys;

namespace Portico.SingleSignOn.OpenIdConnect.Keys;

/// <summary>
/// Seals and opens the keys of organizations' issuers, and keeps those in use parsed: a number of them that does not grow with the
/// organizations.
/// </summary>
public sealed class OpenIdKeyring(SealedText sealing) : IDisposable
{
    private const int Most = 2_000;

    private readonly MemoryCache signers = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <summary>Adds a key that signs from then on.</summary>
    internal OpenIdKey Add(OpenIdAlgorithm algorithm, MadeKey made, DateTimeOffset signsFrom, Work work)
    {
        var (organization, id) = (work.Scope.OrganizationId, work.NewId());
        var key = new OpenIdKey
        {
            OrganizationId = organization,
            Id = id,
            Algorithm = algorithm,
            SealedKey = sealing.Seal(Convert.ToBase64String(made.Pkcs8), PurposeOf(organization, id)),
            SignsFrom = signsFrom,
            CreatedAt = work.Now,
        };
        work.Db.Add(key);
        CryptographicOperations.ZeroMemory(made.Pkcs8);
        return key;
    }

    /// <summary>What signs with the key.</summary>
    internal SigningCredentials SignerOf(OpenIdKey key) =>
        signers.GetOrCreate(
            (key.OrganizationId, key.Id),
            entry =>
            {
                entry.Size = 1;
                var pkcs8 = Convert.FromBase64String(Opened(key.SealedKey, PurposeOf(key.OrganizationId, key.Id)));
                // Not disposed of when it leaves the cache: somebody may be signing with it at that moment.
                var signer = SignerOf(key, pkcs8);
                CryptographicOperations.ZeroMemory(pkcs8);
                return signer;
            }
        )!;

    internal string SealPairwise(ObjectId organization, ObjectId application, byte[] secret) =>
        sealing.Seal(Convert.ToBase64String(secret), PairwiseOf(organization, application));

    /// <summary>Who a user is to an application, always the same (OpenID Connect Core §8.1).</summary>
    internal string SubjectOf(OpenIdSettings settings, ObjectId user)
    {
        if (settings.SubjectType is OpenIdSubjectType.Public)
        {
            return user.ToString();
        }

        var secret = Convert.FromBase64String(
            Opened(settings.SealedPairwiseSecret, PairwiseOf(settings.OrganizationId, settings.ApplicationId))
        );
        return Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(user.ToString())));
    }

    public void Dispose() => signers.Dispose();

    private static SigningCredentials SignerOf(OpenIdKey key, byte[] pkcs8)
    {
        var id = key.Id.ToString();
        if (key.Algorithm is OpenIdAlgorithm.Es256)
        {
            var ecdsa = ECDsa.Create();
            ecdsa.ImportPkcs8PrivateKey(pkcs8, out _);
            return new SigningCredentials(new ECDsaSecurityKey(ecdsa) { KeyId = id }, SecurityAlgorithms.EcdsaSha256);
        }

        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(pkcs8, out _);
        return new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = id }, SecurityAlgorithms.RsaSha256);
    }

    private string Opened(string text, string purpose) =>
        sealing.Open(text, purpose)
        ?? throw new CryptographicException("A secret of an organization's OpenID Connect could not be opened.");

    private static string PurposeOf(ObjectId organization, ObjectId key) => $"openid-key:{organization}:{key}";

    private static string PairwiseOf(ObjectId organization, ObjectId application) => $"openid-pairwise:{organization}:{application}";
}
