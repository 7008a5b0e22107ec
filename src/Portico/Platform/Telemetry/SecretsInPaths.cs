using System.Text.RegularExpressions;

namespace Portico.Platform.Telemetry;

/// <summary>Takes the tokens of mailed links out of a path, so that no trace carries what lets its reader in.</summary>
internal static partial class SecretsInPaths
{
    /// <summary>"/invitation/Jc3…" becomes "/invitation/*"; an id (24 hexadecimal characters) stays.</summary>
    public static string Hide(string path) => LongSegment().Replace(path, "/*");

    [GeneratedRegex("/[^/?]{32,}", RegexOptions.None, 1_000)]
    private static partial Regex LongSegment();
}
