using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Operations;

namespace Portico.ApiKeys;

/// <summary>What is said of a key when it is made and when it is changed.</summary>
[ValidatableType]
public abstract record ApiKeyFields
{
    /// <summary>What the key is for.</summary>
    [Display(Name = "Name")]
    [Required(ErrorMessage = "Say what the key is for.")]
    [StringLength(ApiKey.NameMaxLength, ErrorMessage = "Use at most {1} characters.")]
    [OneLine]
    public string Name { get; set; } = "";

    /// <summary>The addresses and networks (CIDR) it may be used from, at most 20; none means from anywhere.</summary>
    [Display(Name = "Allowed networks")]
    [Networks]
    public IReadOnlyList<string> AllowedNetworks { get; set; } = [];
}

/// <summary>Names one key, as it was when it was read.</summary>
public sealed record ApiKeyReference
{
    [JsonIgnore]
    public ObjectId Id { get; set; }

    /// <summary>The version that was read; an older one than the stored is refused. Null asks for no check.</summary>
    [JsonIgnore]
    public int? Version { get; set; }
}
