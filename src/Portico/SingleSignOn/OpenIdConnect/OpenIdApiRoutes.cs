using Portico.Applications;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Http.Api;
using Portico.SingleSignOn.OpenIdConnect.Keys;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using Portico.SingleSignOn.OpenIdConnect.Testing;

namespace Portico.SingleSignOn.OpenIdConnect;

/// <summary>
/// The API's OpenID Connect settings of an application, /v1/organizations/{id}/applications/{id}/openid, and the keys of the
/// organization's issuer, /v1/organizations/{id}/openid/keys.
/// </summary>
public static class OpenIdApiRoutes
{
    public static void MapOpenIdApi(this IEndpointRouteBuilder api)
    {
        var openid = api.MapGroup(ApplicationApiRoutes.All + "/{id:id}/openid");
        openid
            .MapGet(
                "",
                (ObjectId organizationId, ObjectId id, GetOpenIdSettings get, CancellationToken ct) =>
                    get.RunAsync(organizationId, new() { Id = id }, ct).AsOkAsync(s => s.Version)
            )
            .WithName("organizations.applications.openid.get")
            .WithSummary("Get how users sign in to an application by OpenID Connect, and what the application must know");
        openid
            .MapPatch(
                "",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Patch<UpdateOpenIdSettings.Request> patch,
                    IfMatch match,
                    GetOpenIdSettings get,
                    UpdateOpenIdSettings update,
                    CancellationToken ct
                ) =>
                    get.RunAsync(organizationId, new() { Id = id }, ct)
                        .ThenAsync(now =>
                            update.RunAsync(
                                organizationId,
                                patch.On(UpdateOpenIdSettings.Request.Of(id, now)) with
                                {
                                    Version = match.Version ?? now.Version,
                                },
                                ct
                            )
                        )
                        .ThenAsync(_ => get.RunAsync(organizationId, new() { Id = id }, ct))
                        .AsOkAsync(s => s.Version)
            )
            .WithName("organizations.applications.openid.update")
            .WithSummary("Change how users sign in to an application by OpenID Connect");
        openid.MapGroup("/secrets").MapSecrets();
        openid.MapTesting();
        api.MapGroup(OrganizationApiRoutes.One + "/openid/keys").MapKeys();
    }

    private static void MapTesting(this IEndpointRouteBuilder openid)
    {
        openid
            .MapGet(
                "/sign-in-preview",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Query<GetOpenIdPreview.Request> query,
                    GetOpenIdPreview preview,
                    CancellationToken ct
                ) => preview.RunAsync(organizationId, query.Request with { Id = id }, ct).AsOkAsync()
            )
            .WithName("organizations.applications.openid.preview-sign-in")
            .WithSummary("Say what an application would be told of a user, and what stands in the way; nobody is signed in");
        openid
            .MapPost(
                "/verify-request",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Body<VerifyOpenIdRequest.Request> body,
                    VerifyOpenIdRequest verify,
                    CancellationToken ct
                ) => verify.RunAsync(organizationId, body.Request with { Id = id }, ct).AsOkAsync()
            )
            .WithName("organizations.applications.openid.verify-request")
            .WithSummary("Read a request of the application, and say whether it would be answered, and if not, why; nothing is given out");
    }

    private static void MapSecrets(this IEndpointRouteBuilder secrets)
    {
        secrets
            .MapGet(
                "",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Query<ListOpenIdSecrets.Request> query,
                    ListOpenIdSecrets list,
                    CancellationToken ct
                ) => list.RunAsync(organizationId, query.Request with { Id = id }, ct).AsOkAsync()
            )
            .WithName("organizations.applications.openid.secrets.list")
            .WithSummary("List the secrets with which an application proves who it is, without the secrets themselves");
        secrets
            .MapPost(
                "",
                (ObjectId organizationId, ObjectId id, Body<AddOpenIdSecret.Request> body, AddOpenIdSecret add, CancellationToken ct) =>
                    add.RunAsync(organizationId, body.Request with { Id = id }, ct)
                        .AsCreatedAsync(s => $"/v1/organizations/{organizationId}/applications/{id}/openid/secrets/{s.Id}", _ => 1)
            )
            .WithName("organizations.applications.openid.secrets.add")
            .WithSummary("Make a secret for an application; the answer shows it once");
        secrets
            .MapDelete(
                "/{secretId:id}",
                (ObjectId organizationId, ObjectId id, ObjectId secretId, RemoveOpenIdSecret remove, CancellationToken ct) =>
                    remove.RunAsync(organizationId, new() { Id = id, SecretId = secretId }, ct).AsDoneAsync()
            )
            .WithName("organizations.applications.openid.secrets.remove")
            .WithSummary("Take a secret of an application away");
    }

    private static void MapKeys(this IEndpointRouteBuilder keys)
    {
        keys.MapGet(
                "",
                (ObjectId organizationId, Query<ListOpenIdKeys.Request> query, ListOpenIdKeys list, CancellationToken ct) =>
                    list.RunAsync(organizationId, query.Request, ct).AsOkAsync()
            )
            .WithName("organizations.openid.keys.list")
            .WithSummary("List the keys with which an organization's tokens are signed");
        keys.MapPost(
                "",
                (ObjectId organizationId, Body<RotateOpenIdKeys.Request> body, RotateOpenIdKeys rotate, CancellationToken ct) =>
                    rotate.RunAsync(organizationId, body.Request, ct).AsDoneAsync()
            )
            .WithName("organizations.openid.keys.rotate")
            .WithSummary("Make new keys for an organization's tokens, to take the place of those in use");
    }
}
