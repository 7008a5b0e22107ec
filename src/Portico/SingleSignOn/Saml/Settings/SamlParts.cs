using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Platform.Operations;

namespace Portico.SingleSignOn.Saml.Settings;

/// <summary>Where the service provider takes assertions, by HTTP-POST.</summary>
[ValidatableType]
public sealed record SamlAcs
{
    /// <summary>Https, or http on this machine.</summary>
    [Display(Name = "URL")]
    [Required(ErrorMessage = "Enter the URL.")]
    [StringLength(SamlFields.UrlMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string Url { get; set; } = "";

    /// <summary>By which requests may name it.</summary>
    [Range(0, 65_535, ErrorMessage = "Use a number from {1} to {2}.")]
    public int Index { get; set; }

    /// <summary>Whether it is meant when a request names none; the first one when none says so.</summary>
    [Display(Name = "Default")]
    public bool IsDefault { get; set; }

    public override string ToString() => $"{Url} ({Index}{(IsDefault ? ", default" : "")})";
}

/// <summary>What the service provider is told of the user, under a name that it knows.</summary>
[ValidatableType]
public sealed record SamlMapping
{
    [Required(ErrorMessage = "Enter the attribute's name.")]
    [StringLength(256, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string Name { get; set; } = "";

    [EnumDataType(typeof(SamlAttributeNameFormat), ErrorMessage = "Choose how the name is meant.")]
    public SamlAttributeNameFormat NameFormat { get; set; }

    [EnumDataType(typeof(SamlValueSource), ErrorMessage = "Choose where the value comes from.")]
    public SamlValueSource Source { get; set; }

    /// <summary>The constant; the name of the custom attribute; of groups, what their names begin with, or nothing for all.</summary>
    [StringLength(400, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? Value { get; set; }

    public override string ToString() => $"{Name} = {Source}{(Value is null ? "" : $" {Value}")}";
}
