using System.ComponentModel.DataAnnotations;

namespace Portico.Platform.Http.Api;

/// <summary>The bounds of the API (section Portico:Api).</summary>
public sealed class ApiOptions
{
    public const string Section = "Portico:Api";

    /// <summary>How many requests a minute one key may make, on each server; as many at once after a pause.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerMinute { get; set; } = 600;
}
