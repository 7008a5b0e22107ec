namespace Portico.Audit;

/// <summary>Names of event types as people read them.</summary>
public static class EventTypes
{
    /// <summary>"organization-added" reads as "Organization added".</summary>
    public static string TitleOf(string type) => type.Length is 0 ? "" : char.ToUpperInvariant(type[0]) + type[1..].Replace('-', ' ');
}
