using Portico.Platform;
using Portico.Platform.Http;

namespace Portico.Applications;

/// <summary>What pages ask for besides pages.</summary>
public static class ApplicationRoutes
{
    public static void MapApplications(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/organizations/{organizationId}/applications/{applicationId}/logo/{hash}", GetLogoAsync).ExcludeFromDescription();

    /// <summary>The way to an application's logo; null without one.</summary>
    public static string? LogoUrl(ObjectId organization, ObjectId application, string? hash) =>
        hash is null ? null : $"{ApplicationsAddress.PathOf(organization, application)}/logo/{hash}";

    /// <summary>The address names the content, so what a browser keeps under it is right for ever; a shared cache must not keep it at all.</summary>
    internal static IResult Serve(HttpContext context, GetApplicationLogo.Result logo)
    {
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.Bytes(logo.Content, logo.ContentType);
    }

    private static async Task<IResult> GetLogoAsync(
        string organizationId,
        string applicationId,
        string hash,
        GetApplicationLogo logo,
        HttpContext context,
        CancellationToken ct
    )
    {
        // What is no id reads as one that was never given.
        var outcome = await logo.RunAsync(IdOf(organizationId), new() { Id = IdOf(applicationId), Hash = hash }, ct);
        return outcome.Succeeded ? Serve(context, outcome.Value) : TypedResults.StatusCode(outcome.Problem.StatusCode());
    }

    internal static ObjectId IdOf(string text) => ObjectId.TryParse(text, out var id) ? id : default;
}
