namespace Portico.Users.ProviderSide;

/// <summary>Needs as people read them.</summary>
internal static class UserNeedWords
{
    public static string Of(UserNeed need) =>
        need switch
        {
            UserNeed.LockedOut => "Locked out",
            UserNeed.PasswordExpired => "Password expired",
            UserNeed.PasswordExpiring => "Password expires within 7 days",
            UserNeed.MfaMissing => "Without required MFA",
            UserNeed.Staged => "Staged",
            _ => "Password not set yet",
        };
}
