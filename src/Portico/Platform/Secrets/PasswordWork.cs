using System.ComponentModel.DataAnnotations;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Portico.Platform.Secrets;

/// <summary>What a password check found; Busy means that it was not made and can be tried again in a moment.</summary>
public enum PasswordVerdict
{
    Wrong,
    Right,

    /// <summary>Right, and the stored hash is cheaper than today's, or was imported: store a new one.</summary>
    RightRehashNeeded,
    Busy,
}

/// <summary>How much password hashing may go on at once (section Portico:Passwords).</summary>
public sealed class PasswordWorkOptions
{
    public const string Section = "Portico:Passwords";

    /// <summary>Hashes at once, each one core and 19 MiB; 0 means one per processor.</summary>
    [Range(0, 256)]
    public int ConcurrentHashes { get; set; }

    /// <summary>Requests that may wait for their turn, in order of arrival; those beyond are told that we are busy.</summary>
    [Range(0, 10_000)]
    public int WaitingHashes { get; set; } = 64;
}

/// <summary>Hashes and verifies passwords with a bound on how many run at once and a short queue behind it.</summary>
public sealed class PasswordWork : IDisposable
{
    private readonly ConcurrencyLimiter limiter;

    public PasswordWork(IOptions<PasswordWorkOptions> options)
    {
        var concurrent = options.Value.ConcurrentHashes;
        limiter = new ConcurrencyLimiter(
            new ConcurrencyLimiterOptions
            {
                PermitLimit = concurrent == 0 ? Environment.ProcessorCount : concurrent,
                QueueLimit = options.Value.WaitingHashes,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            }
        );
    }

    /// <summary>The hash to store, or null when too many wait already.</summary>
    public async Task<string?> HashAsync(string password, CancellationToken ct = default)
    {
        using var lease = await limiter.AcquireAsync(1, ct);
        return lease.IsAcquired ? await RunAsync(() => Argon2Hash.Create(password)) : null;
    }

    /// <summary>Verifies against the stored hash; without one (no such account) it does the same work and answers Wrong.</summary>
    public async Task<PasswordVerdict> VerifyAsync(string? storedHash, string password, CancellationToken ct = default)
    {
        using var lease = await limiter.AcquireAsync(1, ct);
        if (!lease.IsAcquired)
        {
            return PasswordVerdict.Busy;
        }

        return await RunAsync(() => StoredPassword.Verify(storedHash, password)) switch
        {
            PasswordVerificationResult.Success => PasswordVerdict.Right,
            PasswordVerificationResult.SuccessRehashNeeded => PasswordVerdict.RightRehashNeeded,
            _ => PasswordVerdict.Wrong,
        };
    }

    /// <summary>
    /// Whether the password is that of any of the hashes, tried one after the other up to the first that matches, in one place of the
    /// queue for all of them; null when too many wait already. Each costs as much as a sign-in: bound how many there are.
    /// </summary>
    public async Task<bool?> MatchesAnyAsync(IReadOnlyList<string> hashes, string password, CancellationToken ct = default)
    {
        if (hashes.Count == 0)
        {
            return false;
        }

        using var lease = await limiter.AcquireAsync(1, ct);
        return lease.IsAcquired ? await RunAsync(() => MatchesAny(hashes, password, ct)) : null;
    }

    private static bool MatchesAny(IReadOnlyList<string> hashes, string password, CancellationToken ct)
    {
        foreach (var hash in hashes)
        {
            ct.ThrowIfCancellationRequested();
            if (StoredPassword.Matches(hash, password))
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose() => limiter.Dispose();

    // A thread of its own: 20 ms of pure work on the pool's few threads would make every other request wait for the pool to grow,
    // and starting a thread costs a hundredth of that.
    private static Task<T> RunAsync<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
