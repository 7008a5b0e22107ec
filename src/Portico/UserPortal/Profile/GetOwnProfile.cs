using Microsoft.EntityFrameworkCore;
using Portico.Platform.Operations;
using Portico.Users;

namespace Portico.UserPortal.Profile;

/// <summary>What the organization knows of the user who asks, and what of it he may change.</summary>
public sealed class GetOwnProfile(OperationRunner runner) : UserQuery<Nothing, GetOwnProfile.Result>(runner)
{
    /// <param name="Profile">The values as <see cref="UpdateOwnProfile"/> takes them back.</param>
    /// <param name="Editable">What of them the organization lets users change.</param>
    /// <param name="Username">With which he signs in.</param>
    /// <param name="Email">Where mails go.</param>
    /// <param name="JobTitle">Kept by administrators, as all that follows.</param>
    /// <param name="Department">Or null.</param>
    /// <param name="Company">Or null.</param>
    /// <param name="EmployeeIdentifier">Or null.</param>
    /// <param name="Manager">The name of the user's manager.</param>
    public sealed record Result(
        UpdateOwnProfile.Request Profile,
        UserFields Editable,
        string Username,
        string Email,
        string? JobTitle,
        string? Department,
        string? Company,
        string? EmployeeIdentifier,
        string? Manager
    )
    {
        public bool May(UserFields field) => (Editable & field) == field;
    }

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, Work work, CancellationToken ct)
    {
        var user = await work.OwnUserAsync(ct);
        var manager = user.ManagerId is { } id ? await work.Db.Set<User>().FirstOrDefaultAsync(u => u.Id == id, ct) : null;
        return new Result(
            UpdateOwnProfile.Request.Of(user),
            await EditableFields.OfAsync(work, ct),
            user.Username,
            user.Email,
            user.JobTitle,
            user.Department,
            user.Company,
            user.EmployeeIdentifier,
            manager?.FullName
        );
    }
}

/// <summary>What an organization lets its users change of themselves.</summary>
internal static class EditableFields
{
    public static async Task<UserFields> OfAsync(Work work, CancellationToken ct) =>
        (await work.Db.Set<DirectorySettings>().AsNoTracking().SingleOrDefaultAsync(ct) ?? new DirectorySettings()).EditableFields;
}
