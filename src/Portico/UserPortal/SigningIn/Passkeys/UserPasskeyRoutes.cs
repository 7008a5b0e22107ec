using Portico.Platform.Http;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.UserPortal.Security.Passkeys;

namespace Portico.UserPortal.SigningIn.Passkeys;

/// <summary>
/// What js/passkeys.js asks on the pages of a user portal before it asks the authenticator. Each answers with the question, and leaves its
/// challenge in a cookie; the answer to it is posted by a form.
/// </summary>
internal static class UserPasskeyRoutes
{
    private const string Portal = PortalPath.Root + "/{Portal}";

    public static string ToSignIn(string portal) => portal + "/passkey";

    public static string ToFinish(string portal) => portal + "/code/passkey";

    public static string ToEnroll(string portal) => portal + "/enroll/passkey";

    public static string ToAdd(string portal) => portal + "/security/passkey";

    public static void MapUserPasskeys(this IEndpointRouteBuilder routes)
    {
        routes
            .MapPost(
                ToSignIn(Portal),
                (string portal, GetUserPasskeyQuestion question, HttpContext context, CancellationToken ct) =>
                    AskAsync(question.RunAsync(new(portal), ct), context)
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
        routes.MapPost(ToFinish(Portal), AskAsync<GetUserSecondStepQuestion>).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost(ToEnroll(Portal), AskAsync<GetUserPasskeyOfferAtSignIn>).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost(ToAdd(Portal), AskAsync<GetOwnPasskeyOffer>).ExcludeFromDescription();
    }

    private static Task<IResult> AskAsync<T>(T operation, HttpContext context, CancellationToken ct)
        where T : AccountOperation<Nothing, PasskeyQuestion> => AskAsync(operation.RunAsync(Nothing.Instance, ct), context);

    private static async Task<IResult> AskAsync(Task<Outcome<PasskeyQuestion>> asking, HttpContext context)
    {
        var asked = await asking;
        return asked.Succeeded ? PasskeyCookie.Ask(context, asked.Value) : PasskeyCookie.Refuse(asked.Problem);
    }
}
