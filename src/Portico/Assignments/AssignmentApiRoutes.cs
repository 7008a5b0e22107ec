using Portico.Assignments.Access;
using Portico.Groups.Members;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Http.Api;
using Portico.Systems;

namespace Portico.Assignments;

/// <summary>The API's assignments of an organization, and who has access to what by them.</summary>
public static class AssignmentApiRoutes
{
    public static void MapAssignmentApi(this IEndpointRouteBuilder api)
    {
        var organization = api.MapGroup(OrganizationApiRoutes.One)
            .WithTag(
                "Assignments",
                "What users and user groups may use: applications, systems, system groups; and who has access to what, and why."
            );
        organization.MapAssignments();
        organization.MapAccess();
    }

    private static void MapAssignments(this IEndpointRouteBuilder organization)
    {
        organization
            .MapGet(
                "/assignments",
                (ObjectId organizationId, Query<ListAssignments.Request> query, ListAssignments list, CancellationToken ct) =>
                    list.RunAsync(organizationId, query.Request, ct).AsOkAsync()
            )
            .WithName("organizations.assignments.list")
            .WithSummary("List assignments: all, or those of one user, group, application or system");
        organization
            .MapPost(
                "/assignments",
                (ObjectId organizationId, Body<AddAssignment.Request> body, AddAssignment add, GetAssignment get, CancellationToken ct) =>
                    add.RunAsync(organizationId, body.Request, ct)
                        .ThenAsync(a => get.RunAsync(organizationId, new() { Id = a.Id }, ct))
                        .AsOkAsync()
            )
            .WithName("organizations.assignments.add")
            .WithSummary("Assign an application, a system or a system group to a user or a user group");
        organization
            .MapGet(
                "/assignments/{id:id}",
                (ObjectId organizationId, ObjectId id, GetAssignment get, CancellationToken ct) =>
                    get.RunAsync(organizationId, new() { Id = id }, ct).AsOkAsync()
            )
            .WithName("organizations.assignments.get")
            .WithSummary("Get an assignment");
        organization
            .MapPut(
                "/assignments/{id:id}/sudo",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Body<UpdateAssignment.Request> body,
                    UpdateAssignment update,
                    CancellationToken ct
                ) => update.RunAsync(organizationId, body.Request with { Id = id }, ct).AsDoneAsync()
            )
            .WithName("organizations.assignments.sudo.set")
            .WithSummary("Set the sudo that comes with the assignment of a system or system group");
        organization
            .MapDelete(
                "/assignments/{id:id}",
                (ObjectId organizationId, ObjectId id, RemoveAssignment remove, CancellationToken ct) =>
                    remove.RunAsync(organizationId, new() { Id = id }, ct).AsDoneAsync()
            )
            .WithName("organizations.assignments.remove")
            .WithSummary("Take what was assigned away again");
    }

    private static void MapAccess(this IEndpointRouteBuilder organization)
    {
        organization
            .MapGet(
                "/users/{id:id}/groups",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Query<ListGroupsOfUser.Request> query,
                    ListGroupsOfUser list,
                    CancellationToken ct
                ) => list.RunAsync(organizationId, query.Request with { UserId = id }, ct).AsOkAsync()
            )
            .WithName("organizations.users.groups.list")
            .WithSummary("List the groups of a user");
        organization
            .MapGet(
                "/users/{id:id}/access",
                (ObjectId organizationId, ObjectId id, Query<ListUserAccess.Request> query, ListUserAccess list, CancellationToken ct) =>
                    list.RunAsync(organizationId, query.Request with { UserId = id }, ct).AsOkAsync()
            )
            .WithName("organizations.users.access.list")
            .WithSummary("List what a user has access to, and why");
        organization
            .MapGet(
                "/applications/{id:id}/access",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Query<ListApplicationAccess.Request> query,
                    ListApplicationAccess list,
                    CancellationToken ct
                ) => list.RunAsync(organizationId, query.Request with { ApplicationId = id }, ct).AsOkAsync()
            )
            .WithName("organizations.applications.access.list")
            .WithSummary("List who has access to an application, and why");
        organization
            .MapGet(
                "/systems",
                (ObjectId organizationId, Query<ListSystems.Request> query, ListSystems list, CancellationToken ct) =>
                    list.RunAsync(organizationId, query.Request, ct).AsOkAsync()
            )
            .WithName("organizations.systems.list")
            .WithSummary("List the systems of an organization");
        organization
            .MapGet(
                "/systems/{id:id}/access",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Query<ListSystemAccess.Request> query,
                    ListSystemAccess list,
                    CancellationToken ct
                ) => list.RunAsync(organizationId, query.Request with { SystemId = id }, ct).AsOkAsync()
            )
            .WithName("organizations.systems.access.list")
            .WithSummary("List who has an account on a system, and why");
    }
}
