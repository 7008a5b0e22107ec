using Microsoft.EntityFrameworkCore;
using Portico.Applications;
using Portico.Groups;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Systems;
using Portico.Users;

namespace Portico.Assignments;

/// <summary>The names of what assignments tie together, read at once for a page of them.</summary>
internal sealed class AssignmentNames
{
    private readonly Dictionary<ObjectId, string> names = [];

    public static async Task<AssignmentNames> ReadAsync(IReadOnlyCollection<AssignmentEnds> all, Work work, CancellationToken ct)
    {
        var read = new AssignmentNames();
        var applications = Ids(all.Select(a => a.ApplicationId));
        var systems = Ids(all.Select(a => a.SystemId));
        var groups = Ids(all.SelectMany(a => new[] { a.SystemGroupId, a.UserGroupId }));
        var users = Ids(all.Select(a => a.UserId));
        await read.AddAsync(
            applications,
            work.Db.Set<Application>().Where(a => EF.Parameter(applications).Contains(a.Id)).Select(a => new Named(a.Id, a.Name)),
            ct
        );
        await read.AddAsync(
            systems,
            work.Db.Set<ManagedSystem>().Where(s => EF.Parameter(systems).Contains(s.Id)).Select(s => new Named(s.Id, s.Hostname)),
            ct
        );
        await read.AddAsync(
            groups,
            work.Db.Set<Group>().Where(g => EF.Parameter(groups).Contains(g.Id)).Select(g => new Named(g.Id, g.Name)),
            ct
        );
        if (users.Count > 0)
        {
            var found = await work.Db.Set<User>().Where(u => EF.Parameter(users).Contains(u.Id)).Select(UserRow.Needed).ToListAsync(ct);
            found.ForEach(u => read.names[u.Id] = u.FullName);
        }

        return read;
    }

    public AssignmentEnd? End(ObjectId? id) => id is { } known ? new AssignmentEnd(known, names.GetValueOrDefault(known, "")) : null;

    public string Of(ObjectId? id) => id is { } known ? names.GetValueOrDefault(known, "") : "";

    private static List<ObjectId> Ids(IEnumerable<ObjectId?> some) => [.. some.OfType<ObjectId>().Distinct()];

    private async Task AddAsync(List<ObjectId> ids, IQueryable<Named> query, CancellationToken ct)
    {
        if (ids.Count > 0)
        {
            (await query.ToListAsync(ct)).ForEach(n => names[n.Id] = n.Name);
        }
    }

    private sealed record Named(ObjectId Id, string Name);
}

/// <summary>What an assignment ties together.</summary>
internal sealed record AssignmentEnds(
    ObjectId? ApplicationId,
    ObjectId? SystemId,
    ObjectId? SystemGroupId,
    ObjectId? UserId,
    ObjectId? UserGroupId
);

/// <summary>One end of an assignment.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, or hostname.</param>
public sealed record AssignmentEnd(ObjectId Id, string Name);
