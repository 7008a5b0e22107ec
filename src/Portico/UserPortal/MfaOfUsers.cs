using Portico.Settings;
using Portico.Users;

namespace Portico.UserPortal;

/// <summary>Whether a user must have a second factor, and from when on nobody is let in without.</summary>
internal static class MfaOfUsers
{
    /// <summary>Whether anything demands one: the settings, the user's own mark, or a group; not during an exemption.</summary>
    public static bool IsDemanded(UserIdentity user, SecuritySettings settings, DateTimeOffset now) =>
        user.RequiresMfaAt(now, settings.UserMfa);

    /// <summary>When the enrollment period ends; null for whoever has a factor, or need not have one. It begins when the demand is first seen.</summary>
    public static DateTimeOffset? DueAt(UserIdentity user, SecuritySettings settings, DateTimeOffset now) =>
        !user.HasMfa && IsDemanded(user, settings, now) ? (user.MfaRequiredSince ?? now).AddDays(settings.MfaEnrollmentDays) : null;

    /// <summary>Whether that period is over: the user enrolls now, or is let in no further.</summary>
    public static bool IsOverdue(UserIdentity user, SecuritySettings settings, DateTimeOffset now) => DueAt(user, settings, now) <= now;

    /// <summary>Notes since when a factor is demanded. An exemption stops nothing that has begun, and begins nothing.</summary>
    public static void Note(UserIdentity user, SecuritySettings settings, DateTimeOffset now) =>
        user.MfaRequiredSince =
            !user.IsAskedForMfa(settings.UserMfa) ? null
            : IsDemanded(user, settings, now) ? user.MfaRequiredSince ?? now
            : user.MfaRequiredSince;
}
