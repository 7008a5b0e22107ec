using Microsoft.EntityFrameworkCore;
using Portico.Platform.Operations;
using Portico.Platform.Storage;

namespace Portico.Platform.Access;

/// <summary>How wide a scope is; each kind has its own filters and its own database role.</summary>
public enum ScopeKind
{
    /// <summary>Inside one organization.</summary>
    Organization,

    /// <summary>All organizations of one provider.</summary>
    Provider,

    /// <summary>The chosen organizations of one provider membership.</summary>
    ChosenOrganizations,
}

/// <summary>
/// The organizations that one operation may touch: one, or those of a provider that an administrator may see. A wide scope is a
/// predicate that the database joins, never a list of ids. Only <see cref="Gate"/> makes one.
/// </summary>
public sealed class OrganizationScope
{
    private OrganizationScope(ScopeKind kind, ObjectId? organizationId, ObjectId? providerId, Membership? membership)
        : this(kind, organizationId, providerId, membership?.Role ?? Role.Administrator)
    {
        MembershipId = membership?.Id;
        ActsForProvider = membership is ProviderPlace;
    }

    private OrganizationScope(ScopeKind kind, ObjectId? organizationId, ObjectId? providerId, Role? role)
    {
        Kind = kind;
        this.organizationId = organizationId;
        this.providerId = providerId;
        this.role = role;
    }

    private readonly ObjectId? organizationId;
    private readonly ObjectId? providerId;
    private readonly Role? role;

    public ScopeKind Kind { get; }

    /// <summary>The one organization; an exception in a wide scope, where there is none.</summary>
    public ObjectId OrganizationId =>
        organizationId ?? throw new InvalidOperationException("A provider's scope has no single organization.");

    /// <summary>The provider; an exception for an organization that runs on its own.</summary>
    public ObjectId ProviderId => providerId ?? throw new InvalidOperationException("This organization has no provider.");

    public bool HasProvider => providerId is not null;

    /// <summary>The membership through which the actor came in; null for a job.</summary>
    public ObjectId? MembershipId { get; }

    /// <summary>The role of that membership, and of no other; an exception for a user and an application, who have none.</summary>
    public Role Role => role ?? throw new InvalidOperationException("Neither a user nor an application has a role in the organization.");

    /// <summary>Whether the actor came in as the provider's staff rather than as the organization's own administrator.</summary>
    public bool ActsForProvider { get; }

    /// <summary>The only maker of scopes: asks who acts, where, and with which permission.</summary>
    public sealed class Gate(CredentialDb credentials)
    {
        /// <summary>
        /// Admits the actor to one organization: <see cref="NothingHere"/> when it is not his (or never was), then
        /// <see cref="RoleTooWeak"/> when his role there does not grant the permission.
        /// </summary>
        public async Task<Outcome<OrganizationScope>> AdmitToOrganizationAsync(
            Actor? actor,
            ObjectId organizationId,
            Permission needs,
            CancellationToken ct
        )
        {
            if (actor is Actor.Job job)
            {
                return job.OrganizationId == organizationId
                    ? new OrganizationScope(ScopeKind.Organization, organizationId, job.ProviderId, membership: null)
                    : new NothingHere();
            }

            var queries = GateQueries.Of(credentials);
            var found = actor switch
            {
                Actor.Administrator person => await queries.OfPerson(credentials, organizationId, person.AdministratorId, ct),
                Actor.ProviderKey key => await queries.OfKey(credentials, organizationId, key.MembershipId, ct),
                _ => null,
            };
            if (found is null)
            {
                return new NothingHere();
            }

            Membership?[] doors =
            [
                found.Staff is { } s && IsOpen(s) && (s.AllOrganizations || found.IsChosen) ? s : null,
                // In a suspended organization nobody of its own signs in; the provider still looks after it.
                found.Own
                    is { } self
                && IsOpen(self)
                && found.Entry.State is OrganizationState.Active
                    ? self
                    : null,
            ];

            // A person with both memberships enters through the one that grants what is needed; the two are never added up.
            var membership = Array.Find(doors, m => m?.Role.Grants(needs) == true);
            if (membership is not null)
            {
                return new OrganizationScope(ScopeKind.Organization, organizationId, found.Entry.ProviderId, membership);
            }

            return Array.Exists(doors, m => m is not null) ? new RoleTooWeak() : new NothingHere();
        }

        /// <summary>Admits the actor to the provider of his membership, over all its organizations or the chosen ones.</summary>
        public async Task<Outcome<OrganizationScope>> AdmitToProviderAsync(Actor? actor, Permission needs, CancellationToken ct)
        {
            if (actor is Actor.Job { ProviderId: { } provider, OrganizationId: null })
            {
                return new OrganizationScope(ScopeKind.Provider, organizationId: null, provider, membership: null);
            }

            if (PlacesOf(actor) is not { } places)
            {
                return new NothingHere();
            }

            var membership = await places.AsNoTracking().FirstOrDefaultAsync(m => !m.IsSuspended && m.AcceptedAt != null, ct);
            if (membership is null)
            {
                return new NothingHere();
            }

            var kind = membership.AllOrganizations ? ScopeKind.Provider : ScopeKind.ChosenOrganizations;
            return membership.Role.Grants(needs)
                ? new OrganizationScope(kind, organizationId: null, membership.ProviderId, membership)
                : new RoleTooWeak();
        }

        /// <summary>Admits a user to his own organization, while both he and it are active; nobody else, and to nothing but what users may.</summary>
        public async Task<Outcome<OrganizationScope>> AdmitUserAsync(Actor? actor, CancellationToken ct)
        {
            if (actor is not Actor.User { OrganizationId: var organization, UserId: var user })
            {
                return new NothingHere();
            }

            var entry = await GateQueries.Of(credentials).OfUser(credentials, organization, user, ct);
            return entry is null
                ? new NothingHere()
                : new OrganizationScope(ScopeKind.Organization, organization, entry.ProviderId, role: null);
        }

        /// <summary>
        /// Admits what an application asks of the identity provider of its organization, while that is active. Which application it is,
        /// and what it may be told, its credentials say.
        /// </summary>
        public async Task<Outcome<OrganizationScope>> AdmitApplicationAsync(Actor.Application asking, CancellationToken ct)
        {
            var id = asking.OrganizationId;
            var entry = await GateQueries.Of(credentials).ActiveById(credentials, id, ct);
            return entry is null ? new NothingHere() : new OrganizationScope(ScopeKind.Organization, id, entry.ProviderId, role: null);
        }

        /// <summary>The actor's place in a provider, at most one; null for whoever can have none.</summary>
        private IQueryable<ProviderPlace>? PlacesOf(Actor? actor) =>
            actor switch
            {
                Actor.Administrator { AdministratorId: var person } => credentials
                    .Set<ProviderMembership>()
                    .Where(m => m.AdministratorId == person),
                Actor.ProviderKey { MembershipId: var membership } => credentials.Set<KeyMembership>().Where(m => m.Id == membership),
                _ => null,
            };

        private static bool IsOpen(Membership membership) => !membership.IsSuspended && !membership.IsPending;
    }
}
