namespace Portico.Platform.Operations;

/// <summary>
/// An account operation with a password to verify or to hash. That takes 20 ms of a core and may wait in a queue, so it happens
/// between two transactions, while nothing in the store waits for it: <see cref="PrepareAsync"/> says what is to be done and counts
/// the try, <see cref="AccountOperation{TRequest, TResult}.HandleAsync"/> goes on with the answer in <see cref="AccountWork.Password"/>.
/// </summary>
public abstract class PasswordOperation<TRequest, TResult>(OperationRunner runner) : AccountOperation<TRequest, TResult>(runner)
    where TRequest : class
{
    /// <summary>What is to be verified and hashed; a problem ends the operation here.</summary>
    protected internal abstract Task<Outcome<PasswordTask>> PrepareAsync(TRequest request, AccountWork work, CancellationToken ct);

    /// <summary>Too many others were hashing: takes back what <see cref="PrepareAsync"/> counted, and says so.</summary>
    protected internal virtual Task<Outcome<TResult>> GiveUpAsync(TRequest request, AccountWork work, CancellationToken ct) =>
        Task.FromResult<Outcome<TResult>>(new PasswordsBusy());
}

/// <summary>More passwords wait to be checked than the server can work off in a moment.</summary>
public sealed record PasswordsBusy()
    : Unavailable(
        "passwords-busy",
        "Too many people are signing in at this moment. Wait a few seconds, then try again.",
        TimeSpan.FromSeconds(5)
    );
