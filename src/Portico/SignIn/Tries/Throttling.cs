using Microsoft.EntityFrameworkCore;
using Portico.Platform.Operations;

namespace Portico.SignIn.Tries;

/// <summary>
/// Counts wrong tries and makes them wait: 15 seconds after the free ones, then twice as long each time, never more than 15 minutes.
/// A try is counted before it is looked at and taken back when it was right, so that many at once gain nothing.
/// </summary>
internal static class Throttling
{
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(15);

    /// <summary>Counts a try against all keys; or says how long to wait, and counts nothing.</summary>
    public static async Task<TooManyTries?> CountTryAsync(this AccountWork work, IReadOnlyList<TryKey> keys, CancellationToken ct)
    {
        var rows = await LoadAsync(work, keys, ct);
        if (rows.Max(r => r.BlockedUntil) is { } until && until > work.Now)
        {
            return new TooManyTries(until - work.Now);
        }

        foreach (var (row, key) in rows.Zip(keys))
        {
            if (work.Db.Entry(row).State is EntityState.Detached)
            {
                work.Db.Add(row);
            }

            row.Failures = (row.LastFailureAt + key.Memory > work.Now ? row.Failures : 0) + 1;
            row.LastFailureAt = work.Now;
            row.BlockedUntil = row.Failures < key.Free ? null : work.Now + WaitAfter(row.Failures - key.Free);
        }

        return null;
    }

    /// <summary>Takes the try back: it was not made, or it was right.</summary>
    public static async Task ForgiveTryAsync(this AccountWork work, IReadOnlyList<TryKey> keys, CancellationToken ct)
    {
        foreach (var row in await LoadAsync(work, keys, ct))
        {
            row.Failures = Math.Max(0, row.Failures - 1);
            row.BlockedUntil = null;
        }
    }

    /// <summary>
    /// The try was right: forgets what was counted. Not for an address, which is only forgiven this one try: else whoever has one
    /// account could try on others without end by signing in to his own in between.
    /// </summary>
    public static async Task ForgetTriesAsync(this AccountWork work, IReadOnlyList<TryKey> keys, CancellationToken ct)
    {
        foreach (var row in await LoadAsync(work, keys, ct))
        {
            row.Failures = row.Key.Contains("address:", StringComparison.Ordinal) ? Math.Max(0, row.Failures - 1) : 0;
            row.BlockedUntil = null;
        }
    }

    private static TimeSpan WaitAfter(int failures) =>
        // 2^6 × 15 s is more than the longest wait; a larger power would overflow.
        TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, FirstWait.Ticks << Math.Min(failures, 6)));

    private static async Task<List<SignInThrottle>> LoadAsync(AccountWork work, IReadOnlyList<TryKey> keys, CancellationToken ct)
    {
        foreach (var name in keys.Select(k => k.Name).Order(StringComparer.Ordinal))
        {
            await work.TakeTurnAsync(name, ct);
        }

        var names = keys.Select(k => k.Name).ToList();
        await work.Db.Set<SignInThrottle>().Where(t => names.Contains(t.Key)).LoadAsync(ct);
        // With those that this operation has just begun to count: they are not in the store yet.
        var found = work.Db.Set<SignInThrottle>().Local.ToList();
        return
        [
            .. names.Select(name =>
                found.Find(t => string.Equals(t.Key, name, StringComparison.Ordinal)) ?? new SignInThrottle { Key = name }
            ),
        ];
    }
}
