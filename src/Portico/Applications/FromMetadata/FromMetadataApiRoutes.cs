using Portico.Platform;
using Portico.Platform.Http.Api;

namespace Portico.Applications.FromMetadata;

/// <summary>The API's adding of an application from metadata: /v1/organizations/{id}/applications/from-metadata.</summary>
public static class FromMetadataApiRoutes
{
    public static void MapFromMetadataApi(this IEndpointRouteBuilder api) =>
        api.MapPost(
                ApplicationApiRoutes.All + "/from-metadata",
                (
                    ObjectId organizationId,
                    Body<AddApplicationFromMetadata.Request> body,
                    AddApplicationFromMetadata add,
                    GetApplication get,
                    CancellationToken ct
                ) =>
                    add.RunAsync(organizationId, body.Request, ct)
                        .ThenAsync(a => get.RunAsync(organizationId, new() { Id = a.Id }, ct))
                        .AsCreatedAsync(a => $"/v1/organizations/{organizationId}/applications/{a.Id}", a => a.Version)
            )
            .WithTags("Applications")
            .WithName("organizations.applications.add-from-metadata")
            .WithSummary("Add an application that is set up from its service provider's metadata");
}
