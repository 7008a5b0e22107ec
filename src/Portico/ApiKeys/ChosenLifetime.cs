using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Portico.ApiKeys;

/// <summary>How long a key is to live, as a form says it: a form that says nothing must not read as "for ever".</summary>
public sealed record ChosenLifetime
{
    internal const string Never = "never";

    [AllowNull]
    public string Days
    {
        get;
        set => field = value ?? TextOf(ApiKey.DefaultLifetime);
    } = TextOf(ApiKey.DefaultLifetime);

    internal static string TextOf(int? days) => days?.ToString(CultureInfo.InvariantCulture) ?? Never;

    /// <summary>Null is for ever; what is no number is a lifetime that no key can have.</summary>
    internal int? Read() =>
        Days is Never ? null
        : int.TryParse(Days, CultureInfo.InvariantCulture, out var days) ? days
        : 0;
}
