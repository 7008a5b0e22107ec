using Portico.Platform.Operations;

namespace Portico.ApiKeys;

/// <summary>No key here has this id.</summary>
public sealed record NoSuchApiKey() : NotFound("no-such-api-key", "There is no such API key here. It may have been revoked.");

/// <summary>The key may do more than the one who changes it.</summary>
public sealed record ApiKeyBeyondReach()
    : Forbidden("api-key-beyond-reach", "This key has organizations or rights that you do not have. Ask someone who has them.");

/// <summary>A key that may be used from some networks only makes none that may be used from others.</summary>
public sealed record NetworksBeyondKey()
    : Invalid(
        "networks-beyond-key",
        "The key you use is bound to networks. Keys made or changed with it must be bound to the same ones, or to a part of them.",
        nameof(ApiKeyFields.AllowedNetworks)
    );

/// <summary>A key does not change what it may itself do: it could not read any more what it did.</summary>
public sealed record KeyInUseKept()
    : Conflict("key-in-use-kept", "A key cannot change its own role and organizations. Another key or an administrator can.");

/// <summary>There are as many keys as there may be, of this name or at all.</summary>
public sealed record TooManyApiKeys()
    : Conflict("too-many-api-keys", "There are too many API keys, or too many of this name. Revoke those that are not used any more.");

/// <summary>A key makes its own successor; whoever signed in has none in use.</summary>
public sealed record NoKeyInUse() : Conflict("no-key-in-use", "You have signed in and use no key. Make a new one instead.");

/// <summary>The key is right, and is used from where it may not be.</summary>
public sealed record AddressNotAllowed()
    : Forbidden("address-not-allowed", "This key may not be used from this network. Its owner can change its allowed networks.");
