using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Storage;
using Portico.Settings;
using Portico.Users;

namespace Portico.Groups.Members;

/// <summary>Writes who joins and who leaves user groups, and with it what follows: their number, and who needs multifactor authentication.</summary>
internal sealed class GroupMemberships(PorticoDb db, DateTimeOffset now)
{
    private bool? isByGroup;

    /// <summary>Adds those who are no members yet.</summary>
    public async Task JoinAsync(Group group, IReadOnlyCollection<User> users, MembershipOrigin origin, CancellationToken ct)
    {
        await db.AddInSetsAsync([.. users.Select(u => RowOf(group.OrganizationId, group.Id, u, origin))], ct);
        await CountAsync(group.OrganizationId, group.Id, users.Count, ct);
        if (group.RequiresMfa)
        {
            await DemandAsync(group.OrganizationId, [.. users.Select(u => u.Id)], by: 1, ct);
        }
    }

    /// <summary>Takes those who are members away.</summary>
    public async Task LeaveAsync(Group group, IReadOnlyCollection<ObjectId> users, CancellationToken ct)
    {
        var ids = users.ToList();
        var left = ids.Count is 0
            ? 0
            : await db.RemoveWhereAsync<UserGroupMember>(m => m.GroupId == group.Id && EF.Parameter(ids).Contains(m.UserId), ct);
        await CountAsync(group.OrganizationId, group.Id, -left, ct);
        if (group.RequiresMfa)
        {
            await ReleaseAsync(group.OrganizationId, ids, by: 1, ct);
        }
    }

    /// <summary>All members need multifactor authentication from now on, or no longer on this group's account.</summary>
    public async Task RequireOfAllAsync(Group group, bool isRequired, CancellationToken ct)
    {
        var members = db.Set<UserGroupMember>().Where(m => m.GroupId == group.Id);
        await db.AddWhereAsync<User>(u => members.Any(m => m.UserId == u.Id), u => u.GroupsRequiringMfa, isRequired ? 1 : -1, ct);
        if (!await IsByGroupAsync(group.OrganizationId, ct))
        {
            return;
        }

        if (isRequired)
        {
            await db.SetWhereAsync<User, DateTimeOffset?>(
                u => u.MfaRequiredSince == null && members.Any(m => m.UserId == u.Id),
                u => u.MfaRequiredSince,
                now,
                ct
            );
        }
        else
        {
            await db.SetWhereAsync<User, DateTimeOffset?>(
                u => u.GroupsRequiringMfa == 0 && !u.RequiresMfa && members.Any(m => m.UserId == u.Id),
                u => u.MfaRequiredSince,
                value: null,
                ct
            );
        }
    }

    public static UserGroupMember RowOf(ObjectId organization, ObjectId group, User user, MembershipOrigin origin) =>
        new()
        {
            OrganizationId = organization,
            GroupId = group,
            UserId = user.Id,
            Origin = origin,
            NameKey = user.NameKey,
        };

    public async Task CountAsync(ObjectId organization, ObjectId group, int by, CancellationToken ct)
    {
        if (by is not 0)
        {
            await db.AddWhereAsync<Group>(g => g.OrganizationId == organization && g.Id == group, g => g.MemberCount, by, ct);
        }
    }

    /// <summary>So many groups more require it of these users: the enrollment period begins, unless it has begun already.</summary>
    public async Task DemandAsync(ObjectId organization, List<ObjectId> users, int by, CancellationToken ct)
    {
        await db.AddWhereAsync<User>(
            u => u.OrganizationId == organization && EF.Parameter(users).Contains(u.Id),
            u => u.GroupsRequiringMfa,
            by,
            ct
        );
        if (await IsByGroupAsync(organization, ct))
        {
            await db.SetWhereAsync<User, DateTimeOffset?>(
                u => u.OrganizationId == organization && u.MfaRequiredSince == null && EF.Parameter(users).Contains(u.Id),
                u => u.MfaRequiredSince,
                now,
                ct
            );
        }
    }

    /// <summary>So many groups fewer require it: when nothing else does, a later demand begins anew.</summary>
    public async Task ReleaseAsync(ObjectId organization, List<ObjectId> users, int by, CancellationToken ct)
    {
        await db.AddWhereAsync<User>(
            u => u.OrganizationId == organization && EF.Parameter(users).Contains(u.Id),
            u => u.GroupsRequiringMfa,
            -by,
            ct
        );
        if (await IsByGroupAsync(organization, ct))
        {
            await db.SetWhereAsync<User, DateTimeOffset?>(
                u => u.OrganizationId == organization && u.GroupsRequiringMfa == 0 && !u.RequiresMfa && EF.Parameter(users).Contains(u.Id),
                u => u.MfaRequiredSince,
                value: null,
                ct
            );
        }
    }

    /// <summary>Whether belonging to a group decides who needs multifactor authentication.</summary>
    public async Task<bool> IsByGroupAsync(ObjectId organization, CancellationToken ct) =>
        isByGroup ??=
            await db.Set<SecuritySettings>().Where(s => s.OrganizationId == organization).Select(s => s.UserMfa).SingleOrDefaultAsync(ct)
            is UserMfa.RequiredByGroup;
}
