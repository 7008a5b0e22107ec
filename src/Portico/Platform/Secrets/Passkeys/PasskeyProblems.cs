using Portico.Platform.Operations;

namespace Portico.Platform.Secrets.Passkeys;

/// <summary>The one answer to a passkey that is nobody's and to one that proves nothing, whatever is wrong with it.</summary>
public sealed record PasskeyRefused()
    : Invalid("passkey-refused", "This passkey was not accepted. Try it again, or use another way to sign in.");

/// <summary>The question was asked too long ago, was answered already, or another tab has asked since.</summary>
public sealed record PasskeyTooLate()
    : Conflict("passkey-too-late", "That took too long, or another tab asked for a passkey meanwhile. Try it again.");

/// <summary>
/// The signature is right, but the authenticator has not counted on since the last time: there may be a copy of it. Nobody is let in.
/// </summary>
public sealed record PasskeyOfCopy(PasskeyProof Proof)
    : Conflict("passkey-of-copy", "This passkey seems to have been copied, so it was not accepted. Sign in another way, then remove it.");

/// <summary>What the browser made is no passkey that can be kept.</summary>
public sealed record PasskeyNotMade()
    : Invalid("passkey-not-made", "This passkey could not be added. Try it again, or with another device or password manager.");

/// <summary>The account has as many as it may.</summary>
public sealed record TooManyPasskeys(int Most)
    : Conflict("too-many-passkeys", $"You have {Most} passkeys, and more are not kept. Remove one first.");

/// <summary>The installation's address cannot have passkeys.</summary>
public sealed record PasskeysImpossible()
    : Conflict(
        "passkeys-impossible",
        "Passkeys need a Portico that is reached under a name over https. This one is not; ask whoever runs it."
    );

/// <summary>There is no such passkey, or it is somebody else's.</summary>
public sealed record NoSuchPasskey() : NotFound("no-such-passkey", "There is no such passkey.");
