using Microsoft.EntityFrameworkCore;
using MimeKit;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Mail;
using Portico.Platform.Storage;

namespace Portico.Platform.Operations;

/// <summary>
/// An operation on the accounts themselves, before or outside any organization: first set-up, signing in, accepting an invitation,
/// one's own profile. It reaches credentials and memberships, and nothing that an organization owns.
/// </summary>
public abstract class AccountOperation<TRequest, TResult>(OperationRunner runner)
    where TRequest : class
{
    public Task<Outcome<TResult>> RunAsync(TRequest request, CancellationToken ct = default) => runner.RunAsync(this, request, ct);

    /// <summary>True for one's own profile; false for what comes before sign-in.</summary>
    protected internal abstract bool NeedsSignIn { get; }

    /// <summary>True for what a user does with his own account in the user portal, and nobody else.</summary>
    protected internal virtual bool NeedsUser => false;

    internal virtual bool Changes => true;

    protected internal abstract Task<Outcome<TResult>> HandleAsync(TRequest request, AccountWork work, CancellationToken ct);
}

/// <summary>An <see cref="AccountOperation{TRequest, TResult}"/> that only reads.</summary>
public abstract class AccountQuery<TRequest, TResult>(OperationRunner runner) : AccountOperation<TRequest, TResult>(runner)
    where TRequest : class
{
    internal sealed override bool Changes => false;
}

/// <summary>What an account operation works with.</summary>
public sealed class AccountWork
{
    private readonly TimeProvider clock;
    private readonly Outbox outbox;
    private PasswordAnswer? password;

    internal AccountWork(CredentialDb db, Caller caller, TimeProvider clock, Outbox outbox)
    {
        Db = db;
        Caller = caller;
        this.clock = clock;
        this.outbox = outbox;
        Now = clock.GetUtcNow();
    }

    public CredentialDb Db { get; }
    public Caller Caller { get; }
    public DateTimeOffset Now { get; }

    /// <summary>Who signed in; an exception before sign-in.</summary>
    public Actor.Administrator SignedIn =>
        Caller.Actor as Actor.Administrator ?? throw new InvalidOperationException("Nobody has signed in.");

    /// <summary>The user who signed in to the user portal; an exception where it is nobody, or an administrator.</summary>
    public Actor.User User => Caller.Actor as Actor.User ?? throw new InvalidOperationException("No user has signed in.");

    /// <summary>What became of the passwords; only in a <see cref="PasswordOperation{TRequest, TResult}"/>.</summary>
    internal PasswordAnswer Password =>
        password ?? throw new InvalidOperationException("Only a password operation has an answer about passwords.");

    public ObjectId NewId() => ObjectId.Create(clock);

    /// <summary>
    /// Waits until no other account operation holds the same name, and holds it until this one is saved: for what is counted, used
    /// once, or made once. Take several in the same order everywhere.
    /// </summary>
    public Task TakeTurnAsync(string name, CancellationToken ct) => StoreTransaction.TakeTurnAsync(Db, name, ct);

    internal AccountWork With(PasswordAnswer answer)
    {
        password = answer;
        return this;
    }

    /// <summary>Records what happened to an account; saved even when the operation answers with a problem.</summary>
    public void Record(AccountEvent happened) => Db.Add(happened);

    /// <summary>Records what a person did where he administers: the provider or the organization sees it, the person's own history does not.</summary>
    public void RecordAt(Membership place, AccountHolder person, AuditEvent happened) =>
        Db.Add(AuditTrail.At(place, happened, person, this));

    /// <summary>Records it at every place where the person administers.</summary>
    public async Task RecordEverywhereAsync(AccountHolder person, AuditEvent happened, CancellationToken ct)
    {
        foreach (var place in await PlacesOfAsync(person.Id, ct))
        {
            RecordAt(place, person, happened);
        }
    }

    /// <summary>Records what a user of an organization did, or what came of it; the organization's activity shows it.</summary>
    /// <param name="organization">Whose activity.</param>
    /// <param name="happened">What happened.</param>
    /// <param name="user">Who did it; null when it is not known to have been the user himself.</param>
    public void RecordIn(ObjectId organization, AuditEvent happened, AccountHolder? user) =>
        Db.Add(AuditTrail.In(organization, happened, user, this));

    /// <summary>Where a person administers.</summary>
    public async Task<IReadOnlyList<Membership>> PlacesOfAsync(ObjectId account, CancellationToken ct) =>
        [
            .. await Db.Set<ProviderMembership>().Where(m => m.AdministratorId == account).ToListAsync(ct),
            .. await Db.Set<OrganizationMembership>().Where(m => m.AdministratorId == account).ToListAsync(ct),
        ];

    /// <summary>
    /// Queues a mail in the same transaction. Where the answer must not tell whether there is an account, the same is done for none,
    /// and nothing queued.
    /// </summary>
    public void Send(MimeMessage message, string purpose, bool isForAnyone = true)
    {
        var mail = outbox.Seal(NewId(), message, purpose, Now);
        if (isForAnyone)
        {
            Db.Add(mail);
        }
    }
}
