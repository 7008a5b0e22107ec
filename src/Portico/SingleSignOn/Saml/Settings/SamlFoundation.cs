using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portico.Applications;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.SingleSignOn.Saml.Keys;

namespace Portico.SingleSignOn.Saml.Settings;

/// <summary>What an application's SAML sign-in starts from: settings, and a first key. Made when it is added; here for those of before too.</summary>
internal static class SamlFoundation
{
    /// <summary>Whether a key must be made before the settings can be changed; and what stands in the way.</summary>
    public static async Task<(bool LacksKey, IReadOnlyList<Problem> Problems)> LacksKeyAsync(
        ObjectId application,
        Work work,
        CancellationToken ct
    ) =>
        await work.Db.Set<Application>().AnyAsync(a => a.Id == application && a.Kind == ApplicationKind.Saml, ct)
            ? (!await work.Db.Set<SamlKey>().AnyAsync(k => k.ApplicationId == application, ct), [])
            : (false, [new NoSuchApplication()]);

    /// <summary>The application and its settings, new ones when it has none; null when there is no such application.</summary>
    public static async Task<(Application Application, SamlSettings Settings)?> FindAsync(
        ObjectId id,
        SamlKeyring keyring,
        Work work,
        CancellationToken ct
    )
    {
        if (
            await work.Db.Set<Application>().SingleOrDefaultAsync(a => a.Id == id && a.Kind == ApplicationKind.Saml, ct)
            is not { } application
        )
        {
            return null;
        }

        var settings = await work.Db.Set<SamlSettings>().SingleOrDefaultAsync(s => s.ApplicationId == id, ct);
        return (application, settings ?? AddSettings(application, keyring, work));
    }

    public static SamlSettings AddSettings(Application application, SamlKeyring keyring, Work work)
    {
        var settings = new SamlSettings
        {
            OrganizationId = application.OrganizationId,
            ApplicationId = application.Id,
            SealedPairwiseSecret = keyring.SealPairwise(application.OrganizationId, application.Id, RandomNumberGenerator.GetBytes(32)),
        };
        work.Db.Add(settings);
        return settings;
    }

    /// <summary>Adds the key that signs from now on.</summary>
    public static SamlKey AddKey(Application application, MadeKey made, SamlKeyring keyring, Work work) =>
        keyring.Add(application, made, SamlKey.UsualYears, signsFrom: work.Now, work);
}
