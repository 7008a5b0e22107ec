using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Portico.Applications;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Storage;
using Portico.SingleSignOn.Saml.Keys;
using Portico.SingleSignOn.Saml.Settings;

namespace Portico.SingleSignOn.Saml.SigningIn;

/// <summary>What each message of a service provider is held against; translated to SQL once for each store, as the gate's questions are.</summary>
internal sealed class PeerQueries
{
    private static readonly ConditionalWeakTable<IModel, PeerQueries> Known = [];

    private PeerQueries() { }

    public static PeerQueries Of(AccountWork work) => Known.GetValue(work.Db.Model, _ => new());

    /// <summary>An application of an organization, a row for each of its keys; none where it has none.</summary>
    public Func<CredentialDb, ObjectId, ObjectId, IAsyncEnumerable<Row>> OfApplication { get; } =
        EF.CompileAsyncQuery(
            (CredentialDb db, ObjectId organization, ObjectId application) =>
                (
                    from a in db.Set<ApplicationEntry>()
                    where a.OrganizationId == organization && a.Id == application
                    join s in db.Set<SamlSettings>() on new { a.OrganizationId, a.Id } equals new { s.OrganizationId, Id = s.ApplicationId }
                    join k in db.Set<SamlKey>() on new { a.OrganizationId, a.Id } equals new { k.OrganizationId, Id = k.ApplicationId }
                    select new Row(a, s, k)
                ).AsNoTracking()
        );

    internal sealed record Row(ApplicationEntry Application, SamlSettings Settings, SamlKey Key);
}
