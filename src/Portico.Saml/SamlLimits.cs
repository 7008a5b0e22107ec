namespace Portico.Saml;

/// <summary>How much of foreign input is looked at. What is over a bound is refused, never cut.</summary>
public sealed record SamlLimits
{
    /// <summary>For protocol messages. Requests of real service providers have 1 to 8 kB.</summary>
    public static readonly SamlLimits Message = new()
    {
        Bytes = 64 * 1024,
        Depth = 24,
        Nodes = 1_000,
        Attributes = 32,
    };

    /// <summary>For metadata; one service provider has 2 to 30 kB, a federation's collection megabytes.</summary>
    public static readonly SamlLimits Metadata = new()
    {
        Bytes = 4 * 1024 * 1024,
        Depth = 32,
        Nodes = 200_000,
        Attributes = 64,
    };

    /// <summary>Of the XML; with HTTP-Redirect also of what comes out of the inflating.</summary>
    public required int Bytes { get; init; }

    /// <summary>Elements within each other.</summary>
    public required int Depth { get; init; }

    /// <summary>Elements, attributes, declarations of namespaces and texts in all.</summary>
    public required int Nodes { get; init; }

    /// <summary>Of one element, declarations of namespaces included.</summary>
    public required int Attributes { get; init; }

    /// <summary>SAML bindings §3.4.3 and §3.5.3: RelayState must not exceed 80 bytes.</summary>
    public int RelayStateBytes { get; init; } = 80;
}
