using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Operations;

namespace Portico.Groups.Members;

/// <summary>What a list of users says of groups: in which each of a page is, and which there are to filter by.</summary>
internal static class GroupsOfUsers
{
    /// <summary>So many groups are offered to filter by; a list of more is no choice any longer.</summary>
    public const int MostOffered = 100;

    /// <summary>The names of the groups of each, by name, in one query; who is in none is not among them.</summary>
    public static async Task<ILookup<ObjectId, string>> ReadAsync(IReadOnlyList<ObjectId> users, Work work, CancellationToken ct)
    {
        var named = await (
            from m in work.Db.Set<UserGroupMember>()
            where EF.Parameter(users).Contains(m.UserId)
            join g in work.Db.Set<Group>() on m.GroupId equals g.Id
            orderby g.NameKey
            select new { m.UserId, g.Name }
        ).ToListAsync(ct);
        return named.ToLookup(n => n.UserId, n => n.Name);
    }

    /// <summary>The first user groups by name, and the chosen one however many there are.</summary>
    public static async Task<IReadOnlyList<NamedGroup>> OfferAsync(ObjectId? chosen, Work work, CancellationToken ct)
    {
        var groups = work.Db.Set<Group>().Where(g => g.Kind == GroupKind.Users);
        var first = await groups.OrderBy(g => g.NameKey).Take(MostOffered).Select(g => new NamedGroup(g.Id, g.Name)).ToListAsync(ct);
        if (chosen is { } id && !first.Exists(g => g.Id == id))
        {
            first.AddRange(await groups.Where(g => g.Id == id).Select(g => new NamedGroup(g.Id, g.Name)).ToListAsync(ct));
        }

        return first;
    }
}

/// <summary>A group to filter by.</summary>
public sealed record NamedGroup(ObjectId Id, string Name);
