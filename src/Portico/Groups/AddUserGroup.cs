using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Groups;

/// <summary>Adds a group of users, without members yet.</summary>
public sealed class AddUserGroup(OperationRunner runner) : OrganizationOperation<AddUserGroup.Request, AddUserGroup.Result>(runner)
{
    [ValidatableType]
    public sealed record Request : UserGroupFields;

    public sealed record Result(ObjectId Id, string Name);

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var group = new Group
        {
            OrganizationId = work.Scope.OrganizationId,
            Id = work.NewId(),
            Kind = GroupKind.Users,
            Name = request.Name,
            RequiresMfa = request.RequiresMfa,
            CreatedAt = work.Now,
        };
        if (await request.ApplyToAsync(group, work, ct) is { } taken)
        {
            return taken;
        }

        if (await request.NumberAsync(group, work, ct) is { } wrongNumber)
        {
            return wrongNumber;
        }

        work.Db.Add(group);
        work.Record(new UserGroupAdded(group.Id, group.Name, work.ChangesOf(group)));
        return new Result(group.Id, group.Name);
    }
}

/// <summary>Adds a group of systems, without members yet.</summary>
public sealed class AddSystemGroup(OperationRunner runner) : OrganizationOperation<AddSystemGroup.Request, AddSystemGroup.Result>(runner)
{
    [ValidatableType]
    public sealed record Request : GroupFields;

    public sealed record Result(ObjectId Id, string Name);

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var group = new Group
        {
            OrganizationId = work.Scope.OrganizationId,
            Id = work.NewId(),
            Kind = GroupKind.Systems,
            Name = request.Name,
            CreatedAt = work.Now,
        };
        if (await request.ApplyToAsync(group, work, ct) is { } taken)
        {
            return taken;
        }

        work.Db.Add(group);
        work.Record(new SystemGroupAdded(group.Id, group.Name, work.ChangesOf(group)));
        return new Result(group.Id, group.Name);
    }
}
