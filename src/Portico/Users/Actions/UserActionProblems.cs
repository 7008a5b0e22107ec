using Portico.Platform.Operations;

namespace Portico.Users.Actions;

public sealed record AlreadySuspended(string Name) : Conflict("already-suspended", $"{Name} is suspended already.");

public sealed record AlreadyActivated(string Name) : Conflict("already-activated", $"{Name} is activated already.");

public sealed record NotLocked(string Name) : Conflict("not-locked", $"{Name} is not locked out.");

public sealed record NotActivated(string Name)
    : Conflict("not-activated", $"{Name} is not activated, and would find no way in. Activate the user first.");

public sealed record NoPasswordYet(string Name)
    : Conflict("no-password-yet", $"{Name} has not set a password yet. Send the activation mail again instead.");

public sealed record HasPassword(string Name) : Conflict("has-password", $"{Name} has set a password already. Reset the password instead.");

public sealed record NoMfaEnrolled(string Name) : Conflict("no-mfa-enrolled", $"{Name} has no authenticator app and no passkey.");

public sealed record MfaRequiredAlready(string Name)
    : Conflict("mfa-required-already", $"Multifactor authentication is required of {Name} already.");

/// <summary>The user is also an administrator who may do more than the one who would reset him.</summary>
public sealed record UserBeyondYourReach(string Name)
    : Conflict("user-beyond-your-reach", $"{Name} is also an administrator with rights that you do not have. Ask someone who has them.");

/// <summary>The typed name is not the user's.</summary>
public sealed record UsernameNotTyped(string Username)
    : Invalid("username-not-typed", $"Type {Username} to confirm.", nameof(RemoveUser.Request.Username));
