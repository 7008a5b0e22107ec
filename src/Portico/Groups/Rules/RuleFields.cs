using System.Collections.Frozen;
using System.Linq.Expressions;
using Portico.Users;

namespace Portico.Groups.Rules;

/// <summary>What rules know of a user.</summary>
internal static class RuleFields
{
    /// <summary>The properties of a user after whose change the rules are asked again.</summary>
    public static readonly FrozenSet<string> Properties = FrozenSet.Create(
        StringComparer.Ordinal,
        nameof(User.Username),
        nameof(User.Email),
        nameof(User.FirstName),
        nameof(User.MiddleName),
        nameof(User.LastName),
        nameof(User.DisplayName),
        nameof(User.Company),
        nameof(User.Department),
        nameof(User.CostCenter),
        nameof(User.JobTitle),
        nameof(User.EmployeeType),
        nameof(User.EmployeeIdentifier),
        nameof(User.Location),
        nameof(User.ManagerId),
        nameof(User.State),
        nameof(User.CustomAttributes)
    );

    /// <summary>So much of a user as rules need; nothing else is read of 100,000.</summary>
    public static Expression<Func<User, User>> Needed { get; } =
        u => new User
        {
            OrganizationId = u.OrganizationId,
            Id = u.Id,
            Username = u.Username,
            Email = u.Email,
            FirstName = u.FirstName,
            MiddleName = u.MiddleName,
            LastName = u.LastName,
            DisplayName = u.DisplayName,
            Company = u.Company,
            Department = u.Department,
            CostCenter = u.CostCenter,
            JobTitle = u.JobTitle,
            EmployeeType = u.EmployeeType,
            EmployeeIdentifier = u.EmployeeIdentifier,
            Location = u.Location,
            ManagerId = u.ManagerId,
            State = u.State,
            CustomAttributes = u.CustomAttributes,
        };

    /// <summary>The attribute as text; null or empty when there is none.</summary>
    public static string? Of(User user, RuleField attribute, string? name) =>
        attribute switch
        {
            RuleField.Username => user.Username,
            RuleField.Email => user.Email,
            RuleField.FirstName => user.FirstName,
            RuleField.MiddleName => user.MiddleName,
            RuleField.LastName => user.LastName,
            RuleField.DisplayName => user.DisplayName,
            RuleField.Company => user.Company,
            RuleField.Department => user.Department,
            RuleField.CostCenter => user.CostCenter,
            RuleField.JobTitle => user.JobTitle,
            RuleField.EmployeeType => user.EmployeeType,
            RuleField.EmployeeIdentifier => user.EmployeeIdentifier,
            RuleField.Location => user.Location,
            RuleField.Manager => user.ManagerId?.ToString(),
            RuleField.State => user.State.ToString(),
            RuleField.Custom => user
                .CustomAttributes.FirstOrDefault(a => string.Equals(a.Name, name, StringComparison.OrdinalIgnoreCase))
                ?.Value,
            _ => null,
        };
}
