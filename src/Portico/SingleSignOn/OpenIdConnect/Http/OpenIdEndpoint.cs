using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Ui;
using Portico.SignIn;
using Portico.SingleSignOn.Http;
using Portico.SingleSignOn.OpenIdConnect.Protocol;
using Portico.SingleSignOn.OpenIdConnect.SigningIn;
using Portico.SingleSignOn.Saml.Http;
using Portico.UserPortal.Front;
using Portico.UserPortal.Sessions;
using Portico.UserPortal.SigningIn;

namespace Portico.SingleSignOn.OpenIdConnect.Http;

/// <summary>
/// The way of a request of OpenID Connect: into an operation, by the protocol's library, and out when what it changed is kept. A browser
/// then goes on to the client, to a page of the portal, or to its sign-in.
/// </summary>
internal sealed class OpenIdEndpoint(
    AnswerOpenIdRequest request,
    AnswerOpenIdQuestion question,
    AnswerOpenIdUser user,
    OpenIdTurn turn,
    OpenIdIssuers issuers,
    OpenIddictServerAspNetCoreHandler library,
    GetPortalFront front,
    SignOutUser signOut,
    NoticeBoard notices,
    Caller caller
)
{
    /// <summary>What a sign-in page can lead back to.</summary>
    private const int MostAddress = 2_000;

    private static readonly AuthenticationScheme Scheme = new(
        OpenIddictServerAspNetCoreDefaults.AuthenticationScheme,
        displayName: null,
        typeof(OpenIddictServerAspNetCoreHandler)
    );

    /// <summary>A program asks.</summary>
    /// <param name="context">The request.</param>
    /// <param name="organization">Whose issuer is asked.</param>
    /// <param name="changes">Whether something may be written down.</param>
    /// <param name="ct">Ends the request.</param>
    public async Task AskedAsync(HttpContext context, ObjectId organization, bool changes, CancellationToken ct)
    {
        await using var answer = new BufferedAnswer(context);
        var asked = Asked(context, organization);
        if (context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            // What says 401 has said it to a program.
            pages.Enabled = false;
        }

        var outcome = changes ? await request.RunAsync(organization, asked, ct) : await question.RunAsync(organization, asked, ct);
        await SendAsync(context, answer, outcome, ct);
    }

    /// <summary>A browser is sent here.</summary>
    public async Task CarriedAsync(HttpContext context, ObjectId organization, CancellationToken ct)
    {
        if (SignOnPages.InPageOfItsOwn(context) is { } page)
        {
            await page.ExecuteAsync(context);
            return;
        }

        if (HttpMethods.IsPost(context.Request.Method))
        {
            // Another site's form brings no cookie of ours along; an address of ours does.
            await RedirectAsync(context, ct);
            return;
        }

        await using var answer = new BufferedAnswer(context);
        turn.IsBrowser = true;
        var asked = Asked(context, organization);
        var outcome = caller.Actor is Actor.User ? await user.RunAsync(asked, ct) : await question.RunAsync(organization, asked, ct);
        if (!outcome.Succeeded && caller.Actor is Actor.User && outcome.Problem is NothingHere)
        {
            // The session has ended since, or the user may not sign in any more: then nobody is here.
            caller.Is(actor: null);
            outcome = await question.RunAsync(organization, asked, ct);
        }

        if (outcome.Succeeded && turn.Answer is { } instead)
        {
            answer.Discard();
            await GoOnAsync(context, organization, instead, ct);
            return;
        }

        await SendAsync(context, answer, outcome, ct);
    }

    private OpenIdRequest Asked(HttpContext context, ObjectId organization) =>
        new(
            async (work, ct) =>
            {
                var keys = await OpenIdQueries.Of(work).Keys(work.Db).ToListAsync(ct);
                if (keys.Count is 0)
                {
                    return new NothingHere();
                }

                (turn.Answer, turn.Client) = (null, null);
                context.Features.Set(issuers.Of(organization, keys, work.Now));
                await library.InitializeAsync(Scheme, context);
                return await library.HandleRequestAsync() ? Done.Instance : new NothingHere();
            }
        );

    private static async Task SendAsync(HttpContext context, BufferedAnswer answer, Outcome<Done> outcome, CancellationToken ct)
    {
        if (outcome.Succeeded)
        {
            await answer.SendAsync(ct);
            return;
        }

        answer.Discard();
        if (outcome.Problem is NotFound)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        // Somebody used the same code or token at the same moment, and was first.
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        await context.Response.WriteAsJsonAsync(
            new OpenIddictResponse { Error = OpenIddictConstants.Errors.InvalidGrant, ErrorDescription = "The token was used already." },
            ct
        );
    }

    private async Task GoOnAsync(HttpContext context, ObjectId organization, OpenIdAnswer instead, CancellationToken ct)
    {
        var shown = await front.RunAsync(new(organization.ToString()), ct);
        if (!shown.Succeeded)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        string BackWith(string mark) => AddressWith(context, mark);
        var result = instead switch
        {
            OpenIdAnswer.Page { Show: var show } => show(shown.Value, BackWith),
            OpenIdAnswer.SignIn asked => SignIn(shown.Value, asked, BackWith(asked.Mark)),
            OpenIdAnswer.SignOut { Location: var location } => await SignOutAsync(context, shown.Value, location, ct),
            _ => throw new InvalidOperationException("There is no such answer."),
        };
        await result.ExecuteAsync(context);
    }

    private static IResult SignIn(GetPortalFront.Result portal, OpenIdAnswer.SignIn asked, string back) =>
        back.Length < MostAddress
            ? TypedResults.LocalRedirect(
                PageAddress
                    .Parse(portal.Path)
                    .With(ReturnAddress.Name, back)
                    .With(PortalSteps.Again, asked.Again is null ? null : "yes")
                    .With("login", asked.LoginHint)
                    .ToString()
            )
            : SignOnPages.Message(
                portal,
                StatusCodes.Status400BadRequest,
                new(
                    "This sign-in cannot be answered",
                    "The application asks with too long an address. It can push its request beforehand (PAR). Nobody was signed in.",
                    "request-too-long"
                )
            );

    private async Task<IResult> SignOutAsync(HttpContext context, GetPortalFront.Result portal, string? location, CancellationToken ct)
    {
        var outcome = await signOut.RunAsync(new(location), ct);
        UserSessionCookie.Forget(context);
        var logout = outcome.Value?.Logout;
        if (logout is null && location is null)
        {
            notices.Leave("You are signed out.");
        }

        var next = logout is null ? location ?? portal.Path : SamlSignOut.PathOf(portal.Id.ToString(), logout);
        return outcome.Value is { Frames: { Count: > 0 } frames }
            ? SignOnPages.SigningOut(context, frames, next)
            : TypedResults.Redirect(next);
    }

    private static async Task RedirectAsync(HttpContext context, CancellationToken ct)
    {
        if (!context.Request.HasFormContentType)
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        var form = await context.Request.ReadFormAsync(ct);
        var address = QueryHelpers.AddQueryString(context.Request.Path, form);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = address;
    }

    /// <summary>The request's own address, with the mark of when it arrived, and not yet answered by the user.</summary>
    private static string AddressWith(HttpContext context, string mark)
    {
        var query = context.Request.Query.Where(q => q.Key is not (OpenIdArrivals.Parameter or OpenIdConfirmations.Parameter));
        return QueryHelpers.AddQueryString(QueryHelpers.AddQueryString(context.Request.Path, query), OpenIdArrivals.Parameter, mark);
    }
}
