using Microsoft.EntityFrameworkCore;
using Portico.Assignments;
using Portico.Groups;
using Portico.Groups.Members;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.SingleSignOn.Saml.Settings;
using Portico.Users;

namespace Portico.SingleSignOn;

/// <summary>What an application can be told of a user.</summary>
internal static class UserValues
{
    /// <summary>No session cookie of an application holds more.</summary>
    private const int MostGroups = 500;

    /// <summary>Whether there can be several values.</summary>
    public static bool IsList(SamlValueSource source) => source is SamlValueSource.Groups or SamlValueSource.AssignedGroups;

    /// <param name="source">Where the values come from.</param>
    /// <param name="detail">The constant; the name of the custom attribute; of groups, what their names begin with, or null for all.</param>
    /// <param name="user">Of whom.</param>
    /// <param name="application">Who is told.</param>
    /// <param name="work">The operation's.</param>
    /// <param name="ct">Ends the request.</param>
    public static async Task<IReadOnlyList<string>> OfAsync(
        SamlValueSource source,
        string? detail,
        User user,
        ObjectId application,
        Work work,
        CancellationToken ct
    ) =>
        IsList(source) ? await GroupsAsync(source is SamlValueSource.AssignedGroups, detail, user, application, work, ct)
        : One(source, detail, user) is { Length: > 0 } value ? [value]
        : [];

    /// <summary>A custom attribute of the user; null when the user has none of that name.</summary>
    public static string? Custom(User user, string? name) =>
        user.CustomAttributes.FirstOrDefault(a => string.Equals(a.Name, name, StringComparison.OrdinalIgnoreCase))?.Value.Tidied();

    private static string? One(SamlValueSource source, string? detail, User user) =>
        source switch
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
            SamlValueSource.Constant => detail,
            SamlValueSource.CustomAttribute => Custom(user, detail),
            _ => null,
        };

    private static Task<List<string>> GroupsAsync(
        bool assignedOnly,
        string? beginning,
        User user,
        ObjectId application,
        Work work,
        CancellationToken ct
    )
    {
        var id = user.Id;
        var memberships = work.Db.Set<UserGroupMember>().Where(m => m.UserId == id);
        var groups = work.Db.Set<Group>().Where(g => memberships.Any(m => m.GroupId == g.Id));
        if (assignedOnly)
        {
            var assigned = work.Db.Set<ApplicationAssignment>().Where(a => a.ApplicationId == application);
            groups = groups.Where(g => assigned.Any(a => a.UserGroupId == g.Id));
        }

        if (beginning is not null)
        {
            var key = Group.NameKeyOf(beginning);
            groups = groups.Where(g => g.NameKey.StartsWith(key));
        }

        return groups.OrderBy(g => g.NameKey).ThenBy(g => g.Id).Select(g => g.Name).Take(MostGroups).ToListAsync(ct);
    }
}
