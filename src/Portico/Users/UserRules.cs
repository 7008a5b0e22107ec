using Microsoft.EntityFrameworkCore;
using Portico.Platform.Operations;

namespace Portico.Users;

/// <summary>What holds of every user of an organization, whoever adds or changes one.</summary>
internal static class UserRules
{
    /// <summary>All that stands in the way of saving the user as it is now: what another one has already, a manager who is none.</summary>
    public static async Task<List<Problem>> ProblemsOfAsync(User user, Work work, CancellationToken ct)
    {
        var problems = new List<Problem>();
        var others = await work
            .Db.Set<User>()
            .Where(u => u.Id != user.Id)
            .Where(u =>
                u.Username == user.Username
                || u.Email == user.Email
                || (user.EmployeeIdentifier != null && u.EmployeeIdentifier == user.EmployeeIdentifier)
            )
            .Select(u => new
            {
                u.Username,
                u.Email,
                u.EmployeeIdentifier,
            })
            .ToListAsync(ct);
        if (others.Exists(u => string.Equals(u.Username, user.Username, StringComparison.Ordinal)))
        {
            problems.Add(new UsernameTaken(user.Username));
        }

        if (others.Exists(u => string.Equals(u.Email, user.Email, StringComparison.Ordinal)))
        {
            problems.Add(new UserEmailTaken(user.Email));
        }

        if (
            user.EmployeeIdentifier is { } number
            && others.Exists(u => string.Equals(u.EmployeeIdentifier, number, StringComparison.Ordinal))
        )
        {
            problems.Add(new EmployeeIdentifierTaken(number));
        }

        if (
            user.CustomAttributes.CountBy(a => a.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(a => a.Value > 1) is
            { Value: > 1 } twice
        )
        {
            problems.Add(new AttributeNamedTwice(twice.Key));
        }

        if (await ManagerProblemAsync(user, work, ct) is { } manager)
        {
            problems.Add(manager);
        }

        return problems;
    }

    /// <summary>Gives the user the numbers that were asked for, else the next ones.</summary>
    public static async Task NumberAsync(User user, UserDetails request, Work work, CancellationToken ct)
    {
        if (request.Uid is { } uid)
        {
            if (uid != user.Uid)
            {
                await PosixNumbers.ChosenAsync(work, uid, ct);
            }

            user.Uid = uid;
        }
        else if (user.Uid is 0)
        {
            user.Uid = await PosixNumbers.TakeAsync(work, 1, ct);
        }

        user.Gid = request.Gid ?? (user.Gid is 0 ? user.Uid : user.Gid);
    }

    private static async Task<Problem?> ManagerProblemAsync(User user, Work work, CancellationToken ct)
    {
        if (user.ManagerId is not { } manager)
        {
            return null;
        }

        if (manager == user.Id)
        {
            return new ManagesHimself();
        }

        return await work.Db.Set<User>().AnyAsync(u => u.Id == manager, ct) ? null : new UnknownManager();
    }
}
