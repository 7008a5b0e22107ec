using Portico.Platform;
using Portico.Platform.Http;
using Portico.Saml;
using Portico.Saml.Bindings;
using Portico.SingleSignOn.Saml.SigningIn;

namespace Portico.SingleSignOn.Saml.Http;

/// <summary>Where service providers find the identity provider of their application: below <c>/o/{portal}/saml/{application}</c>.</summary>
public static class SamlRoutes
{
    /// <summary>Of the sealed demand in the address to which a user comes back.</summary>
    public const string Demand = "request";

    /// <summary>Of the token of a logout under way.</summary>
    public const string Logout = "logout";

    public static void MapSaml(this IEndpointRouteBuilder routes)
    {
        var one = routes.MapGroup("/o/{Portal}/saml/{ApplicationId}").AllowAnonymous().ExcludeFromDescription();
        one.MapGet(
            "/metadata",
            (string portal, string applicationId, GetSamlMetadata get, HttpContext context, CancellationToken ct) =>
                MetadataAsync(portal, applicationId, get, context, ct)
        );
        one.MapGet(
            "/sso",
            (string portal, string applicationId, SamlSignIn signIn, HttpContext context, CancellationToken ct) =>
                signIn.RequestedAsync(portal, applicationId, Redirected(context), ct)
        );
        one.MapPost(
            "/sso",
            (string portal, string applicationId, SamlSignIn signIn, HttpContext context, CancellationToken ct) =>
                PostedAsync(context, message => signIn.RequestedAsync(portal, applicationId, message, ct))
        );
        one.MapGet(
            "/start",
            (string portal, string applicationId, SamlSignIn signIn, CancellationToken ct) => signIn.StartedAsync(portal, applicationId, ct)
        );
        one.MapGet(
            "/continue",
            (string portal, string applicationId, string? request, SamlSignIn signIn, CancellationToken ct) =>
                signIn.ContinuedAsync(portal, applicationId, request, ct)
        );
        one.MapGet(
            "/slo",
            (string portal, string applicationId, SamlSignOut signOut, HttpContext context, CancellationToken ct) =>
                signOut.ReceivedAsync(portal, applicationId, Redirected(context), ct)
        );
        one.MapPost(
            "/slo",
            (string portal, string applicationId, SamlSignOut signOut, HttpContext context, CancellationToken ct) =>
                PostedAsync(context, message => signOut.ReceivedAsync(portal, applicationId, message, ct))
        );
        routes
            .MapGet(
                "/o/{Portal}/saml/sign-out",
                (string portal, string? logout, SamlSignOut signOut, CancellationToken ct) => signOut.NextAsync(portal, logout, ct)
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
    }

    /// <summary>Where a tile leads.</summary>
    public static string StartOf(string portal, ObjectId application) => $"{portal}/saml/{application}/start";

    private static SamlResult<IncomingMessage> Redirected(HttpContext context) =>
        RedirectBinding.Decode(context.Request.QueryString.Value ?? "", SamlBounds.Message);

    private static async Task<IResult> PostedAsync(HttpContext context, Func<SamlResult<IncomingMessage>, Task<IResult>> answer)
    {
        if (!context.Request.HasFormContentType)
        {
            return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (request, response, relayState) = (form["SAMLRequest"], form["SAMLResponse"], form["RelayState"]);
        return await answer(
            request.Count > 1 || response.Count > 1 || relayState.Count > 1
                ? SamlBounds.Twice
                : PostBinding.Decode(
                    request.Count is 0 ? null : request.ToString(),
                    response.Count is 0 ? null : response.ToString(),
                    relayState.Count is 0 ? null : relayState.ToString(),
                    SamlBounds.Message
                )
        );
    }

    private static async Task<IResult> MetadataAsync(
        string portal,
        string applicationId,
        GetSamlMetadata get,
        HttpContext context,
        CancellationToken ct
    )
    {
        var outcome = await get.RunAsync(new(portal, SamlBounds.IdOf(applicationId)), ct);
        if (!outcome.Succeeded)
        {
            return TypedResults.StatusCode(outcome.Problem.StatusCode());
        }

        // A certificate that is to be replaced stands in it long enough before.
        context.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Bytes(outcome.Value.Document.ToArray(), "application/samlmetadata+xml", outcome.Value.Name);
    }
}

/// <summary>How much of foreign messages is looked at.</summary>
internal static class SamlBounds
{
    /// <summary>SAML bindings §3.4.3 allows 80 bytes of RelayState; service providers put addresses into it.</summary>
    public static readonly SamlLimits Message = SamlLimits.Message with { RelayStateBytes = 512 };

    public static readonly SamlRefusal Twice = new("saml-binding-twice", "A parameter is given twice.");

    /// <summary>What is no id reads as one that was never given.</summary>
    public static ObjectId IdOf(string text) => ObjectId.TryParse(text, provider: null, out var id) ? id : default;
}
