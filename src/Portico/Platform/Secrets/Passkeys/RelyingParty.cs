using Microsoft.AspNetCore.Identity;
using Portico.Platform.Http;

namespace Portico.Platform.Secrets.Passkeys;

/// <summary>
/// What this installation is to authenticators (WebAuthn §4, "relying party"): the host of its public address, and the one origin that
/// answers are taken from. Never what a request says in its Host header. On the machine itself that is <c>localhost</c>, because a
/// passkey belongs to a name and never to an IP address.
/// </summary>
public sealed class RelyingParty(PublicAddress address)
{
    /// <summary>How long a question may be answered, by the browser and by us.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const string ThisMachine = "localhost";
    private const string Required = "required";

    private Uri Address
    {
        get
        {
            var reached = new Uri(address.Origin);
            return reached is { IsLoopback: true, HostNameType: UriHostNameType.IPv4 or UriHostNameType.IPv6 }
                ? new UriBuilder(reached) { Host = ThisMachine }.Uri
                : reached;
        }
    }

    /// <summary>The relying party ID: passkeys are bound to it, and are lost when it changes.</summary>
    public string Id => Address.IdnHost;

    /// <summary>Where passkeys work, as browsers write it: scheme, host, and the port unless it is the scheme's own.</summary>
    public string Origin => Address is var at && at.IsDefaultPort ? $"{at.Scheme}://{at.IdnHost}" : $"{at.Scheme}://{at.IdnHost}:{at.Port}";

    /// <summary>False where the public address has no name but an IP address, or is reached over plain http from elsewhere.</summary>
    public bool IsPossible => Address is { HostNameType: UriHostNameType.Dns } at && (at.Scheme is "https" || at.IsLoopback);

    /// <summary>The person is always verified and the passkey discoverable, so that it can stand for password and second factor together.</summary>
    internal IdentityPasskeyOptions Rules() =>
        new()
        {
            ServerDomain = Id,
            AuthenticatorTimeout = Lifetime,
            ChallengeSize = 32,
            UserVerificationRequirement = Required,
            ResidentKeyRequirement = Required,
            // Nobody here decides by the make of an authenticator, so none is asked to tell it.
            AttestationConveyancePreference = "none",
            ValidateOrigin = asked =>
                ValueTask.FromResult(!asked.CrossOrigin && string.Equals(asked.Origin, Origin, StringComparison.Ordinal)),
        };
}
