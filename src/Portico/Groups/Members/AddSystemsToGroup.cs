using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Systems;

namespace Portico.Groups.Members;

/// <summary>Adds systems to a group.</summary>
public sealed class AddSystemsToGroup(OperationRunner runner) : OrganizationOperation<SystemSelection, SystemResults>(runner)
{
    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override Task<Outcome<SystemResults>> HandleAsync(SystemSelection request, Work work, CancellationToken ct) =>
        SystemMembership.ChangeAsync(
            request,
            work,
            (system, group, member) =>
            {
                if (member is not null)
                {
                    return new MemberAlready(system.Hostname);
                }

                work.Db.Add(
                    new SystemGroupMember
                    {
                        OrganizationId = system.OrganizationId,
                        GroupId = group.Id,
                        SystemId = system.Id,
                    }
                );
                work.Record(new SystemAddedToGroup(system.Id, system.Hostname, group.Name));
                return null;
            },
            by: 1,
            ct
        );
}

/// <summary>Takes systems out of a group.</summary>
public sealed class RemoveSystemsFromGroup(OperationRunner runner) : OrganizationOperation<SystemSelection, SystemResults>(runner)
{
    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override Task<Outcome<SystemResults>> HandleAsync(SystemSelection request, Work work, CancellationToken ct) =>
        SystemMembership.ChangeAsync(
            request,
            work,
            (system, group, member) =>
            {
                if (member is null)
                {
                    return new NotAMember(system.Hostname);
                }

                work.Db.Remove(member);
                work.Record(new SystemRemovedFromGroup(system.Id, system.Hostname, group.Name));
                return null;
            },
            by: -1,
            ct
        );
}

/// <summary>Changes which systems belong to a group, one by one, each with its result.</summary>
internal static class SystemMembership
{
    public static async Task<Outcome<SystemResults>> ChangeAsync(
        SystemSelection request,
        Work work,
        Func<ManagedSystem, Group, SystemGroupMember?, Problem?> change,
        int by,
        CancellationToken ct
    )
    {
        await work.TakeTurnAsync(Group.Turn, ct);
        var group = await work
            .Db.Set<Group>()
            .AsNoTracking()
            .SingleOrDefaultAsync(g => g.Id == request.GroupId && g.Kind == GroupKind.Systems, ct);
        if (group is null)
        {
            return new NoSuchGroup();
        }

        var ids = request.Ids.Distinct().ToList();
        var systems = await work.Db.Set<ManagedSystem>().Where(s => EF.Parameter(ids).Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
        var members = await work
            .Db.Set<SystemGroupMember>()
            .Where(m => m.GroupId == group.Id && EF.Parameter(ids).Contains(m.SystemId))
            .ToDictionaryAsync(m => m.SystemId, ct);
        var results = ids.ConvertAll(id =>
        {
            var system = systems.GetValueOrDefault(id);
            var problem = system is null ? new NoSuchSystem() : change(system, group, members.GetValueOrDefault(id));
            return new SystemResult(id, system?.Hostname, problem?.Code, problem?.Message);
        });
        var answer = new SystemResults(results);
        await new GroupMemberships(work.Db, work.Now).CountAsync(group.OrganizationId, group.Id, by * answer.Done, ct);
        return answer;
    }
}
