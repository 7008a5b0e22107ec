namespace Portico.Users.ProviderSide;

/// <summary>What a user waits for someone to do something about.</summary>
public enum UserNeed
{
    /// <summary>Too many wrong passwords.</summary>
    LockedOut,

    /// <summary>The password has expired.</summary>
    PasswordExpired,

    /// <summary>The password expires within seven days.</summary>
    PasswordExpiring,

    /// <summary>Multifactor authentication is required and nothing is enrolled.</summary>
    MfaMissing,

    /// <summary>Prepared, without access.</summary>
    Staged,

    /// <summary>Activated, and has not set a password yet.</summary>
    Pending,
}
