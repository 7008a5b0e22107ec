using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Portico.Platform.Storage;

namespace Portico.Platform.Access;

/// <summary>
/// What the gate asks before every operation in an organization. Translated to SQL once for each store, because working out anew what a
/// query means costs several times what the store takes to answer it.
/// </summary>
internal sealed class GateQueries
{
    private static readonly ConditionalWeakTable<IModel, GateQueries> Known = [];

    private GateQueries() { }

    public static GateQueries Of(CredentialDb credentials) => Known.GetValue(credentials.Model, _ => new());

    /// <summary>The places that a person, named last, has in the organization; null where there is no such organization.</summary>
    public Func<CredentialDb, ObjectId, ObjectId, CancellationToken, Task<Places?>> OfPerson { get; } =
        EF.CompileAsyncQuery(
            (CredentialDb db, ObjectId organizationId, ObjectId person, CancellationToken _) =>
                (
                    from o in db.Set<OrganizationEntry>()
                    where o.Id == organizationId
                    join m in db.Set<ProviderMembership>().Where(m => m.AdministratorId == person)
                        on o.ProviderId equals (ObjectId?)m.ProviderId
                        into staffs
                    from staff in staffs.DefaultIfEmpty()
                    join m in db.Set<OrganizationMembership>()
                        on new { OrganizationId = o.Id, AdministratorId = (ObjectId?)person } equals new
                        {
                            m.OrganizationId,
                            m.AdministratorId,
                        }
                        into owns
                    from own in owns.DefaultIfEmpty()
                    select new Places(
                        o,
                        staff,
                        own,
                        staff != null
                            && db.Set<OrganizationAccess>()
                                .Any(a => a.ProviderId == staff.ProviderId && a.MembershipId == staff.Id && a.OrganizationId == o.Id)
                    )
                )
                    .AsNoTracking()
                    .FirstOrDefault()
        );

    /// <summary>The same for a key that belongs to no person; the last id is its membership's.</summary>
    public Func<CredentialDb, ObjectId, ObjectId, CancellationToken, Task<Places?>> OfKey { get; } =
        EF.CompileAsyncQuery(
            (CredentialDb db, ObjectId organizationId, ObjectId membership, CancellationToken _) =>
                (
                    from o in db.Set<OrganizationEntry>()
                    where o.Id == organizationId
                    join m in db.Set<KeyMembership>().Where(m => m.Id == membership)
                        on o.ProviderId equals (ObjectId?)m.ProviderId
                        into staffs
                    from staff in staffs.DefaultIfEmpty()
                    select new Places(
                        o,
                        staff,
                        null,
                        staff != null
                            && db.Set<OrganizationAccess>()
                                .Any(a => a.ProviderId == staff.ProviderId && a.MembershipId == staff.Id && a.OrganizationId == o.Id)
                    )
                )
                    .AsNoTracking()
                    .FirstOrDefault()
        );

    /// <summary>The organization of a user, named last, while both are active.</summary>
    public Func<CredentialDb, ObjectId, ObjectId, CancellationToken, Task<OrganizationEntry?>> OfUser { get; } =
        EF.CompileAsyncQuery(
            (CredentialDb db, ObjectId organizationId, ObjectId user, CancellationToken _) =>
                (
                    from u in db.Set<UserEntry>()
                    where u.OrganizationId == organizationId && u.Id == user && u.State == UserEntry.Activated
                    join o in db.Set<OrganizationEntry>() on u.OrganizationId equals o.Id
                    where o.State == OrganizationState.Active
                    select o
                )
                    .AsNoTracking()
                    .FirstOrDefault()
        );

    /// <summary>An organization while it is active, by its id.</summary>
    public Func<CredentialDb, ObjectId, CancellationToken, Task<OrganizationEntry?>> ActiveById { get; } =
        EF.CompileAsyncQuery(
            (CredentialDb db, ObjectId id, CancellationToken _) =>
                db.Set<OrganizationEntry>().AsNoTracking().FirstOrDefault(o => o.State == OrganizationState.Active && o.Id == id)
        );

    /// <summary>An organization while it is active, by the name of its portal.</summary>
    public Func<CredentialDb, string, CancellationToken, Task<OrganizationEntry?>> ActiveBySlug { get; } =
        EF.CompileAsyncQuery(
            (CredentialDb db, string slug, CancellationToken _) =>
                db.Set<OrganizationEntry>().AsNoTracking().FirstOrDefault(o => o.State == OrganizationState.Active && o.Slug == slug)
        );

    /// <param name="Entry">The organization.</param>
    /// <param name="Staff">In the organization's provider.</param>
    /// <param name="Own">In the organization itself.</param>
    /// <param name="IsChosen">Whether the organization is one of those chosen for <paramref name="Staff"/>.</param>
    internal sealed record Places(OrganizationEntry Entry, ProviderPlace? Staff, OrganizationMembership? Own, bool IsChosen);
}
