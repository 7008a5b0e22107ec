using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Portico.Platform.Http;
using Portico.Platform.Ui;
using Portico.UserPortal.Front;

namespace Portico.SingleSignOn.Http;

/// <summary>What a browser is shown, or given to carry, on its way between Portico and an application.</summary>
internal static class SignOnPages
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
        headers[EnhancedNavigation + "-redirect-location"] = context.Request.PathBase + context.Request.Path + context.Request.QueryString;
        return TypedResults.Text("", "text/html");
    }

    /// <summary>Says what stands in the way.</summary>
    public static RazorComponentResult Message(GetPortalFront.Result front, int status, SignOnMessage message) =>
        new(typeof(SignOnDocument), new Dictionary<string, object?>(StringComparer.Ordinal) { ["Front"] = front, ["Message"] = message })
        {
            StatusCode = status,
        };

    /// <summary>The application asks for a second factor that the user has not set up.</summary>
    /// <param name="front">Whose portal it is.</param>
    /// <param name="application">What users call it.</param>
    /// <param name="back">Where the sign-in goes on afterwards.</param>
    public static IResult NeedsFactor(GetPortalFront.Result front, string application, string back) =>
        Message(
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

    public static IResult NotAssigned(GetPortalFront.Result front, string application, string user) =>
        Message(
            front,
            StatusCodes.Status403Forbidden,
            new(
                $"{application} is not assigned to you",
                $"You are signed in as {user}, and may not use {application}. Ask your administrator if you need it.",
                "application-not-assigned",
                Home(front)
            )
        );

    public static IResult Suspended(GetPortalFront.Result front, string application) =>
        Message(
            front,
            StatusCodes.Status403Forbidden,
            new(
                $"{application} is suspended",
                "Your organization lets nobody sign in to it at the moment. Ask your administrator when it will be back.",
                "application-suspended",
                Home(front)
            )
        );

    public static SignOnLink Home(GetPortalFront.Result front) => new("Go to your applications", front.Path + "/home");

    /// <summary>The document that posts itself to the application; by its button where there is no JavaScript.</summary>
    public static IResult Posting(
        HttpContext context,
        string title,
        string application,
        string action,
        IEnumerable<(string Name, string Value)> fields
    )
    {
        // Chrome holds what the application answers against it too, which often leads on to another of its hosts.
        context.Features.Set(new FormTargets($"https: {new Uri(action).GetLeftPart(UriPartial.Authority)}"));
        return Document(
            title,
            $"""
            <form method="post" action="{Encode(action)}" data-carry>{string.Concat(fields.Select(f => Hidden(f.Name, f.Value)))}
            <button class="button primary">Continue to {Encode(application)}</button></form>
            """
        );
    }

    /// <summary>The document that opens the application; by its link where there is no JavaScript.</summary>
    public static IResult Opening(string title, string application, string location) =>
        Document(title, $"""<a class="button primary" href="{Encode(location)}" data-carry>Continue to {Encode(application)}</a>""");

    /// <summary>
    /// The document that tells applications in hidden frames that the session ended, and goes on; by its link where there is no
    /// JavaScript. What is in a frame leads this page nowhere.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="frames">The addresses that are opened; of applications, as they registered them.</param>
    /// <param name="next">Where the browser goes then.</param>
    public static IResult SigningOut(HttpContext context, IReadOnlyList<string> frames, string next)
    {
        var origins = frames.Select(f => new Uri(f).GetLeftPart(UriPartial.Authority)).Distinct(StringComparer.Ordinal);
        context.Features.Set(new FrameSources(string.Join(' ', origins)));
        var told = frames.Select(f =>
            $"""<iframe src="{Encode(f)}" sandbox="allow-scripts allow-same-origin allow-forms" title="Signing out" hidden></iframe>"""
        );
        return Document(
            "Signing you out",
            $"""
            <p>Your applications are told. This takes a moment.</p>
            <a class="button primary" href="{Encode(next)}" data-next>Continue</a>
            {string.Concat(told)}
            """,
            "sign-out"
        );
    }

    /// <summary>Written by hand: it is sent at each sign-in, and holds nothing that needs a component.</summary>
    private static ContentHttpResult Document(string title, string content, string script = "carry") =>
        TypedResults.Content(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
            <title>{Encode(title)}</title>
            <link rel="icon" type="image/svg+xml" href="{PageIcon.AddressOf(accent: null)}">
            <link rel="stylesheet" href="/css/tokens.css"><link rel="stylesheet" href="/css/shells.css"><link rel="stylesheet" href="/css/pieces.css">
            <script src="/js/{script}.js" defer></script></head>
            <body><div class="public"><main id="main"><div class="public-card"><h1>{Encode(title)}</h1>
            {content}
            </div></main></div></body>
            </html>
            """,
            "text/html; charset=utf-8"
        );

    private static string Hidden(string name, string value) => $"""<input type="hidden" name="{Encode(name)}" value="{Encode(value)}">""";

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}

/// <summary>What a page on the way to an application says.</summary>
/// <param name="Title">What happened.</param>
/// <param name="Text">What to do.</param>
/// <param name="Code">For whoever is asked about it; null when nothing went wrong.</param>
/// <param name="First">The one thing to do, if there is any.</param>
/// <param name="Second">The other.</param>
public sealed record SignOnMessage(string Title, string Text, string? Code, SignOnLink? First = null, SignOnLink? Second = null);

/// <summary>A way on.</summary>
public sealed record SignOnLink(string Words, string Href, bool IsPrimary = false);
