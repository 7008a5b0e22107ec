using Portico.Platform;

namespace Portico.SingleSignOn.OpenIdConnect.Http;

/// <summary>Where applications find the OpenID Connect provider of an organization: below <c>/o/{organization id}/oidc</c>.</summary>
public static class OpenIdRoutes
{
    /// <summary>What programs ask, and nothing is written down for.</summary>
    private static readonly string[] Questions = [OpenIdAddresses.Discovery, OpenIdAddresses.Keys, OpenIdAddresses.UserInfo];

    /// <summary>What programs ask, and something may be written down for.</summary>
    private static readonly string[] Requests =
    [
        OpenIdAddresses.Token,
        OpenIdAddresses.Introspect,
        OpenIdAddresses.Revoke,
        OpenIdAddresses.Push,
        OpenIdAddresses.Device,
    ];

    /// <summary>What browsers are sent to.</summary>
    private static readonly string[] Pages = [OpenIdAddresses.Authorize, OpenIdAddresses.Verify, OpenIdAddresses.Logout];

    /// <summary>What a program in a browser may ask from any site: no cookie counts there.</summary>
    private static readonly string[] Shared = [.. Questions, OpenIdAddresses.Token, OpenIdAddresses.Revoke];

    private static readonly string[] GetAndPost = [HttpMethods.Get, HttpMethods.Post];

    public static void MapOpenIdConnect(this IEndpointRouteBuilder routes)
    {
        var issuer = routes
            .MapGroup($"/o/{{organizationId:id}}/{OpenIdAddresses.Segment}")
            .AllowAnonymous()
            .ExcludeFromDescription()
            .DisableAntiforgery();
        foreach (var path in Questions.Concat(Requests))
        {
            var (changes, isShared) = (Requests.Contains(path), Shared.Contains(path));
            issuer.MapMethods(
                path,
                isShared ? [.. GetAndPost, HttpMethods.Options] : GetAndPost,
                (ObjectId organizationId, OpenIdEndpoint endpoint, HttpContext context, CancellationToken ct) =>
                {
                    if (isShared && Share(context))
                    {
                        return Task.CompletedTask;
                    }

                    return endpoint.AskedAsync(context, organizationId, changes, ct);
                }
            );
        }

        foreach (var path in Pages)
        {
            issuer.MapMethods(
                path,
                GetAndPost,
                (ObjectId organizationId, OpenIdEndpoint endpoint, HttpContext context, CancellationToken ct) =>
                    endpoint.CarriedAsync(context, organizationId, ct)
            );
        }
    }

    /// <summary>Whether that was all: the browser only asked whether it may ask.</summary>
    private static bool Share(HttpContext context)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        if (!HttpMethods.IsOptions(context.Request.Method))
        {
            return false;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        context.Response.Headers.AccessControlAllowMethods = "GET, POST";
        context.Response.Headers.AccessControlAllowHeaders = "authorization, content-type";
        context.Response.Headers.AccessControlMaxAge = "86400";
        return true;
    }
}
