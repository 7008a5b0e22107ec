using System.Collections.Immutable;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.SingleSignOn.Http;
using Portico.SingleSignOn.OpenIdConnect.Http;
using Portico.SingleSignOn.OpenIdConnect.Keys;
using Portico.SingleSignOn.OpenIdConnect.SigningIn;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Portico.SingleSignOn.OpenIdConnect.Protocol;

/// <summary>
/// A client wants a user signed in (OpenID Connect Core §3.1.2): the library has checked the request, here the organization's rules
/// decide.
/// </summary>
internal sealed class AnswerAuthorization(OpenIdTurn turn, OpenIdKeyring keyring, OpenIdArrivals arrivals, OpenIdConsents consents)
    : IOpenIddictServerHandler<HandleAuthorizationRequestContext>
{
    public static readonly OpenIddictServerHandlerDescriptor Descriptor = OpenIddictServerHandlerDescriptor
        .CreateBuilder<HandleAuthorizationRequestContext>()
        .UseScopedHandler<AnswerAuthorization>()
        .SetOrder(OpenIddictServerHandlers.Authentication.AttachPrincipal.Descriptor.Order + 100)
        .Build();

    public async ValueTask HandleAsync(HandleAuthorizationRequestContext context)
    {
        var (request, client) = (context.Request, turn.Client!);
        var silently = request.HasPromptValue(PromptValues.None);
        if (await OpenIdVisit.FindAsync(client, turn.Work, context.CancellationToken) is not { } visit)
        {
            AskToSignIn(context, silently, again: null);
            return;
        }

        if (visit.Barrier is { } barrier)
        {
            Bar(context, silently, barrier);
            return;
        }

        var subject = keyring.SubjectOf(client.Settings, visit.User.Id);
        if (HintsAtAnother(context, subject))
        {
            AskToSignIn(context, silently, visit.User.Username);
            return;
        }

        var arrived = arrivals.Of(request);
        switch (visit.StepFor(request, arrived))
        {
            case OpenIdStep.SignInAgain:
                AskToSignIn(context, silently, visit.User.Username);
                return;
            case OpenIdStep.EnrollFactor:
                AskForFactor(context, silently);
                return;
            case null when request.HasPromptValue(PromptValues.Consent):
                await ByConsentAsync(context, visit, subject, arrived);
                return;
            default:
                await SignInAsync(context, visit, subject);
                return;
        }
    }

    /// <summary>OpenID Connect Core §3.1.2.1, prompt: the client wants the user asked, though the organization does not.</summary>
    private async Task ByConsentAsync(HandleAuthorizationRequestContext context, OpenIdVisit visit, string subject, DateTimeOffset arrived)
    {
        var (request, client, user) = (context.Request, turn.Client!, (Actor.User)turn.Work.Actor);
        switch (consents.AnswerOf(user, request))
        {
            case true:
                await SignInAsync(context, visit, subject, new FieldChange("Consent", Old: null, "Given by the user"));
                return;
            case false:
                turn.Work.Record(new ApplicationSignInRefused(client.Id, client.Application.Name, "the user did not consent"));
                context.Reject(Errors.AccessDenied, "The user did not consent.");
                return;
        }

        var scopes = request.GetScopes();
        turn.Answer = OpenIdConsentPage.Of(
            new(
                client.Application.Name,
                visit.User.FullName,
                visit.User.Username,
                OpenIdScopeWords.ToldFor(scopes, client.Settings),
                OpenIdScopeWords.MayFor(scopes, client.Settings),
                client.Id,
                client.Application.LogoHash,
                consents.Allow(user, request),
                consents.Deny(user, request)
            ),
            arrivals.Mark(request, arrived)
        );
        context.HandleRequest();
    }

    private async Task SignInAsync(
        HandleAuthorizationRequestContext context,
        OpenIdVisit visit,
        string subject,
        params FieldChange[] besides
    )
    {
        var (client, work) = (turn.Client!, turn.Work);
        var scopes = context.Request.GetScopes().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        var principal = OpenIdPrincipals.Of(subject, visit.Session, client.Settings, scopes);
        if (await visit.GrantAsync(scopes, subject, context.CancellationToken) is { } grant)
        {
            principal.SetAuthorizationId(grant.Id.ToString());
        }

        work.Record(
            new ApplicationSignedIn(
                client.Id,
                client.Application.Name,
                FromPortal: false,
                [
                    new("Subject", Old: null, subject),
                    new("Scopes", Old: null, string.Join(' ', scopes)),
                    new("Redirect URI", Old: null, context.Request.RedirectUri),
                    .. besides,
                ]
            )
        );
        context.SignIn(principal);
    }

    /// <summary>OpenID Connect Core §3.1.2.1, id_token_hint: the answer is about that user or nobody.</summary>
    private static bool HintsAtAnother(HandleAuthorizationRequestContext context, string subject) =>
        context.IdentityTokenHintPrincipal?.GetClaim(Claims.Subject) is { } hinted
        && !string.Equals(hinted, subject, StringComparison.Ordinal);

    private void AskToSignIn(HandleAuthorizationRequestContext context, bool silently, string? again)
    {
        if (silently)
        {
            context.Reject(Errors.LoginRequired, "The user has to sign in.");
            return;
        }

        turn.Answer = new OpenIdAnswer.SignIn(again, again ?? context.Request.LoginHint, arrivals.Mark(context.Request));
        context.HandleRequest();
    }

    private void AskForFactor(HandleAuthorizationRequestContext context, bool silently)
    {
        if (silently)
        {
            context.Reject(Errors.InteractionRequired, "The user has to set up a second factor.");
            return;
        }

        var (name, back) = (turn.Client!.Application.Name, arrivals.Mark(context.Request));
        turn.Answer = new OpenIdAnswer.Page((front, addressWith) => SignOnPages.NeedsFactor(front, name, addressWith(back)));
        context.HandleRequest();
    }

    private void Bar(HandleAuthorizationRequestContext context, bool silently, OpenIdBarrier barrier)
    {
        var (application, user) = (turn.Client!.Application, ((Actor.User)turn.Work.Actor).FullName);
        var words = barrier is OpenIdBarrier.NotAssigned ? "it is not assigned to the user" : "the application is suspended";
        turn.Work.Record(new ApplicationSignInRefused(application.Id, application.Name, words));
        if (silently)
        {
            context.Reject(Errors.AccessDenied, $"Nobody was signed in: {words}.");
            return;
        }

        turn.Answer = new OpenIdAnswer.Page(
            (front, _) =>
                barrier is OpenIdBarrier.NotAssigned
                    ? SignOnPages.NotAssigned(front, application.Name, user)
                    : SignOnPages.Suspended(front, application.Name)
        );
        context.HandleRequest();
    }
}
