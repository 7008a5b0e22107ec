using Portico.Platform.Secrets;

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

/// <summary>What is to be done with passwords between the two halves of a <see cref="PasswordOperation{TRequest, TResult}"/>.</summary>
public sealed class PasswordTask
{
    private string? given;
    private string? storedHash;
    private string? chosen;

    private PasswordTask() { }

    /// <summary>Verifies a given password; without a hash (no such account) the same work is done, and the answer is "wrong".</summary>
    public static PasswordTask Verify(string? storedHash, string given) => new() { storedHash = storedHash, given = given };

    /// <summary>Hashes a new password.</summary>
    public static PasswordTask Hash(string chosen) => new() { chosen = chosen };

    /// <summary>Hashes a new password too, whether or not the given one is right, so that both take the same time.</summary>
    public PasswordTask AndHash(string newPassword)
    {
        chosen = newPassword;
        return this;
    }

    /// <summary>Null when too many others are at it.</summary>
    internal async Task<PasswordAnswer?> DoAsync(PasswordWork passwords, CancellationToken ct)
    {
        var verdict = given is null ? PasswordVerdict.Wrong : await passwords.VerifyAsync(storedHash, given, ct);
        if (verdict is PasswordVerdict.Busy)
        {
            return null;
        }

        // A hash from before the cost was raised is made anew while the password is at hand.
        var toHash = chosen ?? (verdict is PasswordVerdict.RightRehashNeeded ? given : null);
        var hash = toHash is null ? null : await passwords.HashAsync(toHash, ct);
        if (hash is null && chosen is not null)
        {
            return null;
        }

        var isRight = verdict is PasswordVerdict.Right or PasswordVerdict.RightRehashNeeded;
        return new PasswordAnswer(isRight ? storedHash : null, hash);
    }
}

/// <summary>What became of a <see cref="PasswordTask"/>.</summary>
public sealed class PasswordAnswer(string? matchedHash, string? newHash)
{
    /// <summary>The hash to store: of the new password, or of the given one at today's cost; null when there is none to store.</summary>
    public string? NewHash { get; } = newHash;

    /// <summary>Whether the given password belongs to this hash, which must still be the stored one.</summary>
    public bool Proves(string? storedHash) => matchedHash is not null && string.Equals(matchedHash, storedHash, StringComparison.Ordinal);
}

/// <summary>More passwords wait to be checked than the server can work off in a moment.</summary>
public sealed record PasswordsBusy()
    : Unavailable(
        "passwords-busy",
        "Too many people are signing in at this moment. Wait a few seconds, then try again.",
        TimeSpan.FromSeconds(5)
    );
