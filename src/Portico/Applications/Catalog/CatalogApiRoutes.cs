using Portico.Platform;
using Portico.Platform.Http.Api;

namespace Portico.Applications.Catalog;

/// <summary>The API's catalogue of services: /v1/catalog, and adding an application from it.</summary>
public static class CatalogApiRoutes
{
    public static void MapCatalogApi(this IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/catalog",
                (Query<ListCatalogServices.Request> query, ListCatalogServices list, CancellationToken ct) =>
                    list.RunAsync(query.Request, ct).AsOkAsync()
            )
            .WithTags("Applications")
            .WithName("catalog.list")
            .WithSummary("List the well-known services that applications can be added from, with their settings");
        api.MapPost(
                ApplicationApiRoutes.All + "/from-catalog",
                (
                    ObjectId organizationId,
                    Body<AddApplicationFromCatalog.Request> body,
                    AddApplicationFromCatalog add,
                    GetApplication get,
                    CancellationToken ct
                ) =>
                    add.RunAsync(organizationId, body.Request, ct)
                        .ThenAsync(a => get.RunAsync(organizationId, new() { Id = a.Id }, ct))
                        .AsCreatedAsync(a => $"/v1/organizations/{organizationId}/applications/{a.Id}", a => a.Version)
            )
            .WithTags("Applications")
            .WithName("organizations.applications.add-from-catalog")
            .WithSummary("Add an application for a service of the catalogue, with its sign-in set up");
    }
}
