using Portico.Settings;

namespace Portico.Users;

/// <summary>How a user stands with multifactor authentication.</summary>
public enum UserMfaStatus
{
    /// <summary>An authenticator app or a passkey is there.</summary>
    Enrolled,

    /// <summary>It is required, and nothing is enrolled.</summary>
    Missing,

    /// <summary>It would be required, and is not until a day.</summary>
    Exempt,

    /// <summary>Nothing demands it.</summary>
    NotRequired,
}

/// <summary>Who needs multifactor authentication.</summary>
public static class UserMfaRules
{
    /// <summary>Whether the organization, one of the user's groups or the user's own record demands it, and no exemption holds.</summary>
    public static bool RequiresMfaAt(this UserIdentity user, DateTimeOffset now, UserMfa demand) =>
        user.IsAskedForMfa(demand) && !user.IsExemptAt(now);

    public static UserMfaStatus MfaStatusAt(this UserIdentity user, DateTimeOffset now, UserMfa demand) =>
        user.HasMfa ? UserMfaStatus.Enrolled
        : !user.IsAskedForMfa(demand) ? UserMfaStatus.NotRequired
        : user.IsExemptAt(now) ? UserMfaStatus.Exempt
        : UserMfaStatus.Missing;

    /// <summary>The same whether or not an exemption holds.</summary>
    internal static bool IsAskedForMfa(this UserIdentity user, UserMfa demand) =>
        user.RequiresMfa || demand is UserMfa.RequiredForAll || (demand is UserMfa.RequiredByGroup && user.GroupsRequiringMfa > 0);

    private static bool IsExemptAt(this UserIdentity user, DateTimeOffset now) => user.MfaExemptUntil > now;
}
