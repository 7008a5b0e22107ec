using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;

namespace Portico.Platform.Http;

/// <summary>The sealed challenge of the passkey that this browser was last asked for. It lets nobody in.</summary>
public static class PasskeyCookie
{
    private const string Name = "portico-passkey";

    /// <summary>What the browser was given; null when it was given nothing, or too long ago.</summary>
    public static string? Of(HttpContext context) => context.Request.Cookies[HostCookie.NameOf(Name, context)];

    /// <summary>Gives the browser the challenge and answers with the question.</summary>
    public static IResult Ask(HttpContext context, PasskeyQuestion question)
    {
        context.Response.Cookies.Append(
            HostCookie.NameOf(Name, context),
            question.SealedChallenge,
            new()
            {
                HttpOnly = true,
                Secure = context.Request.IsHttps,
                SameSite = SameSiteMode.Strict,
                Path = "/",
                MaxAge = RelyingParty.Lifetime,
                IsEssential = true,
            }
        );
        return TypedResults.Text(question.Options, "application/json");
    }

    /// <summary>Answers that nothing is asked, and why.</summary>
    public static IResult Refuse(Problem problem) => TypedResults.Json(new Refusal(problem.Message), statusCode: problem.StatusCode());

    private sealed record Refusal(string Problem);
}
