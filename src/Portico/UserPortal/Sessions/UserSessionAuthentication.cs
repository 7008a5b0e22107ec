using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Portico.Platform.Access;
using Portico.Platform.Ui;
using Portico.SignIn;
using Portico.SignIn.Sessions;
using Portico.Users.Credentials;

namespace Portico.UserPortal.Sessions;

/// <summary>
/// Says of each request to a user portal which user sends it. It answers under <c>/o</c> only: elsewhere a user is nobody, and here an
/// administrator's session is none.
/// </summary>
internal sealed class UserSessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    Caller caller,
    UserSessionCookie cookie,
    FindUserSession find,
    RecordUserVisit visit
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "UserSession";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        SessionAuthentication.Locate(Context, caller);
        caller.Uses(cookie.KnownBrowserOf(Context));
        if (!PortalPath.IsPortal(Context) || UserSessionCookie.TokenOf(Context) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        var portal = PortalPath.PortalIn(Context);
        var stage = await UserSessionCaller.IdentifyAsync(caller, token, portal, find, visit, TimeProvider, Context.RequestAborted);
        return stage is UserSessionStage.SignedIn && caller.Actor is Actor.User user
            ? AuthenticateResult.Success(new(PrincipalOf(user), SchemeName))
            : AuthenticateResult.NoResult();
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var isPage = Context.GetEndpoint() is not null && Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
        if (!isPage)
        {
            Response.StatusCode = Context.GetEndpoint() is null ? StatusCodes.Status404NotFound : StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        // Each page of a sign-in knows the next one; whoever is half-way through goes on from the first.
        var door = PortalPath.PortalIn(Context) is { } portal ? $"{PortalPath.Root}/{Uri.EscapeDataString(portal)}" : PortalPath.Root;
        var back = HttpMethods.IsGet(Request.Method) ? Request.Path + Request.QueryString : null;
        Response.Redirect(PageAddress.Parse(door).With(ReturnAddress.Name, back).ToString());
        return Task.CompletedTask;
    }

    private static ClaimsPrincipal PrincipalOf(Actor.User user) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user.UserId.ToString())], SchemeName));
}
