using MimeKit;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Mail;
using Portico.Platform.Storage;

namespace Portico.Platform.Operations;

/// <summary>What an operation works with: the store through its scope, the time, the events it records. Made by the runner only.</summary>
public sealed class Work
{
    private readonly List<AuditEvent> events = [];
    private readonly TimeProvider clock;
    private readonly Outbox outbox;

    internal Work(PorticoDb db, Actor actor, Caller caller, TimeProvider clock, Outbox outbox, bool changes)
    {
        Db = db;
        Actor = actor;
        Caller = caller;
        this.clock = clock;
        this.outbox = outbox;
        Changes = changes;
        Now = clock.GetUtcNow();
    }

    public PorticoDb Db { get; }
    public OrganizationScope Scope => Db.Scope;
    public Actor Actor { get; }
    public Caller Caller { get; }

    /// <summary>The time at which the operation began; the same for all it does.</summary>
    public DateTimeOffset Now { get; }

    internal bool Changes { get; }
    internal IReadOnlyList<AuditEvent> Events => events;

    /// <summary>The account of the person who acts; null for a job, and for a key that belongs to no person.</summary>
    public ObjectId? AdministratorId => (Actor as Actor.Administrator)?.AdministratorId;

    public ObjectId NewId() => ObjectId.Create(clock);

    /// <summary>Records what happened; it is saved with the change or not at all.</summary>
    public void Record(AuditEvent happened)
    {
        if (!Changes)
        {
            throw new InvalidOperationException("A query changes nothing, so it has nothing to record.");
        }

        events.Add(happened);
    }

    /// <summary>
    /// Waits until no other operation of the organization holds the same name, and holds it until this one is saved: for what is
    /// numbered or counted. Take several in the same order everywhere.
    /// </summary>
    public Task TakeTurnAsync(string name, CancellationToken ct) =>
        StoreTransaction.TakeTurnAsync(Db, $"{Scope.OrganizationId}:{name}", ct);

    /// <summary>Queues a mail in the same transaction.</summary>
    public void Send(MimeMessage message, string purpose) => Db.Add(outbox.Seal(NewId(), message, purpose, Now));

    /// <summary>The fields of a loaded row that this operation changed, with their old and new values.</summary>
    public IReadOnlyList<FieldChange> ChangesOf(object entity) => FieldChanges.Of(Db.Entry(entity));

    /// <summary>Null when the row is as it was when that version was read, or when no version is named.</summary>
    public static ChangedMeanwhile? ChangedSince(IVersioned row, int? version) =>
        version is { } read && read != row.Version ? new ChangedMeanwhile() : null;
}
