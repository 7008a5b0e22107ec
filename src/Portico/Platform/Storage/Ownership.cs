using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Portico.Platform.Storage;

/// <summary>A row of exactly one organization: filtered, fenced by row policies, its key starting with the organization.</summary>
public interface IOwnedByOrganization
{
    ObjectId OrganizationId { get; }
}

/// <summary>A row of exactly one provider.</summary>
public interface IOwnedByProvider
{
    ObjectId ProviderId { get; }
}

/// <summary>The organization itself, whose own id is what its rows carry.</summary>
public interface IOrganization
{
    ObjectId Id { get; }

    /// <summary>Null while the organization runs on its own.</summary>
    ObjectId? ProviderId { get; }
}

/// <summary>A row whose edit is refused when someone else saved it since it was read.</summary>
public interface IVersioned
{
    int Version { get; set; }
}

/// <summary>
/// A row that others are derived from. Whoever adds, changes or removes it, in whatever operation: what follows it is brought up to date
/// before the operation is saved, in the same transaction.
/// </summary>
public interface IFollowed
{
    /// <param name="db">The operation's store.</param>
    /// <param name="changed">The rows of this kind that are added, modified or deleted.</param>
    /// <param name="now">The time of the operation.</param>
    /// <param name="ct">Ends the request.</param>
    static abstract Task KeepFollowersAsync(PorticoDb db, IReadOnlyList<EntityEntry> changed, DateTimeOffset now, CancellationToken ct);
}

/// <summary>
/// A row of which one operation may write a hundred thousand, set by set and past the change tracker: what happened is one audit event with
/// their number.
/// </summary>
public interface IWrittenInSets : IOwnedByOrganization;

/// <summary>A row that only repeats what others say, for finding or counting: nothing is lost with it.</summary>
public interface IDerived : IWrittenInSets;

/// <summary>The property tells when a row was used; to note that is no edit, and raises no version.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UsageAttribute : Attribute;

/// <summary>
/// Marks what is read or written before anyone is known: it lives in <see cref="CredentialDb"/>, out of reach of the operations
/// inside an organization unless <see cref="AlsoScoped"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CredentialAttribute : Attribute
{
    public bool AlsoScoped { get; init; }

    /// <summary>Scoped operations may add such rows and never see them again (links, outgoing mail).</summary>
    public bool OnlyAddedWhenScoped { get; init; }

    /// <summary>Scoped operations are at home there; account operations may add such rows and never see any (audit events).</summary>
    public bool OnlyAddedByAccounts { get; init; }

    /// <summary>
    /// It is so many columns of that other entity's table, to be read and changed, and not added or removed: what signing in needs of a
    /// row that otherwise belongs inside.
    /// </summary>
    public Type? PartOf { get; init; }
}

/// <summary>The rows are notes about work that records events of its own: changing them needs none.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BookkeepingAttribute : Attribute;

/// <summary>The property's values never appear in audit events.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotAuditedAttribute : Attribute;
