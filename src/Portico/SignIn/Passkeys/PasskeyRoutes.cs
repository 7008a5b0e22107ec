using Portico.Administrators.Profile.Passkeys;
using Portico.Platform.Http;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;

namespace Portico.SignIn.Passkeys;

/// <summary>
/// What js/passkeys.js asks before it asks the authenticator. Each answers with the question, and leaves its challenge in a cookie; the
/// answer to it is posted by a form.
/// </summary>
internal static class PasskeyRoutes
{
    public const string ToSignIn = "/sign-in/passkey";
    public const string ToFinish = "/sign-in/code/passkey";
    public const string ToEnroll = "/sign-in/enroll/passkey";
    public const string ToAdd = "/profile/passkeys/offer";

    public static void MapPasskeys(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(ToSignIn, AskAsync<GetPasskeyQuestion>).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost(ToFinish, AskAsync<GetSecondStepQuestion>).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost(ToEnroll, AskAsync<GetPasskeyOfferAtSignIn>).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost(ToAdd, AskAsync<GetPasskeyOffer>).ExcludeFromDescription();
    }

    private static async Task<IResult> AskAsync<T>(T operation, HttpContext context, CancellationToken ct)
        where T : AccountOperation<Nothing, PasskeyQuestion>
    {
        var asked = await operation.RunAsync(Nothing.Instance, ct);
        return asked.Succeeded ? PasskeyCookie.Ask(context, asked.Value) : PasskeyCookie.Refuse(asked.Problem);
    }
}
