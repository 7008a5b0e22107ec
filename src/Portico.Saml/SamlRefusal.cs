namespace Portico.Saml;

/// <summary>Why a message, a document or a value was not taken: a stable code for programs, a sentence for the people who set it up.</summary>
/// <param name="Code">Stable, in lower case with hyphens, such as <c>saml-xml-dtd</c>.</param>
/// <param name="Message">What was wrong; it never repeats foreign text.</param>
public sealed record SamlRefusal(string Code, string Message);
