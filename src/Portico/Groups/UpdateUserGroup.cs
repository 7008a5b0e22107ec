using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Groups.Members;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Groups;

/// <summary>Changes what is known of a user group. Members, rule and assignments have operations of their own.</summary>
public sealed class UpdateUserGroup(OperationRunner runner) : OrganizationOperation<UpdateUserGroup.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request : UserGroupFields
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>The version that was read; null to change whatever is there.</summary>
        [JsonIgnore]
        public int? Version { get; set; }

        internal static Request Of(GetGroup.Result group) =>
            new()
            {
                Id = group.Id,
                Version = group.Version,
                Name = group.Name,
                Description = group.Description,
                RequiresMfa = group.RequiresMfa,
                IsPosixGroup = group.Gid is not null,
                Gid = group.Gid,
            };
    }

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var group = await work.Db.Set<Group>().SingleOrDefaultAsync(g => g.Id == request.Id && g.Kind == GroupKind.Users, ct);
        if (group is null)
        {
            return new NoSuchGroup();
        }

        if (Work.ChangedSince(group, request.Version) is { } changedMeanwhile)
        {
            return changedMeanwhile;
        }

        if (await request.ApplyToAsync(group, work, ct) is { } taken)
        {
            return taken;
        }

        if (await request.NumberAsync(group, work, ct) is { } wrongNumber)
        {
            return wrongNumber;
        }

        if (group.RequiresMfa != request.RequiresMfa)
        {
            await work.TakeTurnAsync(Group.Turn, ct);
            group.RequiresMfa = request.RequiresMfa;
            await new GroupMemberships(work.Db, work.Now).RequireOfAllAsync(group, request.RequiresMfa, ct);
        }

        if (work.ChangesOf(group) is { Count: > 0 } changes)
        {
            work.Record(new GroupUpdated(group.Id, group.Name, changes));
        }

        return Done.Instance;
    }
}

/// <summary>Changes what is known of a system group. Members and assignments have operations of their own.</summary>
public sealed class UpdateSystemGroup(OperationRunner runner) : OrganizationOperation<UpdateSystemGroup.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request : GroupFields
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>The version that was read; null to change whatever is there.</summary>
        [JsonIgnore]
        public int? Version { get; set; }

        internal static Request Of(GetGroup.Result group) =>
            new()
            {
                Id = group.Id,
                Version = group.Version,
                Name = group.Name,
                Description = group.Description,
            };
    }

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var group = await work.Db.Set<Group>().SingleOrDefaultAsync(g => g.Id == request.Id && g.Kind == GroupKind.Systems, ct);
        if (group is null)
        {
            return new NoSuchGroup();
        }

        if (Work.ChangedSince(group, request.Version) is { } changedMeanwhile)
        {
            return changedMeanwhile;
        }

        if (await request.ApplyToAsync(group, work, ct) is { } taken)
        {
            return taken;
        }

        if (work.ChangesOf(group) is { Count: > 0 } changes)
        {
            work.Record(new GroupUpdated(group.Id, group.Name, changes));
        }

        return Done.Instance;
    }
}
