namespace Portico.SingleSignOn.Testing;

/// <summary>What was read of a request that was pasted.</summary>
/// <param name="Name">As the protocol calls it, or people.</param>
/// <param name="Value">What it says.</param>
public sealed record RequestPart(string Name, string Value);
