using Portico.Platform.Ui;
using Portico.Platform.Ui.Fields;

namespace Portico.ApiKeys;

/// <summary>How long keys live and where they may be used from, in words.</summary>
internal static class ApiKeyWords
{
    /// <summary>How long a key may live, to choose from.</summary>
    public static IReadOnlyList<Choice<string>> Lifetimes { get; } =
    [
        .. ApiKey.Lifetimes.Select(days => new Choice<string>(
            ChosenLifetime.TextOf(days),
            Lifetime(days),
            days is null ? "It works until someone revokes it, whoever has it by then." : null
        )),
    ];

    /// <summary>"90 days", "1 year", "Never".</summary>
    public static string Lifetime(int? days) =>
        days switch
        {
            null => "Never",
            365 => "1 year",
            _ => Words.Count(days.Value, "day"),
        };

    /// <summary>"203.0.113.0/24 and 2 more", or null for anywhere.</summary>
    public static string? Networks(IReadOnlyList<string> networks) =>
        networks.Count switch
        {
            0 => null,
            1 => networks[0],
            _ => $"{networks[0]} and {Words.Number(networks.Count - 1)} more",
        };
}
