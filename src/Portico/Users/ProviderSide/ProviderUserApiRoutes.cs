using Portico.Platform.Http.Api;

namespace Portico.Users.ProviderSide;

/// <summary>The API's users over all organizations: /v1/users.</summary>
public static class ProviderUserApiRoutes
{
    public static void MapProviderUserApi(this IEndpointRouteBuilder api)
    {
        var all = api.MapGroup("/users").WithTags("Users");
        all.MapGet(
                "",
                (Query<SearchUsers.Request> query, SearchUsers search, CancellationToken ct) =>
                    search.RunAsync(query.Request, ct).AsOkAsync()
            )
            .WithName("users.search")
            .WithSummary("Find people over all organizations");
        all.MapGet(
                "/needs",
                (Query<GetUsersInNeed.Request> query, GetUsersInNeed count, CancellationToken ct) =>
                    count.RunAsync(query.Request, ct).AsOkAsync()
            )
            .WithName("users.needs")
            .WithSummary("Count the users over all organizations who wait for something");
    }
}
