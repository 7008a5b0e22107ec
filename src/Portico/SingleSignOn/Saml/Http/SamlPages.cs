using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Portico.Platform;
using Portico.Platform.Http;
using Portico.Saml;
using Portico.Saml.Bindings;
using Portico.SingleSignOn.Saml.Logout;
using Portico.SingleSignOn.Saml.SigningIn;
using Portico.UserPortal.Front;

namespace Portico.SingleSignOn.Saml.Http;

/// <summary>What a browser is shown, or given to carry, on its way between two sites.</summary>
internal static class SamlPages
{
    private const string EnhancedNavigation = "blazor-enhanced-nav";

    /// <summary>
    /// A page of ours that fetches the next one to patch itself with it must open this one instead: the content security policy is the
    /// document's, and a request is answered once. Null for a browser that opens it anyway.
    /// </summary>
    public static IResult? InPageOfItsOwn(HttpContext context)
    {
        if (!context.Request.Headers.Accept.ToString().Contains(EnhancedNavigation + "=on", StringComparison.Ordinal))
        {
            return null;
        }

        var headers = context.Response.Headers;
        headers[EnhancedNavigation] = "allow";
        headers[EnhancedNavigation + "-redirect-location"] = context.Request.Path + context.Request.QueryString;
        return TypedResults.Text("", "text/html");
    }

    public static IResult Refused(GetPortalFront.Result front, string application, SamlRefusal refusal) =>
        Page(
            front,
            StatusCodes.Status400BadRequest,
            new(
                $"{application} cannot be signed in to this way",
                $"{refusal.Message} Nobody was signed in. If it happens again, give the code below to your administrator.",
                refusal.Code
            )
        );

    public static IResult Barred(GetPortalFront.Result front, string application, ObjectId id, SamlBarrier barrier, string user) =>
        Page(
            front,
            barrier is SamlBarrier.Replayed ? StatusCodes.Status400BadRequest : StatusCodes.Status403Forbidden,
            barrier switch
            {
                SamlBarrier.NotAssigned => new(
                    $"{application} is not assigned to you",
                    $"You are signed in as {user}, and may not use {application}. Ask your administrator if you need it.",
                    "application-not-assigned",
                    Home(front)
                ),
                SamlBarrier.Suspended => new(
                    $"{application} is suspended",
                    "Your organization lets nobody sign in to it at the moment. Ask your administrator when it will be back.",
                    "application-suspended",
                    Home(front)
                ),
                SamlBarrier.NoNameId => new(
                    $"{application} cannot be told who you are",
                    "What it knows its users by is missing in your account. Ask your administrator to fill it in.",
                    "application-no-name-id",
                    Home(front)
                ),
                SamlBarrier.Replayed => new(
                    "This sign-in was used already",
                    $"Each request of {application} is answered once. Open it again to sign in.",
                    SamlRefusals.Replayed.Code,
                    new($"Open {application}", SamlRoutes.StartOf(front.Path, id), IsPrimary: true)
                ),
                _ => new(
                    $"{application} is not set up yet",
                    "Your administrator has not finished setting up its sign-in.",
                    SamlRefusals.NotSetUp.Code,
                    Home(front)
                ),
            }
        );

    /// <param name="front">Whose portal it is.</param>
    /// <param name="application">What users call it.</param>
    /// <param name="back">Where the sign-in goes on afterwards.</param>
    public static IResult NeedsFactor(GetPortalFront.Result front, string application, string back) =>
        Page(
            front,
            StatusCodes.Status403Forbidden,
            new(
                $"{application} asks for a second factor",
                "Set up a passkey or an authenticator app on the Security page of your portal, then go on.",
                "application-requires-mfa",
                new("Set it up", front.Path + "/security", IsPrimary: true),
                new($"Go on to {application}", back)
            )
        );

    /// <inheritdoc cref="Carrying(HttpContext, string, string, PostForm)"/>
    public static IResult Carrying(HttpContext context, string title, string application, SamlCarriage carriage) =>
        carriage.Form is { } form ? Carrying(context, title, application, form) : Carrying(title, application, carriage.Location!);

    /// <summary>The document that posts itself to the service provider; by its button where there is no JavaScript.</summary>
    public static IResult Carrying(HttpContext context, string title, string application, PostForm form)
    {
        // Chrome holds what the service provider answers against it too, which often leads on to another of its hosts.
        context.Features.Set(new FormTargets($"https: {new Uri(form.Action).GetLeftPart(UriPartial.Authority)}"));
        var relayState = form.RelayState is { } state ? Hidden("RelayState", state) : "";
        return Document(
            title,
            $"""
            <form method="post" action="{Encode(form.Action)}" data-carry>{Hidden(form.Field, form.Value)}{relayState}
            <button class="button primary">Continue to {Encode(application)}</button></form>
            """
        );
    }

    private static ContentHttpResult Carrying(string title, string application, string location) =>
        Document(title, $"""<a class="button primary" href="{Encode(location)}" data-carry>Continue to {Encode(application)}</a>""");

    /// <summary>Written by hand: it is sent at each sign-in, and holds nothing that needs a component.</summary>
    private static ContentHttpResult Document(string title, string content) =>
        TypedResults.Content(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
            <title>{Encode(title)}</title>
            <link rel="stylesheet" href="/css/tokens.css"><link rel="stylesheet" href="/css/shells.css"><link rel="stylesheet" href="/css/pieces.css">
            <script src="/js/carry.js" defer></script></head>
            <body><div class="public"><main id="main"><div class="public-card"><h1>{Encode(title)}</h1>
            {content}
            </div></main></div></body>
            </html>
            """,
            "text/html; charset=utf-8"
        );

    private static RazorComponentResult Page(GetPortalFront.Result front, int status, SamlMessage message) =>
        new RazorComponentResult(
            typeof(SamlMessageDocument),
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["Front"] = front, ["Message"] = message }
        )
        {
            StatusCode = status,
        };

    private static SamlMessageLink Home(GetPortalFront.Result front) => new("Go to your applications", front.Path + "/home");

    private static string Hidden(string name, string value) => $"""<input type="hidden" name="{name}" value="{Encode(value)}">""";

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}

/// <summary>What a page on the way to an application says.</summary>
/// <param name="Title">What happened.</param>
/// <param name="Text">What to do.</param>
/// <param name="Code">For whoever is asked about it.</param>
/// <param name="First">The one thing to do, if there is any.</param>
/// <param name="Second">The other.</param>
public sealed record SamlMessage(string Title, string Text, string Code, SamlMessageLink? First = null, SamlMessageLink? Second = null);

/// <summary>A way on.</summary>
public sealed record SamlMessageLink(string Words, string Href, bool IsPrimary = false);
