namespace Portico.Saml.Bindings;

/// <summary>A message to be sent.</summary>
/// <param name="Xml">In UTF-8, signed inside already when it goes by HTTP-POST.</param>
/// <param name="IsRequest">Whether it travels as SAMLRequest or as SAMLResponse.</param>
public sealed record SamlOutgoing(ReadOnlyMemory<byte> Xml, bool IsRequest);
