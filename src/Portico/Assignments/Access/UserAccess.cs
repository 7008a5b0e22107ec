using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Users;

namespace Portico.Assignments.Access;

/// <summary>A user who has access to something, and why.</summary>
/// <param name="Id">The user's id.</param>
/// <param name="Username">Unique in the organization.</param>
/// <param name="FullName">The display name, else first and last name, else the username.</param>
/// <param name="State">Only an activated user can make use of it.</param>
/// <param name="SudoEnabled">Whether any of the ways comes with sudo.</param>
/// <param name="SudoWithoutPassword">Whether any of them lets sudo ask for no password.</param>
/// <param name="Paths">The ways: without all of them there would be no access.</param>
public sealed record UserAccess(
    ObjectId Id,
    string Username,
    string FullName,
    UserState State,
    bool SudoEnabled,
    bool SudoWithoutPassword,
    IReadOnlyList<AccessPath> Paths
)
{
    internal static async Task<ListOf<UserAccess>> PageAsync(
        IQueryable<User> users,
        PagedListRequest request,
        Func<List<ObjectId>, Task<ILookup<(ObjectId User, ObjectId Thing), AccessPath>>> find,
        ObjectId thing,
        CancellationToken ct
    )
    {
        var total = await users.CountAsync(ct);
        var skipped = request.SkipOf(total);
        var page = await users
            .OrderBy(u => u.NameKey)
            .ThenBy(u => u.Id)
            .Skip(skipped)
            .Take(request.Limit)
            .Select(UserRow.Needed)
            .ToListAsync(ct);
        var paths = await find(page.ConvertAll(u => u.Id));
        return new ListOf<UserAccess>(total, page.ConvertAll(u => Of(u, [.. paths[(u.Id, thing)]]))) { Page = request.PageAfter(skipped) };
    }

    private static UserAccess Of(User user, List<AccessPath> paths) =>
        new(
            user.Id,
            user.Username,
            user.FullName,
            user.State,
            paths.Exists(p => p.SudoEnabled),
            paths.Exists(p => p.SudoWithoutPassword),
            paths
        );
}
