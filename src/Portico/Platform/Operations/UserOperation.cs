using Portico.Platform.Access;

namespace Portico.Platform.Operations;

/// <summary>
/// What a user does in the user portal: in his own organization, and with what concerns himself. It is no role that grants it, so no
/// administrator and no key can run it, and a user can run nothing else.
/// </summary>
public abstract class UserOperation<TRequest, TResult>(OperationRunner runner) : Operation<TRequest, TResult>
    where TRequest : class
{
    protected internal sealed override Permission Needs =>
        throw new InvalidOperationException("What users may do with what concerns them is granted by no role.");

    public Task<Outcome<TResult>> RunAsync(TRequest request, CancellationToken ct = default) => runner.RunAsync(this, request, ct);
}

/// <summary>A <see cref="UserOperation{TRequest, TResult}"/> that only reads.</summary>
public abstract class UserQuery<TRequest, TResult>(OperationRunner runner) : UserOperation<TRequest, TResult>(runner)
    where TRequest : class
{
    internal sealed override bool Changes => false;
}
