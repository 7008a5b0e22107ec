namespace Portico.ApiKeys;

/// <summary>Networks as a form has them: one text, which stays as it was typed when something in it is refused.</summary>
public sealed record TypedNetworks
{
    public string? Text { get; set; }

    /// <summary>One in each line.</summary>
    internal static TypedNetworks Of(IReadOnlyList<string> networks) => new() { Text = string.Join('\n', networks) };

    internal IReadOnlyList<string> Read() => Networks.Typed(Text);
}
