using Portico.Settings;
using Portico.Users;

namespace Portico.UserPortal.SigningIn;

/// <summary>
/// Locks users out after too many wrong passwords, as the organization's settings ask. A try is counted before the password is looked at
/// and taken back when it was right, so that many at once gain nothing.
/// </summary>
internal static class Lockout
{
    /// <summary>For organizations that lock nobody out: the bounds below need a number.</summary>
    private const int UsualAttempts = 10;

    /// <summary>Counts a try, and locks with the last one allowed; a lock whose time is over ends here.</summary>
    public static CountedTry Count(UserIdentity user, SecuritySettings settings, DateTimeOffset now)
    {
        Refresh(user, settings, now);
        var wasLocked = user.IsLockedAt(now);
        user.FailedSignIns++;
        user.LastFailedSignInAt = now;
        var locks = !wasLocked && user.FailedSignIns >= settings.LockoutAttempts;
        if (locks)
        {
            user.LockedAt = now;
            user.LockedUntil = settings.UnlockMinutes is { } minutes ? now.AddMinutes(minutes) : null;
        }

        // Who is locked is told so when the password is right. That must not go on for ever, or the lock would not hinder guessing.
        var isLookedAt = !wasLocked || user.FailedSignIns <= 2 * (settings.LockoutAttempts ?? UsualAttempts);
        return new CountedTry(wasLocked, locks, isLookedAt);
    }

    /// <summary>
    /// Counts a try at all organizations with an address at once, which never locks: it is looked at only while one more would be
    /// allowed after it, because whoever has the same address elsewhere could otherwise lock this user out, or guess without end.
    /// </summary>
    public static CountedTry CountWithoutLocking(UserIdentity user, SecuritySettings settings, DateTimeOffset now)
    {
        Refresh(user, settings, now);
        if (user.IsLockedAt(now) || user.FailedSignIns >= (settings.LockoutAttempts ?? UsualAttempts) - 1)
        {
            return new CountedTry(WasLocked: true, Locks: false, IsLookedAt: false);
        }

        user.FailedSignIns++;
        user.LastFailedSignInAt = now;
        return new CountedTry(WasLocked: false, Locks: false, IsLookedAt: true);
    }

    /// <summary>Takes a counted try back: it was not made, or it was right.</summary>
    public static void TakeBack(UserIdentity user, CountedTry counted)
    {
        user.FailedSignIns = Math.Max(0, user.FailedSignIns - 1);
        if (counted.Locks)
        {
            (user.LockedAt, user.LockedUntil) = (null, null);
        }
    }

    private static void Refresh(UserIdentity user, SecuritySettings settings, DateTimeOffset now)
    {
        var isOver = user.LockedAt is not null && !user.IsLockedAt(now);
        var isForgotten = user.LastFailedSignInAt?.AddMinutes(settings.CounterResetMinutes) <= now && !user.IsLockedAt(now);
        if (isOver || isForgotten)
        {
            user.Unlock();
        }
    }
}

/// <summary>A try that was counted before the password was looked at.</summary>
/// <param name="WasLocked">The user was locked before it.</param>
/// <param name="Locks">It is the last one allowed.</param>
/// <param name="IsLookedAt">Whether the password is compared at all.</param>
internal sealed record CountedTry(bool WasLocked, bool Locks, bool IsLookedAt);
