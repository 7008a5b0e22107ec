namespace Portico.SignIn;

/// <summary>Whoever can have an authenticator app: an administrator, or a user of an organization.</summary>
public interface IAuthenticatorHolder
{
    /// <summary>Sealed for <see cref="HolderName"/>; null until one is enrolled.</summary>
    string? SealedTotpSecret { get; set; }

    /// <summary>The last time step of a code that was used.</summary>
    long? LastTotpStep { get; set; }

    /// <summary>Tells any two holders apart: what is sealed for one is nothing for another.</summary>
    string HolderName { get; }

    /// <summary>What the app calls the account.</summary>
    string HolderLabel { get; }
}
