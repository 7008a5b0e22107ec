using Portico.Groups.Members;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Http.Api;

namespace Portico.Groups;

/// <summary>The API's system groups of an organization: /v1/organizations/{id}/system-groups.</summary>
public static class SystemGroupApiRoutes
{
    public static void MapSystemGroupApi(this IEndpointRouteBuilder api)
    {
        var all = api.MapGroup(OrganizationApiRoutes.One + "/system-groups")
            .WithTag("System groups", "Systems grouped, so that people are assigned to all of them at once.");
        all.MapGet(
                "",
                (ObjectId organizationId, Query<ListGroups.Request> query, ListGroups list, CancellationToken ct) =>
                    list.RunAsync(organizationId, query.Request with { Kind = GroupKind.Systems }, ct).AsOkAsync()
            )
            .WithName("organizations.system-groups.list")
            .WithSummary("List the system groups of an organization");
        all.MapPost(
                "",
                (ObjectId organizationId, Body<AddSystemGroup.Request> body, AddSystemGroup add, GetGroup get, CancellationToken ct) =>
                    add.RunAsync(organizationId, body.Request, ct)
                        .ThenAsync(g => get.RunAsync(organizationId, SystemGroup(g.Id), ct))
                        .AsCreatedAsync(g => $"/v1/organizations/{organizationId}/system-groups/{g.Id}", g => g.Version)
            )
            .WithName("organizations.system-groups.add")
            .WithSummary("Add a system group");

        var one = all.MapGroup("/{id:id}");
        one.MapGet(
                "",
                (ObjectId organizationId, ObjectId id, GetGroup get, CancellationToken ct) =>
                    get.RunAsync(organizationId, SystemGroup(id), ct).AsOkAsync(g => g.Version)
            )
            .WithName("organizations.system-groups.get")
            .WithSummary("Get a system group");
        one.MapPatch(
                "",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Patch<UpdateSystemGroup.Request> patch,
                    IfMatch match,
                    GetGroup get,
                    UpdateSystemGroup update,
                    CancellationToken ct
                ) =>
                    get.RunAsync(organizationId, SystemGroup(id), ct)
                        .ThenAsync(now =>
                            update.RunAsync(
                                organizationId,
                                patch.On(UpdateSystemGroup.Request.Of(now)) with
                                {
                                    Version = match.Version ?? now.Version,
                                },
                                ct
                            )
                        )
                        .ThenAsync(_ => get.RunAsync(organizationId, SystemGroup(id), ct))
                        .AsOkAsync(g => g.Version)
            )
            .WithName("organizations.system-groups.update")
            .WithSummary("Change a system group");
        one.MapDelete(
                "",
                (ObjectId organizationId, ObjectId id, Query<RemoveGroup.Request> query, RemoveGroup remove, CancellationToken ct) =>
                    remove.RunAsync(organizationId, query.Request with { Id = id, Kind = GroupKind.Systems }, ct).AsDoneAsync()
            )
            .WithName("organizations.system-groups.remove")
            .WithSummary("Delete a system group with its memberships and assignments; its name is given to confirm");
        one.MapSystemGroupMembers();
    }

    private static GroupReference SystemGroup(ObjectId id) => new() { Id = id, Kind = GroupKind.Systems };

    private static void MapSystemGroupMembers(this IEndpointRouteBuilder one)
    {
        one.MapGet(
                "/members",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Query<ListSystemGroupMembers.Request> query,
                    ListSystemGroupMembers list,
                    CancellationToken ct
                ) => list.RunAsync(organizationId, query.Request with { GroupId = id }, ct).AsOkAsync()
            )
            .WithName("organizations.system-groups.members.list")
            .WithSummary("List the members of a system group");
        one.MapPost(
                "/members",
                (ObjectId organizationId, ObjectId id, Body<SystemSelection> body, AddSystemsToGroup add, CancellationToken ct) =>
                    add.RunAsync(organizationId, body.Request with { GroupId = id }, ct).AsOkAsync()
            )
            .WithName("organizations.system-groups.members.add")
            .WithSummary("Add systems to a group");
        one.MapPost(
                "/members/remove",
                (ObjectId organizationId, ObjectId id, Body<SystemSelection> body, RemoveSystemsFromGroup remove, CancellationToken ct) =>
                    remove.RunAsync(organizationId, body.Request with { GroupId = id }, ct).AsOkAsync()
            )
            .WithName("organizations.system-groups.members.remove-many")
            .WithSummary("Take systems out of a group");
    }
}
