using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators;

/// <summary>Which administrators of a list are wanted.</summary>
[ValidatableType]
public abstract record AdministratorListRequest : PagedListRequest
{
    /// <summary>Words that stand in the name or the address.</summary>
    [StringLength(100, ErrorMessage = "Search with at most {1} characters.")]
    public string? Search { get; set; }

    /// <summary>The keys of the list, several by comma, with a minus for the reverse; name when nothing is said.</summary>
    public abstract string? Sort { get; set; }

    /// <summary>The whole address, whatever its case.</summary>
    [OneLine]
    [StringLength(Membership.EmailMaxLength, ErrorMessage = "An address has at most {1} characters.")]
    public string? Email { get; set; }

    [EnumDataType(typeof(AdministratorStatus), ErrorMessage = "Choose one of the states.")]
    public AdministratorStatus? Status { get; set; }

    [EnumDataType(typeof(Role), ErrorMessage = "Choose one of the roles.")]
    public Role? Role { get; set; }
}
