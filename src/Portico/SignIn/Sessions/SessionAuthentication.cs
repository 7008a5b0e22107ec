using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;
using Portico.Platform.Access;
using Portico.Platform.Ui;

namespace Portico.SignIn.Sessions;

/// <summary>
/// Says of each request who sends it, by the session's cookie. What is not marked as open to anyone needs someone who has signed in;
/// a person who has not is led to the sign-in page and afterwards back.
/// </summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    Caller caller,
    SessionCookie cookie,
    FindSession find,
    RecordVisit visit
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Session";
    public const string SignInPath = "/sign-in";

    /// <summary>Where a request came from, for the events it leads to.</summary>
    internal static void Locate(HttpContext context, Caller caller)
    {
        // A socket for both families shows an IPv4 address as an IPv6 one (RFC 4291 §2.5.5.2); people know it as it is.
        var address = context.Connection.RemoteIpAddress;
        address = address?.IsIPv4MappedToIPv6 == true ? address.MapToIPv4() : address;
        caller.Is(caller.Actor, address?.ToString(), context.Request.Headers.UserAgent.ToString());
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        Locate(Context, caller);
        caller.Uses(cookie.KnownBrowserOf(Context));
        // Style sheets and scripts are everybody's; asking the store whose they are would double what a page costs.
        var isAsset = Context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;
        if (isAsset || SessionCookie.TokenOf(Context) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        var stage = await SessionCaller.IdentifyAsync(caller, token, find, visit, TimeProvider, Context.RequestAborted);
        return stage is SessionStage.SignedIn && caller.Actor is Actor.Administrator person
            ? AuthenticateResult.Success(new(PrincipalOf(person), SchemeName))
            : AuthenticateResult.NoResult();
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var isPage = Context.GetEndpoint() is not null && Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
        if (!isPage)
        {
            // An address of nothing is one for everybody; whatever is no page says so in a status.
            Response.StatusCode = Context.GetEndpoint() is null ? StatusCodes.Status404NotFound : StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        var back = HttpMethods.IsGet(Request.Method) ? Request.Path + Request.QueryString : RefererPath();
        // Who is half-way through a sign-in goes on where he is; each of its pages knows the next one.
        var step = caller.UnfinishedSessionId is null ? SignInPath : SignInPath + "/code";
        Response.Redirect(PageAddress.Parse(step).With(ReturnAddress.Name, back is "/" ? null : back).ToString());
        return Task.CompletedTask;
    }

    /// <summary>For anti-forgery too: a form belongs to the account, whatever session it was opened in.</summary>
    internal static ClaimsPrincipal PrincipalOf(Actor.Administrator person) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, person.AdministratorId.ToString())], SchemeName));

    private string? RefererPath() =>
        Uri.TryCreate(Request.Headers.Referer.ToString(), UriKind.Absolute, out var page) ? page.PathAndQuery : null;
}
