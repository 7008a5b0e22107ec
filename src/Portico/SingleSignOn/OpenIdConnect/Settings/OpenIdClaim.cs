using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Platform.Operations;
using Portico.SingleSignOn.Saml.Settings;

namespace Portico.SingleSignOn.OpenIdConnect.Settings;

/// <summary>What the application is told of the user besides what its scopes say, under a name that it knows.</summary>
[ValidatableType]
public sealed record OpenIdClaim
{
    [Required(ErrorMessage = "Enter the claim's name.")]
    [StringLength(256, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string Name { get; set; } = "";

    [EnumDataType(typeof(SamlValueSource), ErrorMessage = "Choose where the value comes from.")]
    public SamlValueSource Source { get; set; }

    /// <summary>The constant; the name of the custom attribute; of groups, what their names begin with, or nothing for all.</summary>
    [StringLength(400, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? Value { get; set; }

    public override string ToString() => $"{Name} = {Source}{(Value is null ? "" : $" {Value}")}";
}
