using Microsoft.AspNetCore.Http.HttpResults;
using Portico.SingleSignOn.Http;
using Portico.UserPortal.Front;

namespace Portico.SingleSignOn.OpenIdConnect.Http;

/// <summary>What a user sees who has a code from a device.</summary>
internal static class OpenIdDevicePages
{
    /// <param name="wasWrong">Whether the code that was typed is none.</param>
    public static Func<GetPortalFront.Result, IResult> AskForCode(bool wasWrong) =>
        front => new RazorComponentResult<OpenIdDeviceDocument>(
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["Front"] = front, ["WasWrong"] = wasWrong }
        )
        {
            StatusCode = wasWrong ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK,
        };

    /// <param name="application">Which one asks.</param>
    /// <param name="confirmed">The address that says yes.</param>
    /// <param name="user">Who is signed in.</param>
    public static Func<GetPortalFront.Result, IResult> AskToAllow(string application, string confirmed, string user) =>
        front =>
            SignOnPages.Message(
                front,
                StatusCodes.Status200OK,
                new(
                    $"Sign in to {application} on another device?",
                    $"Go on only if the device is yours and shows the code that you typed: it will be signed in as {user}.",
                    Code: null,
                    new("Sign in on the device", confirmed, IsPrimary: true),
                    new("Cancel", front.Path + "/home")
                )
            );

    public static Func<GetPortalFront.Result, IResult> Allowed(string application) =>
        front =>
            SignOnPages.Message(
                front,
                StatusCodes.Status200OK,
                new(
                    "You can go on at the device",
                    $"It will be signed in to {application} in a moment.",
                    Code: null,
                    SignOnPages.Home(front)
                )
            );
}
