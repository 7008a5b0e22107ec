using Portico.Applications;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Saml.Metadata;
using Portico.Saml.Responses;
using Portico.SingleSignOn.Saml.Keys;
using Portico.SingleSignOn.Saml.Settings;
using Portico.UserPortal;

namespace Portico.SingleSignOn.Saml.SigningIn;

/// <summary>Both sides of an application's sign-in, as the endpoints find them before it is known who asks.</summary>
/// <param name="Organization">Whose it is.</param>
/// <param name="Application">The application.</param>
/// <param name="Settings">The service provider's.</param>
/// <param name="Keys">Of the identity provider.</param>
internal sealed record SamlPeer(
    OrganizationEntry Organization,
    ApplicationEntry Application,
    SamlSettings Settings,
    IReadOnlyList<SamlKey> Keys
)
{
    /// <summary>Null when there is no such portal, no such application in it, or nothing set up: the answer to all is the same.</summary>
    public static async Task<SamlPeer?> FindAsync(AccountWork work, string? portal, ObjectId application, CancellationToken ct) =>
        await work.FindPortalAsync(portal, ct) is { } organization ? await FindAsync(work, organization, application, ct) : null;

    public static async Task<SamlPeer?> FindAsync(
        AccountWork work,
        OrganizationEntry organization,
        ObjectId application,
        CancellationToken ct
    )
    {
        var rows = new List<PeerQueries.Row>();
        await foreach (var row in PeerQueries.Of(work).OfApplication(work.Db, organization.Id, application).WithCancellation(ct))
        {
            rows.Add(row);
        }

        var keys = rows.ConvertAll(r => r.Key);
        return keys.SigningAt(work.Now) is null ? null : new SamlPeer(organization, rows[0].Application, rows[0].Settings, keys);
    }

    /// <summary>The service provider, as messages are held against it.</summary>
    public static ServiceProviderMetadata ServiceProviderOf(SamlSettings settings, SamlKeyring keyring) =>
        new()
        {
            EntityId = settings.EntityId,
            AssertionConsumerServices =
            [
                .. settings.AcsEndpoints.Select(a => new AssertionConsumerService(a.Index, a.Url, a.IsDefault ? true : null)),
            ],
            SigningCertificates = keyring.CertificatesOf(settings.SigningCertificates),
            AuthnRequestsSigned = settings.RequiresSignedRequests,
        };

    /// <summary>How its responses are protected.</summary>
    public static SamlProtection ProtectionOf(SamlSettings settings, SamlKeyring keyring) =>
        new()
        {
            Signing = settings.Signing,
            Encryption = settings.EncryptsAssertions
                ? SamlEncryption.For(
                    new EncryptionKey(
                        keyring.CertificatesOf(settings.EncryptionCertificate)[0],
                        settings.EncryptionMethods?.Split(' ') ?? []
                    )
                )
                : null,
        };
}
