namespace Portico.Saml.Requests;

/// <summary>What every message is held against.</summary>
public static class MessageChecks
{
    /// <summary>How far the clocks of both sides may be apart, and how long a message may be on its way.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(3);

    /// <summary>
    /// SAML bindings §3.4.5.2 and §3.5.5.2: a signed message must name the address it was sent to. One that is not signed need not, but what
    /// it names must be right.
    /// </summary>
    internal static SamlRefusal? Destination(string? destination, bool isSigned, IReadOnlyList<string> endpoints)
    {
        if (destination is null)
        {
            return isSigned ? RequestRefusals.DestinationMissing : null;
        }

        return endpoints.Contains(destination, StringComparer.Ordinal) ? null : RequestRefusals.Destination;
    }

    /// <summary>Both ends of the span are still right.</summary>
    internal static SamlRefusal? IssueInstant(DateTimeOffset instant, DateTimeOffset now)
    {
        if (now - instant > Skew)
        {
            return RequestRefusals.TooOld;
        }

        return instant - now > Skew ? RequestRefusals.TooEarly : null;
    }

    /// <summary>
    /// Until when the ID of a message must be remembered, so that it is not taken a second time: afterwards it is too old anyway (SAML core
    /// §1.3.4, profiles §4.1.4.5).
    /// </summary>
    internal static DateTimeOffset RememberUntil(DateTimeOffset instant) => instant + Skew + TimeSpan.FromSeconds(1);
}
