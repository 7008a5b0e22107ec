using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Http.Api;

namespace Portico.Audit;

/// <summary>The API's audit events: /v1/events, and those of one organization.</summary>
public static class EventApiRoutes
{
    public static void MapEventApi(this IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/events",
                (Query<EventRequest> query, ListProviderEvents list, CancellationToken ct) => list.RunAsync(query.Request, ct).AsOkAsync()
            )
            .WithTag("Events", "What happened, when, and who did it: one event for each change, never changed itself.")
            .WithName("events.list")
            .WithSummary("List the provider's audit events");
        api.MapGet(
                OrganizationApiRoutes.One + "/events",
                (ObjectId organizationId, Query<EventRequest> query, ListOrganizationEvents list, CancellationToken ct) =>
                    list.RunAsync(organizationId, query.Request, ct).AsOkAsync()
            )
            .WithTags("Events")
            .WithName("organizations.events.list")
            .WithSummary("List an organization's audit events");
    }
}
