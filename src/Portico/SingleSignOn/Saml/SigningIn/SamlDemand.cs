using System.Text.Json;
using System.Text.Json.Serialization;
using Portico.Platform;
using Portico.Platform.Secrets;

namespace Portico.SingleSignOn.Saml.SigningIn;

/// <summary>
/// What a service provider asked for, or a tile: checked already, and kept sealed in the address while the user signs in.
/// </summary>
public sealed record SamlDemand
{
    [JsonPropertyName("a")]
    public ObjectId ApplicationId { get; init; }

    /// <summary>The request's ID; null when the sign-in began at a tile.</summary>
    [JsonPropertyName("r")]
    public string? RequestId { get; init; }

    /// <summary>The index of the assertion consumer service that is to be answered; null for the usual one.</summary>
    [JsonPropertyName("c")]
    public int? AcsIndex { get; init; }

    [JsonPropertyName("s")]
    public string? RelayState { get; init; }

    /// <summary>The format of name ID that was asked for; null when any will do.</summary>
    [JsonPropertyName("f")]
    public string? NameIdFormat { get; init; }

    /// <summary>Whom the answer must be about; null for whoever signs in.</summary>
    [JsonPropertyName("n")]
    public string? Subject { get; init; }

    /// <summary>How the user must have been authenticated; null when it does not matter.</summary>
    [JsonPropertyName("x")]
    public string? Context { get; init; }

    /// <summary>By a sign-in later than <see cref="At"/>.</summary>
    [JsonPropertyName("o")]
    public bool IsForced { get; init; }

    /// <summary>Without showing the user anything.</summary>
    [JsonPropertyName("p")]
    public bool IsPassive { get; init; }

    /// <summary>When it arrived.</summary>
    [JsonPropertyName("t")]
    public DateTimeOffset At { get; init; }
}

/// <summary>Seals demands for the address of the sign-in page, and opens them when the user comes back.</summary>
public sealed class SamlDemands(SealedText sealing, TimeProvider clock)
{
    /// <summary>How long a user may take to sign in.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>What fits into an address inside an address.</summary>
    private const int MaxLength = 1_700;

    private const string Purpose = "saml-demand";

    private static readonly JsonSerializerOptions Terse = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Null when it is too long: a service provider with an ID and a RelayState that long is not served.</summary>
    public string? Seal(SamlDemand demand) =>
        sealing.Seal(JsonSerializer.Serialize(demand, Terse), Purpose) is { Length: <= MaxLength } text ? text : null;

    /// <summary>Null when it was made up, or is too old.</summary>
    public SamlDemand? Open(string? text) =>
        text is { Length: > 0 and <= MaxLength }
        && sealing.Open(text, Purpose) is { } opened
        && JsonSerializer.Deserialize<SamlDemand>(opened, Terse) is { } demand
        && clock.GetUtcNow() < demand.At + Lifetime
            ? demand
            : null;
}
