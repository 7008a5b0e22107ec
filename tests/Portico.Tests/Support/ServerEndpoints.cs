using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Portico.Platform;

namespace Portico.Tests.Support;

/// <summary>The routes and pages that a running server has, as it says itself.</summary>
internal static class ServerEndpoints
{
    public static IEnumerable<RouteEndpoint> Of(TestServer server) =>
        server
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null && !IsTheFrameworks(PathOf(e)));

    public static bool IsApi(RouteEndpoint endpoint) => PathOf(endpoint).StartsWith("/v1/", StringComparison.Ordinal);

    public static bool IsInOrganization(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.Parameters.Any(p => string.Equals(p.Name, "organizationId", StringComparison.OrdinalIgnoreCase));

    public static string PathOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    public static string[] MethodsOf(RouteEndpoint endpoint) =>
        [.. endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]];

    /// <summary>The address with the organization's id, and another id wherever else one is asked for.</summary>
    public static string AddressOf(RouteEndpoint endpoint, ObjectId organization, ObjectId other) =>
        "/"
        + string.Join(
            '/',
            endpoint.RoutePattern.PathSegments.Select(segment =>
                segment.Parts[0] switch
                {
                    RoutePatternLiteralPart literal => literal.Content,
                    RoutePatternParameterPart { Name: var name }
                        when string.Equals(name, "organizationId", StringComparison.OrdinalIgnoreCase)
                            || string.Equals(name, "portal", StringComparison.OrdinalIgnoreCase) => organization.ToString(),
                    _ => other.ToString(),
                }
            )
        );

    /// <summary>The script of enhanced navigation, what finds assets before they are published, and the pages of pieces, which are hidden.</summary>
    private static bool IsTheFrameworks(string path) =>
        path is "/{**path:file}"
        || path.StartsWith("/_framework/", StringComparison.Ordinal)
        || path.StartsWith("/development/", StringComparison.Ordinal);
}
