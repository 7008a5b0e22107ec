namespace Portico.Audit;

/// <summary>Who acted, when it was through an API key.</summary>
public static class ActorWords
{
    /// <summary>Whether the actor is a key of the provider itself and not a person's: it has its name in the actor's stead.</summary>
    public static bool IsKey(string actorName, string? keyName) => string.Equals(actorName, keyName, StringComparison.Ordinal);

    /// <summary>"Anna Berger", "Anna Berger via API key Laptop", "Nightly sync · API key".</summary>
    public static string Of(string actorName, string? keyName) =>
        keyName is null ? actorName
        : IsKey(actorName, keyName) ? $"{actorName} · API key"
        : $"{actorName} via API key {keyName}";
}
