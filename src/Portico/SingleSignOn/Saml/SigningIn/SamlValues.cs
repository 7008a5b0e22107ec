using Microsoft.EntityFrameworkCore;
using Portico.Assignments;
using Portico.Groups;
using Portico.Groups.Members;
using Portico.Platform.Operations;
using Portico.Saml;
using Portico.Saml.Responses;
using Portico.SingleSignOn.Saml.Settings;
using Portico.Users;

namespace Portico.SingleSignOn.Saml.SigningIn;

/// <summary>What a service provider is told of a user.</summary>
internal static class SamlValues
{
    /// <summary>No session cookie of a service provider holds more.</summary>
    private const int MostGroups = 500;

    /// <summary>The attributes that have a value; one without any is left out.</summary>
    public static async Task<IReadOnlyList<SamlAttributeValues>> OfAsync(SamlSettings settings, User user, Work work, CancellationToken ct)
    {
        var attributes = new List<SamlAttributeValues>();
        foreach (var attribute in settings.Attributes)
        {
            var values =
                attribute.Source is SamlValueSource.Groups or SamlValueSource.AssignedGroups
                    ? await GroupsAsync(settings, attribute, user, work, ct)
                : Of(attribute, user) is { Length: > 0 } value ? [value]
                : [];
            if (values.Count > 0)
            {
                attributes.Add(new SamlAttributeValues(attribute.Name, values, FormatOf(attribute.NameFormat)));
            }
        }

        return attributes;
    }

    /// <summary>A custom attribute of the user; null when the user has none of that name.</summary>
    public static string? Custom(User user, string? name) =>
        user.CustomAttributes.FirstOrDefault(a => string.Equals(a.Name, name, StringComparison.OrdinalIgnoreCase))?.Value.Tidied();

    private static string? Of(SamlMapping attribute, User user) =>
        attribute.Source switch
        {
            SamlValueSource.Username => user.Username,
            SamlValueSource.Email => user.Email,
            SamlValueSource.FirstName => user.FirstName,
            SamlValueSource.LastName => user.LastName,
            SamlValueSource.FullName => user.FullName,
            SamlValueSource.MiddleName => user.MiddleName,
            SamlValueSource.AlternateEmail => user.AlternateEmail,
            SamlValueSource.EmployeeIdentifier => user.EmployeeIdentifier,
            SamlValueSource.EmployeeType => user.EmployeeType,
            SamlValueSource.JobTitle => user.JobTitle,
            SamlValueSource.Department => user.Department,
            SamlValueSource.CostCenter => user.CostCenter,
            SamlValueSource.Company => user.Company,
            SamlValueSource.Location => user.Location,
            SamlValueSource.UserId => user.Id.ToString(),
            SamlValueSource.Constant => attribute.Value,
            SamlValueSource.CustomAttribute => Custom(user, attribute.Value),
            _ => null,
        };

    private static Task<List<string>> GroupsAsync(SamlSettings settings, SamlMapping attribute, User user, Work work, CancellationToken ct)
    {
        var (id, application) = (user.Id, settings.ApplicationId);
        var memberships = work.Db.Set<UserGroupMember>().Where(m => m.UserId == id);
        var groups = work.Db.Set<Group>().Where(g => memberships.Any(m => m.GroupId == g.Id));
        if (attribute.Source is SamlValueSource.AssignedGroups)
        {
            var assigned = work.Db.Set<ApplicationAssignment>().Where(a => a.ApplicationId == application);
            groups = groups.Where(g => assigned.Any(a => a.UserGroupId == g.Id));
        }

        if (attribute.Value is { } beginning)
        {
            var key = Group.NameKeyOf(beginning);
            groups = groups.Where(g => g.NameKey.StartsWith(key));
        }

        return groups.OrderBy(g => g.NameKey).ThenBy(g => g.Id).Select(g => g.Name).Take(MostGroups).ToListAsync(ct);
    }

    private static string? FormatOf(SamlAttributeNameFormat format) =>
        format switch
        {
            SamlAttributeNameFormat.Basic => AttributeNameFormats.Basic,
            SamlAttributeNameFormat.Uri => AttributeNameFormats.Uri,
            _ => null,
        };
}
