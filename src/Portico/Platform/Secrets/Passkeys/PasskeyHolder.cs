namespace Portico.Platform.Secrets.Passkeys;

/// <summary>Someone who has passkeys or is about to make one, of whatever kind of account.</summary>
/// <param name="Id">
/// What authenticators keep beside the passkey and give back at a passwordless sign-in (WebAuthn §4, "user handle"): an id, at most 64
/// bytes, nothing personal, the same for nobody else in the installation.
/// </param>
/// <param name="Name">What tells one's accounts apart in the browser's choice: the e-mail.</param>
/// <param name="DisplayName">The person's name.</param>
/// <param name="Passkeys">Those that the account has.</param>
public sealed record PasskeyHolder(string Id, string Name, string DisplayName, IReadOnlyList<StoredPasskey> Passkeys);

/// <summary>Someone proved to have a passkey.</summary>
/// <param name="Holder">Whose it is.</param>
/// <param name="Passkey">Which one.</param>
/// <param name="SignCount">How often the authenticator says it has signed.</param>
/// <param name="IsBackedUp">Whether it has been copied to other devices.</param>
public sealed record PasskeyProof(PasskeyHolder Holder, StoredPasskey Passkey, long SignCount, bool IsBackedUp)
{
    // WebAuthn §6.1.1: an authenticator that counts has counted on since the last time; else there may be a copy of it.
    internal bool IsOfCopy => (SignCount != 0 || Passkey.SignCount != 0) && SignCount <= Passkey.SignCount;
}

/// <summary>What the browser answered.</summary>
/// <param name="Credential">In WebAuthn's JSON; may be anything.</param>
/// <param name="SealedChallenge">From the cookie.</param>
public sealed record PasskeyAnswer(string? Credential, string? SealedChallenge);

/// <summary>What a browser is asked: to make a passkey, or to prove that one is there.</summary>
/// <param name="Options">For the browser, in WebAuthn's JSON.</param>
/// <param name="SealedChallenge">For the cookie: comes back with the answer.</param>
public sealed record PasskeyQuestion(string Options, string SealedChallenge);
