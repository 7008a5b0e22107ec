using Portico.Platform;
using Portico.Platform.Http.Api;
using Portico.Platform.Operations;

namespace Portico.Organizations;

/// <summary>The API's organizations: /v1/organizations.</summary>
public static class OrganizationApiRoutes
{
    /// <summary>Where one organization and all that it has is found.</summary>
    public const string One = "/organizations/{organizationId:id}";

    public static void MapOrganizationApi(this IEndpointRouteBuilder api)
    {
        var all = api.MapGroup("/organizations")
            .WithTag(
                "Organizations",
                "The customers of the provider: what they are called, how many users and systems they have, and whether their people may sign in."
            );
        all.MapGet(
                "",
                (Query<ListManagedOrganizations.Request> query, ListManagedOrganizations list, CancellationToken ct) =>
                    list.RunAsync(query.Request, ct).AsOkAsync()
            )
            .WithName("organizations.list")
            .WithSummary("List the organizations");
        all.MapPost(
                "",
                (Body<AddManagedOrganization.Request> body, AddManagedOrganization add, GetManagedOrganization get, CancellationToken ct) =>
                    add.RunAsync(body.Request, ct)
                        .ThenAsync(o => get.RunAsync(o.Id, Nothing.Instance, ct))
                        .AsCreatedAsync(o => $"/v1/organizations/{o.Id}", o => o.Version)
            )
            .WithName("organizations.add")
            .WithSummary("Add an organization");

        var one = api.MapGroup(One).WithTags("Organizations");
        one.MapGet(
                "",
                (ObjectId organizationId, GetManagedOrganization get, CancellationToken ct) =>
                    get.RunAsync(organizationId, Nothing.Instance, ct).AsOkAsync(o => o.Version)
            )
            .WithName("organizations.get")
            .WithSummary("Get an organization with all its details");
        one.MapDelete(
                "",
                (
                    ObjectId organizationId,
                    Query<DeleteManagedOrganization.Request> query,
                    DeleteManagedOrganization delete,
                    CancellationToken ct
                ) => delete.RunAsync(query.Request with { OrganizationId = organizationId }, ct).AsDoneAsync()
            )
            .WithName("organizations.delete")
            .WithSummary("Begin the deletion of an organization; it can be restored for 30 days");
        one.MapPost(
                "/suspend",
                (ObjectId organizationId, SuspendManagedOrganization suspend, CancellationToken ct) =>
                    suspend.RunAsync(new() { OrganizationId = organizationId }, ct).AsDoneAsync()
            )
            .WithName("organizations.suspend")
            .WithSummary("Suspend an organization");
        one.MapPost(
                "/restore",
                (ObjectId organizationId, RestoreManagedOrganization restore, CancellationToken ct) =>
                    restore.RunAsync(new() { OrganizationId = organizationId }, ct).AsDoneAsync()
            )
            .WithName("organizations.restore")
            .WithSummary("Restore an organization that is suspended or about to be deleted");
    }
}
