using Portico.Platform;
using Portico.Platform.Http;
using Portico.Platform.Secrets;
using Portico.Platform.Ui;
using Portico.Saml;
using Portico.Saml.Bindings;
using Portico.SingleSignOn.Http;
using Portico.SingleSignOn.Saml.Logout;
using Portico.SingleSignOn.Saml.SigningIn;
using Portico.UserPortal;
using Portico.UserPortal.Sessions;

namespace Portico.SingleSignOn.Saml.Http;

/// <summary>The way of a logout through the browser: from one service provider to the next.</summary>
public sealed class SamlSignOut(
    OpenSamlRequest open,
    AcceptSamlLogout accept,
    SendNextSamlLogout send,
    NoticeBoard notices,
    IHttpContextAccessor http
)
{
    /// <summary>Where a logout that was begun goes on.</summary>
    internal static string PathOf(string portal, SecretToken token) =>
        PageAddress.Parse($"{PortalPath.Root}/{Uri.EscapeDataString(portal)}/saml/sign-out").With(SamlRoutes.Logout, token.Text).ToString();

    /// <summary>A service provider asks for a logout, or answers.</summary>
    public async Task<IResult> ReceivedAsync(string portal, string applicationId, SamlResult<IncomingMessage> message, CancellationToken ct)
    {
        var id = SamlBounds.IdOf(applicationId);
        var known = await open.RunAsync(new(portal, id, Message: null), ct);
        if (!known.Succeeded)
        {
            return TypedResults.StatusCode(known.Problem.StatusCode());
        }

        if (!message.Succeeded)
        {
            return SamlPages.LogoutRefused(known.Value.Front, known.Value.ApplicationName, message.Refusal);
        }

        return message.Value.Kind switch
        {
            SamlMessageKind.LogoutRequest => await AskedAsync(portal, id, message.Value, ct),
            SamlMessageKind.LogoutResponse => await GoOnAsync(
                new(portal, SecretToken.Read(message.Value.RelayState), id, message.Value),
                ct
            ),
            _ => SamlPages.LogoutRefused(known.Value.Front, known.Value.ApplicationName, SamlRefusals.NoLogoutMessage),
        };
    }

    /// <summary>The browser comes from signing out here, or back from a service provider that did not answer.</summary>
    public Task<IResult> NextAsync(string portal, string? token, CancellationToken ct) =>
        SignOnPages.InPageOfItsOwn(http.HttpContext!) is { } page
            ? Task.FromResult(page)
            : GoOnAsync(new(portal, SecretToken.Read(token)), ct);

    private async Task<IResult> AskedAsync(string portal, ObjectId application, IncomingMessage message, CancellationToken ct)
    {
        var outcome = await accept.RunAsync(new(portal, application, message), ct);
        if (!outcome.Succeeded)
        {
            return TypedResults.StatusCode(outcome.Problem.StatusCode());
        }

        if (outcome.Value is not { Token: { } token })
        {
            return SamlPages.LogoutRefused(outcome.Value.Front, outcome.Value.ApplicationName, outcome.Value.Refusal!);
        }

        UserSessionCookie.Forget(http.HttpContext!);
        var next = PathOf(portal, token);
        return outcome.Value.Frames.Count > 0
            ? SignOnPages.SigningOut(http.HttpContext!, outcome.Value.Frames, next)
            : TypedResults.LocalRedirect(next);
    }

    private async Task<IResult> GoOnAsync(SendNextSamlLogout.Request request, CancellationToken ct)
    {
        var outcome = await send.RunAsync(request, ct);
        if (!outcome.Succeeded)
        {
            return TypedResults.StatusCode(outcome.Problem.StatusCode());
        }

        if (outcome.Value is { Carriage: { } carriage, ApplicationName: { } name })
        {
            return SamlPages.Carrying(http.HttpContext!, $"Signing you out of {name}", name, carriage);
        }

        if (outcome.Value.ReturnUri is { } uri)
        {
            // An address that the client registered; the redirect may follow a form of ours only by a document.
            return SignOnPages.Opening("You are signed out", "the application", uri);
        }

        notices.Leave("You are signed out.");
        return TypedResults.LocalRedirect(outcome.Value.Front.Path);
    }
}
