using Portico.Groups.Members;
using Portico.Groups.Rules;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Http.Api;
using Portico.Users.Actions;

namespace Portico.Groups;

/// <summary>The API's user groups of an organization: /v1/organizations/{id}/user-groups.</summary>
public static class UserGroupApiRoutes
{
    public static void MapUserGroupApi(this IEndpointRouteBuilder api)
    {
        var all = api.MapGroup(OrganizationApiRoutes.One + "/user-groups")
            .WithTag("User groups", "Users grouped by hand, or by a rule about their attributes that is kept up to date.");
        all.MapGet(
                "",
                (ObjectId organizationId, Query<ListGroups.Request> query, ListGroups list, CancellationToken ct) =>
                    list.RunAsync(organizationId, query.Request with { Kind = GroupKind.Users }, ct).AsOkAsync()
            )
            .WithName("organizations.user-groups.list")
            .WithSummary("List the user groups of an organization");
        all.MapPost(
                "",
                (ObjectId organizationId, Body<AddUserGroup.Request> body, AddUserGroup add, GetGroup get, CancellationToken ct) =>
                    add.RunAsync(organizationId, body.Request, ct)
                        .ThenAsync(g => get.RunAsync(organizationId, UserGroup(g.Id), ct))
                        .AsCreatedAsync(g => $"/v1/organizations/{organizationId}/user-groups/{g.Id}", g => g.Version)
            )
            .WithName("organizations.user-groups.add")
            .WithSummary("Add a user group");

        var one = all.MapGroup("/{id:id}");
        one.MapGet(
                "",
                (ObjectId organizationId, ObjectId id, GetGroup get, CancellationToken ct) =>
                    get.RunAsync(organizationId, UserGroup(id), ct).AsOkAsync(g => g.Version)
            )
            .WithName("organizations.user-groups.get")
            .WithSummary("Get a user group");
        one.MapPatch(
                "",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Patch<UpdateUserGroup.Request> patch,
                    IfMatch match,
                    GetGroup get,
                    UpdateUserGroup update,
                    CancellationToken ct
                ) =>
                    get.RunAsync(organizationId, UserGroup(id), ct)
                        .ThenAsync(now =>
                            update.RunAsync(
                                organizationId,
                                patch.On(UpdateUserGroup.Request.Of(now)) with
                                {
                                    Version = match.Version ?? now.Version,
                                },
                                ct
                            )
                        )
                        .ThenAsync(_ => get.RunAsync(organizationId, UserGroup(id), ct))
                        .AsOkAsync(g => g.Version)
            )
            .WithName("organizations.user-groups.update")
            .WithSummary("Change a user group");
        one.MapDelete(
                "",
                (ObjectId organizationId, ObjectId id, Query<RemoveGroup.Request> query, RemoveGroup remove, CancellationToken ct) =>
                    remove.RunAsync(organizationId, query.Request with { Id = id, Kind = GroupKind.Users }, ct).AsDoneAsync()
            )
            .WithName("organizations.user-groups.remove")
            .WithSummary("Delete a user group with its memberships and assignments; its name is given to confirm");
        one.MapUserGroupMembers();
        one.MapGroupRule();
    }

    private static GroupReference UserGroup(ObjectId id) => new() { Id = id, Kind = GroupKind.Users };

    private static void MapUserGroupMembers(this IEndpointRouteBuilder one)
    {
        one.MapGet(
                "/members",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Query<ListUserGroupMembers.Request> query,
                    ListUserGroupMembers list,
                    CancellationToken ct
                ) => list.RunAsync(organizationId, query.Request with { GroupId = id }, ct).AsOkAsync()
            )
            .WithName("organizations.user-groups.members.list")
            .WithSummary("List the members of a user group");
        one.MapPost(
                "/members",
                (ObjectId organizationId, ObjectId id, Body<GroupUserSelection> body, AddUsersToGroup add, CancellationToken ct) =>
                    add.RunAsync(organizationId, body.Request with { GroupId = id }, ct).AsOkAsync()
            )
            .WithName("organizations.user-groups.members.add")
            .WithSummary("Add users to a group");
        one.MapPost(
                "/members/remove",
                (ObjectId organizationId, ObjectId id, Body<GroupUserSelection> body, RemoveUsersFromGroup remove, CancellationToken ct) =>
                    remove.RunAsync(organizationId, body.Request with { GroupId = id }, ct).AsOkAsync()
            )
            .WithName("organizations.user-groups.members.remove-many")
            .WithSummary("Take users out of a group");
        one.MapDelete(
                "/members/{userId:id}",
                (ObjectId organizationId, ObjectId id, ObjectId userId, RemoveUsersFromGroup remove, CancellationToken ct) =>
                    remove.RunAsync(organizationId, new() { GroupId = id, Ids = [userId] }, ct).OfOneAsync().AsDoneAsync()
            )
            .WithName("organizations.user-groups.members.remove")
            .WithSummary("Take a user out of a group");
        one.MapGet(
                "/exceptions",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Query<ListExceptedUsers.Request> query,
                    ListExceptedUsers list,
                    CancellationToken ct
                ) => list.RunAsync(organizationId, query.Request with { GroupId = id }, ct).AsOkAsync()
            )
            .WithName("organizations.user-groups.exceptions.list")
            .WithSummary("List the exceptions from a group's rule");
        one.MapPut(
                "/exceptions/{userId:id}",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    ObjectId userId,
                    Body<SetExceptedUser.Request> body,
                    SetExceptedUser set,
                    CancellationToken ct
                ) => set.RunAsync(organizationId, body.Request with { GroupId = id, UserId = userId }, ct).AsDoneAsync()
            )
            .WithName("organizations.user-groups.exceptions.set")
            .WithSummary("Make a user a member, or keep the user out, whatever the rule says");
        one.MapDelete(
                "/exceptions/{userId:id}",
                (ObjectId organizationId, ObjectId id, ObjectId userId, RemoveExceptedUser remove, CancellationToken ct) =>
                    remove.RunAsync(organizationId, new() { GroupId = id, UserId = userId }, ct).AsDoneAsync()
            )
            .WithName("organizations.user-groups.exceptions.remove")
            .WithSummary("Let the rule decide about a user again");
    }

    private static void MapGroupRule(this IEndpointRouteBuilder one)
    {
        one.MapGet(
                "/rule",
                (ObjectId organizationId, ObjectId id, GetGroupRule get, CancellationToken ct) =>
                    get.RunAsync(organizationId, UserGroup(id), ct).AsOkAsync(r => r.Version)
            )
            .WithName("organizations.user-groups.rule.get")
            .WithSummary("Get the rule that finds a group's members");
        one.MapPut(
                "/rule",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Body<SetGroupRule.Request> body,
                    IfMatch match,
                    SetGroupRule set,
                    CancellationToken ct
                ) => set.RunAsync(organizationId, body.Request with { GroupId = id, Version = match.Version }, ct).AsOkAsync()
            )
            .WithName("organizations.user-groups.rule.set")
            .WithSummary("Have a rule find a group's members");
        one.MapPost(
                "/rule/preview",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Body<GetGroupRulePreview.Request> body,
                    GetGroupRulePreview preview,
                    CancellationToken ct
                ) => preview.RunAsync(organizationId, body.Request with { GroupId = id }, ct).AsOkAsync()
            )
            .WithName("organizations.user-groups.rule.preview")
            .WithSummary("See what a rule would make of a group, without changing anything");
        one.MapDelete(
                "/rule",
                (ObjectId organizationId, ObjectId id, IfMatch match, RemoveGroupRule remove, CancellationToken ct) =>
                    remove.RunAsync(organizationId, new() { GroupId = id, Version = match.Version }, ct).AsDoneAsync()
            )
            .WithName("organizations.user-groups.rule.remove")
            .WithSummary("Take a group's rule away; its members stay");
    }
}
