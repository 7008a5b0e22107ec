using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portico.Applications;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Saml.Signatures;
using Portico.SingleSignOn.OpenIdConnect.Keys;
using Portico.SingleSignOn.Saml.Keys;

namespace Portico.SingleSignOn.OpenIdConnect.Settings;

/// <summary>What an application's OpenID Connect sign-in starts from: its settings, and the keys of the organization's issuer.</summary>
internal static class OpenIdFoundation
{
    public static OpenIdSettings AddSettings(Application application, OpenIdKeyring keyring, Work work)
    {
        var settings = new OpenIdSettings
        {
            OrganizationId = application.OrganizationId,
            ApplicationId = application.Id,
            SealedPairwiseSecret = keyring.SealPairwise(application.OrganizationId, application.Id, RandomNumberGenerator.GetBytes(32)),
        };
        work.Db.Add(settings);
        return settings;
    }

    /// <summary>Whether the organization's issuer has no keys yet: the first application brings them.</summary>
    public static async Task<bool> LacksKeysAsync(Work work, CancellationToken ct) => !await work.Db.Set<OpenIdKey>().AnyAsync(ct);

    /// <summary>Adds a key of each algorithm, unless another operation did meanwhile.</summary>
    public static async Task AddKeysAsync(IReadOnlyList<MadeKey> made, OpenIdKeyring keyring, Work work, CancellationToken ct)
    {
        await work.TakeTurnAsync("openid-keys", ct);
        if (await LacksKeysAsync(work, ct))
        {
            foreach (var key in made)
            {
                keyring.Add(AlgorithmOf(key), key, signsFrom: work.Now, work);
            }
        }
    }

    /// <summary>A key of each algorithm, made ahead of need.</summary>
    public static async Task<IReadOnlyList<MadeKey>> TakeKeysAsync(SigningKeyPool pool, CancellationToken ct) =>
        [await pool.TakeAsync(SamlKeyKind.Rsa2048, ct), await pool.TakeAsync(SamlKeyKind.EcdsaP256, ct)];

    public static OpenIdAlgorithm AlgorithmOf(MadeKey key) =>
        key.Kind is SamlKeyKind.EcdsaP256 ? OpenIdAlgorithm.Es256 : OpenIdAlgorithm.Rs256;

    /// <summary>The application and its settings; null when there is none, or it signs in by another protocol.</summary>
    public static async Task<(Application Application, OpenIdSettings Settings)?> FindAsync(ObjectId id, Work work, CancellationToken ct)
    {
        var found = await (
            from a in work.Db.Set<Application>()
            where a.Id == id
            join s in work.Db.Set<OpenIdSettings>() on a.Id equals s.ApplicationId
            select new { Application = a, Settings = s }
        ).SingleOrDefaultAsync(ct);
        return found is null ? null : (found.Application, found.Settings);
    }
}
