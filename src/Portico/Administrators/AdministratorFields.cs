using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators;

/// <summary>What is said of an administrator when he is invited and when he is changed.</summary>
[ValidatableType]
public abstract record AdministratorFields
{
    [Display(Name = "First name")]
    [StringLength(Membership.NameMaxLength, ErrorMessage = "Use at most {1} characters.")]
    [OneLine]
    public string? FirstName { get; set; }

    [Display(Name = "Last name")]
    [StringLength(Membership.NameMaxLength, ErrorMessage = "Use at most {1} characters.")]
    [OneLine]
    public string? LastName { get; set; }

    /// <summary>Whether an authenticator app or a passkey is enrolled at the first sign-in, and asked for at each.</summary>
    [Display(Name = "Require multifactor authentication")]
    public bool RequiresMfa { get; set; }

    [EnumDataType(typeof(Role), ErrorMessage = "Choose one of the roles.")]
    public Role Role { get; set; } = Role.ReadOnly;

    internal void CopyTo(Membership member)
    {
        member.FirstName = FirstName?.Trim() ?? "";
        member.LastName = LastName?.Trim() ?? "";
        member.RequiresMfa = RequiresMfa;
        member.Role = Role;
    }
}

/// <summary>Names one administrator of the list, as it was when it was read.</summary>
public sealed record AdministratorReference
{
    /// <summary>The id of the membership, not of the person's account.</summary>
    [JsonIgnore]
    public ObjectId Id { get; set; }

    /// <summary>The version that was read; an older one than the stored is refused. Null asks for no check.</summary>
    [JsonIgnore]
    public int? Version { get; set; }
}
