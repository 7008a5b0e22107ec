using Portico.Platform.Access;

namespace Portico.Platform.Operations;

/// <summary>
/// One thing that can be done, wherever it is asked from. It names the permission it needs, and does its work on what the
/// runner hands it: a scope, a transaction, the time.
/// </summary>
public abstract class Operation<TRequest, TResult>
    where TRequest : class
{
    private protected Operation() { }

    protected internal abstract Permission Needs { get; }

    /// <summary>Whether it changes anything; what changes must record an audit event.</summary>
    internal virtual bool Changes => true;

    /// <summary>Whether <see cref="ReadAsync"/> is needed before the costly work.</summary>
    protected internal virtual bool ReadsFirst(TRequest request) => false;

    /// <summary>
    /// Reads what the costly work of <see cref="PrepareAsync"/> needs of the store, in a transaction of its own. Answers with what stands
    /// in the way, or nothing.
    /// </summary>
    protected internal virtual Task<IReadOnlyList<Problem>> ReadAsync(TRequest request, Work work, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Problem>>([]);

    /// <summary>
    /// Costly work that needs no store, such as decoding a picture: done once the actor is admitted and the request valid, and
    /// before the transaction, so that no other change waits for it. Answers with what stands in the way, or null.
    /// </summary>
    protected internal virtual Task<Problem?> PrepareAsync(TRequest request, CancellationToken ct) => Task.FromResult<Problem?>(null);

    protected internal abstract Task<Outcome<TResult>> HandleAsync(TRequest request, Work work, CancellationToken ct);
}

/// <summary>An operation over the organizations of the actor's provider.</summary>
public abstract class ProviderOperation<TRequest, TResult>(OperationRunner runner) : Operation<TRequest, TResult>
    where TRequest : class
{
    public Task<Outcome<TResult>> RunAsync(TRequest request, CancellationToken ct = default) => runner.RunAsync(this, null, request, ct);
}

/// <summary>A <see cref="ProviderOperation{TRequest, TResult}"/> that only reads.</summary>
public abstract class ProviderQuery<TRequest, TResult>(OperationRunner runner) : ProviderOperation<TRequest, TResult>(runner)
    where TRequest : class
{
    internal sealed override bool Changes => false;
}

/// <summary>An operation inside one organization, the one named by the route.</summary>
public abstract class OrganizationOperation<TRequest, TResult>(OperationRunner runner) : Operation<TRequest, TResult>
    where TRequest : class
{
    public Task<Outcome<TResult>> RunAsync(ObjectId organizationId, TRequest request, CancellationToken ct = default) =>
        runner.RunAsync(this, organizationId, request, ct);
}

/// <summary>An <see cref="OrganizationOperation{TRequest, TResult}"/> that only reads.</summary>
public abstract class OrganizationQuery<TRequest, TResult>(OperationRunner runner) : OrganizationOperation<TRequest, TResult>(runner)
    where TRequest : class
{
    internal sealed override bool Changes => false;
}

/// <summary>A request that asks for nothing more than the operation itself.</summary>
public sealed record Nothing
{
    public static readonly Nothing Instance = new();
}
