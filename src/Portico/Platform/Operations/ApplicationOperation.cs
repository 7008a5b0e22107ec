using Portico.Platform.Access;

namespace Portico.Platform.Operations;

/// <summary>
/// What an application asks of the identity provider of its organization, without a user being there: tokens, and about tokens. No role
/// grants it; the protocol's own checks say which application it is and what it may.
/// </summary>
public abstract class ApplicationOperation<TRequest, TResult>(OperationRunner runner) : Operation<TRequest, TResult>
    where TRequest : class
{
    protected internal sealed override Permission Needs =>
        throw new InvalidOperationException("What an application may ask of the identity provider is granted by no role.");

    public Task<Outcome<TResult>> RunAsync(ObjectId organizationId, TRequest request, CancellationToken ct = default) =>
        runner.RunAsync(this, organizationId, request, ct);
}

/// <summary>An <see cref="ApplicationOperation{TRequest, TResult}"/> that only reads.</summary>
public abstract class ApplicationQuery<TRequest, TResult>(OperationRunner runner) : ApplicationOperation<TRequest, TResult>(runner)
    where TRequest : class
{
    internal sealed override bool Changes => false;
}
