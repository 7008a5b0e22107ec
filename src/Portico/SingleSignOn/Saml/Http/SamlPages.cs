using Portico.Platform;
using Portico.Saml;
using Portico.Saml.Bindings;
using Portico.SingleSignOn.Http;
using Portico.SingleSignOn.Saml.Logout;
using Portico.SingleSignOn.Saml.SigningIn;
using Portico.UserPortal.Front;

namespace Portico.SingleSignOn.Saml.Http;

/// <summary>What a browser is shown, or given to carry, on its way between two sites.</summary>
internal static class SamlPages
{
    public static IResult Refused(GetPortalFront.Result front, string application, SamlRefusal refusal) =>
        SignOnPages.Message(
            front,
            StatusCodes.Status400BadRequest,
            new(
                $"{application} cannot be signed in to this way",
                $"{refusal.Message} Nobody was signed in. If it happens again, give the code below to your administrator.",
                refusal.Code
            )
        );

    /// <summary>What a service provider says about a logout is not acted upon.</summary>
    public static IResult LogoutRefused(GetPortalFront.Result front, string application, SamlRefusal refusal) =>
        SignOnPages.Message(
            front,
            StatusCodes.Status400BadRequest,
            new(
                $"{application} cannot be signed out of this way",
                $"{refusal.Message} Sign out in your portal instead. If it happens again, give the code below to your administrator.",
                refusal.Code,
                SignOnPages.Home(front)
            )
        );

    public static IResult Barred(GetPortalFront.Result front, string application, ObjectId id, SamlBarrier barrier, string user) =>
        barrier switch
        {
            SamlBarrier.NotAssigned => SignOnPages.NotAssigned(front, application, user),
            SamlBarrier.Suspended => SignOnPages.Suspended(front, application),
            SamlBarrier.NoNameId => SignOnPages.Message(
                front,
                StatusCodes.Status403Forbidden,
                new(
                    $"{application} cannot be told who you are",
                    "What it knows its users by is missing in your account. Ask your administrator to fill it in.",
                    "application-no-name-id",
                    SignOnPages.Home(front)
                )
            ),
            SamlBarrier.Replayed => SignOnPages.Message(
                front,
                StatusCodes.Status400BadRequest,
                new(
                    "This sign-in was used already",
                    $"Each request of {application} is answered once. Open it again to sign in.",
                    SamlRefusals.Replayed.Code,
                    new($"Open {application}", SamlRoutes.StartOf(front.Path, id), IsPrimary: true)
                )
            ),
            _ => SignOnPages.Message(
                front,
                StatusCodes.Status403Forbidden,
                new(
                    $"{application} is not set up yet",
                    "Your administrator has not finished setting up its sign-in.",
                    SamlRefusals.NotSetUp.Code,
                    SignOnPages.Home(front)
                )
            ),
        };

    /// <inheritdoc cref="Carrying(HttpContext, string, string, PostForm)"/>
    public static IResult Carrying(HttpContext context, string title, string application, SamlCarriage carriage) =>
        carriage.Form is { } form
            ? Carrying(context, title, application, form)
            : SignOnPages.Opening(title, application, carriage.Location!);

    /// <summary>The document that takes a message to the service provider.</summary>
    public static IResult Carrying(HttpContext context, string title, string application, PostForm form) =>
        SignOnPages.Posting(
            context,
            title,
            application,
            form.Action,
            [(form.Field, form.Value), .. form.RelayState is { } state ? ((string, string)[])[("RelayState", state)] : []]
        );
}
