using System.Linq.Expressions;
using Portico.Settings;

namespace Portico.Users;

/// <summary>Whether a password meets the requirements that hold today.</summary>
public enum RequirementsStatus
{
    /// <summary>It was held against them, and met them.</summary>
    Met,

    /// <summary>It was held against them, and did not.</summary>
    NotMet,

    /// <summary>It was not used since they were made stricter, or came as a hash that nobody has used here.</summary>
    Unknown,
}

/// <summary>What <see cref="UserIdentity.PasswordStatusAt"/> and <see cref="UserMfaRules"/> say of one user, as the store asks it of all.</summary>
internal static class UserFilters
{
    public static Expression<Func<User, bool>> Has(PasswordStatus status, DateTimeOffset now) =>
        status switch
        {
            PasswordStatus.Locked => u => u.LockedAt != null && (u.LockedUntil == null || u.LockedUntil > now),
            PasswordStatus.Pending => u =>
                u.PasswordHash == null && (u.LockedAt == null || (u.LockedUntil != null && u.LockedUntil <= now)),
            PasswordStatus.Expired => u =>
                u.PasswordHash != null
                && u.PasswordExpiresAt != null
                && u.PasswordExpiresAt <= now
                && (u.LockedAt == null || (u.LockedUntil != null && u.LockedUntil <= now)),
            _ => u =>
                u.PasswordHash != null
                && (u.PasswordExpiresAt == null || u.PasswordExpiresAt > now)
                && (u.LockedAt == null || (u.LockedUntil != null && u.LockedUntil <= now)),
        };

    /// <param name="status">Users without a password are of none.</param>
    /// <param name="tightenedAt">When the requirements were last made stricter; null for never.</param>
    public static Expression<Func<User, bool>> Meets(RequirementsStatus status, DateTimeOffset? tightenedAt)
    {
        var since = tightenedAt ?? DateTimeOffset.MinValue;
        return status switch
        {
            RequirementsStatus.Met => u =>
                u.PasswordHash != null && u.PasswordCheckedAt != null && u.PasswordCheckedAt >= since && u.PasswordMeetsRequirements,
            RequirementsStatus.NotMet => u =>
                u.PasswordHash != null && u.PasswordCheckedAt != null && u.PasswordCheckedAt >= since && !u.PasswordMeetsRequirements,
            _ => u => u.PasswordHash != null && (u.PasswordCheckedAt == null || u.PasswordCheckedAt < since),
        };
    }

    public static Expression<Func<User, bool>> Stands(UserMfaStatus status, UserMfa demand, DateTimeOffset now)
    {
        var (all, byGroup) = (demand is UserMfa.RequiredForAll, demand is UserMfa.RequiredByGroup);
        return status switch
        {
            UserMfaStatus.Enrolled => u => u.SealedTotpSecret != null || u.Passkeys > 0,
            UserMfaStatus.NotRequired => u =>
                u.SealedTotpSecret == null && u.Passkeys == 0 && !(all || u.RequiresMfa || (byGroup && u.GroupsRequiringMfa > 0)),
            UserMfaStatus.Exempt => u =>
                u.SealedTotpSecret == null
                && u.Passkeys == 0
                && (all || u.RequiresMfa || (byGroup && u.GroupsRequiringMfa > 0))
                && u.MfaExemptUntil != null
                && u.MfaExemptUntil > now,
            _ => u =>
                u.SealedTotpSecret == null
                && u.Passkeys == 0
                && (all || u.RequiresMfa || (byGroup && u.GroupsRequiringMfa > 0))
                && (u.MfaExemptUntil == null || u.MfaExemptUntil <= now),
        };
    }
}
