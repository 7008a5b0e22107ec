using Portico.Administrators.ProviderSide;
using Portico.ApiKeys.Own;
using Portico.ApiKeys.ProviderSide;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Http.Api;
using Portico.Platform.Operations;

namespace Portico.ApiKeys;

/// <summary>The API's keys: those of the provider under /v1/api-keys, one's own under /v1/me/api-keys.</summary>
public static class ApiKeyApiRoutes
{
    public static void MapApiKeyApi(this IEndpointRouteBuilder api)
    {
        api.MapGroup("/api-keys")
            .WithTag(
                "API keys",
                "What programs use this API with: keys of the provider with a role of their own, and keys with an administrator's rights. A key is shown once, when it is made."
            )
            .MapProviders();
        api.MapGroup("/me/api-keys").WithTags("API keys").MapOwn();
        api.MapPost(
                "/me/api-key/rotate",
                (Caller caller, RotateOwnApiKey own, RotateProviderApiKeyInUse providers, CancellationToken ct) =>
                    caller.Actor is Actor.ProviderKey
                        ? providers
                            .RunAsync(Nothing.Instance, ct)
                            .SelectAsync<ProviderApiKeyRow, ApiKeyRow>(k => k)
                            .AsCreatedAsync(k => $"/v1/api-keys/{k.Id}", k => k.Version)
                        : own.RunAsync(Nothing.Instance, ct)
                            .SelectAsync<OwnApiKeyRow, ApiKeyRow>(k => k)
                            .AsCreatedAsync(k => $"/v1/me/api-keys/{k.Id}", k => k.Version)
            )
            .WithTags("API keys")
            .WithName("me.api-key.rotate")
            .WithSummary("Make the successor of the key in use; both work until the former is revoked");
        api.MapDelete(
                "/me/api-key",
                (Caller caller, RevokeOwnApiKey own, RevokeProviderApiKeyInUse providers, CancellationToken ct) =>
                    caller.Actor is Actor.Administrator { Key.Id: var key }
                        ? own.RunAsync(new() { Id = key }, ct).AsDoneAsync()
                        : providers.RunAsync(Nothing.Instance, ct).AsDoneAsync()
            )
            .WithTags("API keys")
            .WithName("me.api-key.revoke")
            .WithSummary("Revoke the key in use at once");
    }

    private static void MapProviders(this RouteGroupBuilder keys)
    {
        keys.MapGet(
                "",
                (Query<ApiKeyListRequest> query, ListProviderApiKeys list, CancellationToken ct) =>
                    list.RunAsync(query.Request, ct).AsOkAsync()
            )
            .WithName("api-keys.list")
            .WithSummary("List the provider's API keys");
        keys.MapPost(
                "",
                (Body<AddProviderApiKey.Request> body, AddProviderApiKey add, CancellationToken ct) =>
                    add.RunAsync(body.Request, ct).AsCreatedAsync(k => $"/v1/api-keys/{k.Id}", k => k.Version)
            )
            .WithName("api-keys.add")
            .WithSummary("Make an API key of the provider; it is shown in this answer only");
        var one = keys.MapGroup("/{id:id}");
        one.MapGet(
                "",
                (ObjectId id, GetProviderApiKey get, CancellationToken ct) => get.RunAsync(new() { Id = id }, ct).AsOkAsync(k => k.Version)
            )
            .WithName("api-keys.get")
            .WithSummary("Get an API key of the provider");
        one.MapPatch(
                "",
                (
                    ObjectId id,
                    Patch<UpdateProviderApiKey.Request> patch,
                    IfMatch match,
                    GetProviderApiKey get,
                    UpdateProviderApiKey update,
                    CancellationToken ct
                ) =>
                    get.RunAsync(new() { Id = id }, ct)
                        .ThenAsync(now =>
                            update.RunAsync(
                                patch.On(UpdateProviderApiKey.Request.Of(now)) with
                                {
                                    Version = match.Version ?? now.Version,
                                },
                                ct
                            )
                        )
                        .ThenAsync(_ => get.RunAsync(new() { Id = id }, ct))
                        .AsOkAsync(k => k.Version)
            )
            .WithName("api-keys.update")
            .WithSummary("Change the name, networks, role or organizations of an API key of the provider");
        one.MapDelete(
                "",
                (ObjectId id, IfMatch match, RevokeProviderApiKey revoke, CancellationToken ct) =>
                    revoke.RunAsync(new() { Id = id, Version = match.Version }, ct).AsDoneAsync()
            )
            .WithName("api-keys.revoke")
            .WithSummary("Revoke an API key of the provider at once");
        one.MapGet(
                "/organizations",
                (
                    ObjectId id,
                    Query<ListChosenOrganizations.Request> query,
                    GetProviderApiKey get,
                    ListChosenOrganizations list,
                    CancellationToken ct
                ) =>
                    get.RunAsync(new() { Id = id }, ct)
                        .ThenAsync(k => list.RunAsync(query.Request with { Id = k.MembershipId }, ct))
                        .AsOkAsync()
            )
            .WithName("api-keys.organizations.list")
            .WithSummary("List the chosen organizations of an API key of the provider");
        one.MapPost(
                "/rotate",
                (ObjectId id, RotateProviderApiKey rotate, CancellationToken ct) =>
                    rotate.RunAsync(new() { Id = id }, ct).AsCreatedAsync(k => $"/v1/api-keys/{k.Id}", k => k.Version)
            )
            .WithName("api-keys.rotate")
            .WithSummary("Make the successor of an API key of the provider; both work until the former is revoked");
    }

    private static void MapOwn(this RouteGroupBuilder keys)
    {
        keys.MapGet(
                "",
                (Query<ApiKeyListRequest> query, ListOwnApiKeys list, CancellationToken ct) => list.RunAsync(query.Request, ct).AsOkAsync()
            )
            .WithName("me.api-keys.list")
            .WithSummary("List the API keys of the administrator whose key this is");
        keys.MapPost(
                "",
                (Body<AddOwnApiKey.Request> body, AddOwnApiKey add, CancellationToken ct) =>
                    add.RunAsync(body.Request, ct).AsCreatedAsync(k => $"/v1/me/api-keys/{k.Id}", k => k.Version)
            )
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithName("me.api-keys.add")
            .WithSummary("Make an API key with the administrator's password; it is shown in this answer only");
        var one = keys.MapGroup("/{id:id}");
        one.MapGet(
                "",
                (ObjectId id, GetOwnApiKey get, CancellationToken ct) => get.RunAsync(new() { Id = id }, ct).AsOkAsync(k => k.Version)
            )
            .WithName("me.api-keys.get")
            .WithSummary("Get an API key of the administrator");
        one.MapPatch(
                "",
                (
                    ObjectId id,
                    Patch<UpdateOwnApiKey.Request> patch,
                    IfMatch match,
                    GetOwnApiKey get,
                    UpdateOwnApiKey update,
                    CancellationToken ct
                ) =>
                    get.RunAsync(new() { Id = id }, ct)
                        .ThenAsync(now =>
                            update.RunAsync(patch.On(UpdateOwnApiKey.Request.Of(now)) with { Version = match.Version ?? now.Version }, ct)
                        )
                        .ThenAsync(_ => get.RunAsync(new() { Id = id }, ct))
                        .AsOkAsync(k => k.Version)
            )
            .WithName("me.api-keys.update")
            .WithSummary("Change the name or networks of an API key of the administrator");
        one.MapDelete(
                "",
                (ObjectId id, IfMatch match, RevokeOwnApiKey revoke, CancellationToken ct) =>
                    revoke.RunAsync(new() { Id = id, Version = match.Version }, ct).AsDoneAsync()
            )
            .WithName("me.api-keys.revoke")
            .WithSummary("Revoke an API key of the administrator at once");
    }
}
