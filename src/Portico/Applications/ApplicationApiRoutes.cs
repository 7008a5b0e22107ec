using Microsoft.AspNetCore.Mvc;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Http.Api;

namespace Portico.Applications;

/// <summary>The API's applications of an organization: /v1/organizations/{id}/applications.</summary>
public static class ApplicationApiRoutes
{
    /// <summary>Where the applications of an organization are found.</summary>
    public const string All = OrganizationApiRoutes.One + "/applications";

    public static void MapApplicationApi(this IEndpointRouteBuilder api)
    {
        var all = api.MapGroup(All)
            .WithTag("Applications", "What users sign in to with the account that they have here, once it is assigned to them.");
        all.MapGet(
                "",
                (ObjectId organizationId, Query<ListApplications.Request> query, ListApplications list, CancellationToken ct) =>
                    list.RunAsync(organizationId, query.Request, ct).AsOkAsync()
            )
            .WithName("organizations.applications.list")
            .WithSummary("List the applications of an organization");
        all.MapPost(
                "",
                (
                    ObjectId organizationId,
                    Body<AddApplication.Request> body,
                    AddApplication add,
                    GetApplication get,
                    CancellationToken ct
                ) =>
                    add.RunAsync(organizationId, body.Request, ct)
                        .ThenAsync(a => get.RunAsync(organizationId, new() { Id = a.Id }, ct))
                        .AsCreatedAsync(a => $"/v1/organizations/{organizationId}/applications/{a.Id}", a => a.Version)
            )
            .WithName("organizations.applications.add")
            .WithSummary("Add an application");
        all.MapGroup("/{id:id}").MapOne();
        all.MapGroup("/{id:id}/logo").MapLogo();
    }

    private static void MapLogo(this RouteGroupBuilder logo)
    {
        logo.MapGet(
                "",
                (ObjectId organizationId, ObjectId id, GetApplicationLogo get, CancellationToken ct) =>
                    get.RunAsync(organizationId, new() { Id = id }, ct).AsFileAsync(l => (l.Content, l.ContentType))
            )
            .WithName("organizations.applications.logo.get")
            .WithSummary("Get an application's logo");
        logo.MapPut(
                "",
                (ObjectId organizationId, ObjectId id, UploadedPicture picture, SetApplicationLogo set, CancellationToken ct) =>
                    set.RunAsync(organizationId, new() { Id = id, Logo = picture.File }, ct).AsOkAsync()
            )
            .WithMetadata(new RequestSizeLimitAttribute(UploadedPicture.MaxBody))
            .WithName("organizations.applications.logo.set")
            .WithSummary("Set an application's logo: a PNG, JPEG or WebP picture of at most 1 MiB");
        logo.MapDelete(
                "",
                (ObjectId organizationId, ObjectId id, RemoveApplicationLogo remove, CancellationToken ct) =>
                    remove.RunAsync(organizationId, new() { Id = id }, ct).AsDoneAsync()
            )
            .WithName("organizations.applications.logo.remove")
            .WithSummary("Remove an application's logo");
    }

    private static void MapOne(this IEndpointRouteBuilder one)
    {
        one.MapGet(
                "",
                (ObjectId organizationId, ObjectId id, GetApplication get, CancellationToken ct) =>
                    get.RunAsync(organizationId, new() { Id = id }, ct).AsOkAsync(a => a.Version)
            )
            .WithName("organizations.applications.get")
            .WithSummary("Get an application");
        one.MapPatch(
                "",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Patch<UpdateApplication.Request> patch,
                    IfMatch match,
                    GetApplication get,
                    UpdateApplication update,
                    CancellationToken ct
                ) =>
                    get.RunAsync(organizationId, new() { Id = id }, ct)
                        .ThenAsync(now =>
                            update.RunAsync(
                                organizationId,
                                patch.On(UpdateApplication.Request.Of(now)) with
                                {
                                    Version = match.Version ?? now.Version,
                                },
                                ct
                            )
                        )
                        .ThenAsync(_ => get.RunAsync(organizationId, new() { Id = id }, ct))
                        .AsOkAsync(a => a.Version)
            )
            .WithName("organizations.applications.update")
            .WithSummary("Change an application");
        one.MapPost(
                "/suspend",
                (ObjectId organizationId, ObjectId id, SuspendApplication suspend, CancellationToken ct) =>
                    suspend.RunAsync(organizationId, new() { Id = id }, ct).AsDoneAsync()
            )
            .WithName("organizations.applications.suspend")
            .WithSummary("Let nobody sign in to an application");
        one.MapPost(
                "/restore",
                (ObjectId organizationId, ObjectId id, RestoreApplication restore, CancellationToken ct) =>
                    restore.RunAsync(organizationId, new() { Id = id }, ct).AsDoneAsync()
            )
            .WithName("organizations.applications.restore")
            .WithSummary("Let users sign in to a suspended application again");
        one.MapDelete(
                "",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Query<RemoveApplication.Request> query,
                    RemoveApplication remove,
                    CancellationToken ct
                ) => remove.RunAsync(organizationId, query.Request with { Id = id }, ct).AsDoneAsync()
            )
            .WithName("organizations.applications.remove")
            .WithSummary("Delete an application with its settings, keys and assignments; its name is given to confirm");
    }
}
