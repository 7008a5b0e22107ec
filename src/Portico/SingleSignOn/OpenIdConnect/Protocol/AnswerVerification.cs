using System.Security.Claims;
using Microsoft.AspNetCore.WebUtilities;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using Portico.Platform.Access;
using Portico.SingleSignOn.Http;
using Portico.SingleSignOn.OpenIdConnect.Http;
using Portico.SingleSignOn.OpenIdConnect.Keys;
using Portico.SingleSignOn.OpenIdConnect.SigningIn;
using Portico.SingleSignOn.OpenIdConnect.Tokens;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Portico.SingleSignOn.OpenIdConnect.Protocol;

/// <summary>
/// A user has a code from a device and lets it in (RFC 8628 §3.3): signs in, types the code, sees which application asks, and says yes.
/// </summary>
internal sealed class AnswerVerification(
    OpenIdTurn turn,
    OpenIdKeyring keyring,
    OpenIdConfirmations confirmations,
    OpenIdArrivals arrivals,
    IOpenIddictApplicationManager clients,
    IOpenIddictAuthorizationStore<OpenIdGrant> grants
) : IOpenIddictServerHandler<HandleEndUserVerificationRequestContext>
{
    public static readonly OpenIddictServerHandlerDescriptor Descriptor = OpenIddictServerHandlerDescriptor
        .CreateBuilder<HandleEndUserVerificationRequestContext>()
        .UseScopedHandler<AnswerVerification>()
        .SetOrder(OpenIddictServerHandlers.Device.AttachUserCodePrincipal.Descriptor.Order + 100)
        .Build();

    public async ValueTask HandleAsync(HandleEndUserVerificationRequestContext context)
    {
        if (turn.Work.Actor is not Actor.User user)
        {
            turn.Answer = new OpenIdAnswer.SignIn(Again: null, LoginHint: null, arrivals.Mark(context.Request));
            context.HandleRequest();
            return;
        }

        if (
            context.UserCodePrincipal is not { } asked
            || asked.GetPresenters().FirstOrDefault() is not { } presenter
            || await clients.FindByClientIdAsync(presenter, context.CancellationToken) is not OpenIdClient client
        )
        {
            Show(context, OpenIdDevicePages.AskForCode(context.Request.UserCode is not null));
            return;
        }

        if (await OpenIdVisit.FindAsync(client, turn.Work, context.CancellationToken) is not { } visit)
        {
            turn.Answer = new OpenIdAnswer.SignIn(Again: null, LoginHint: null, arrivals.Mark(context.Request));
            context.HandleRequest();
            return;
        }

        if (visit.Barrier is { } barrier)
        {
            var words = barrier is OpenIdBarrier.NotAssigned ? "it is not assigned to the user" : "the application is suspended";
            turn.Work.Record(new ApplicationSignInRefused(client.Id, client.Application.Name, words));
            Show(
                context,
                front =>
                    barrier is OpenIdBarrier.NotAssigned
                        ? SignOnPages.NotAssigned(front, client.Application.Name, user.FullName)
                        : SignOnPages.Suspended(front, client.Application.Name)
            );
            return;
        }

        if (client.Settings.RequiresMfa && !visit.Session.HasSecondFactor)
        {
            var mark = arrivals.Mark(context.Request);
            turn.Answer = visit.User.HasMfa
                ? new OpenIdAnswer.SignIn(user.Username, user.Username, mark)
                : new OpenIdAnswer.Page((front, addressWith) => SignOnPages.NeedsFactor(front, client.Application.Name, addressWith(mark)));
            context.HandleRequest();
            return;
        }

        if (!confirmations.IsBy(user, context.Request))
        {
            Show(context, OpenIdDevicePages.AskToAllow(client.Application.Name, AddressOf(context.Request.UserCode!, user), user.FullName));
            return;
        }

        await AllowAsync(context, client, visit, asked);
    }

    private async Task AllowAsync(
        HandleEndUserVerificationRequestContext context,
        OpenIdClient client,
        OpenIdVisit visit,
        ClaimsPrincipal asked
    )
    {
        var (subject, scopes) = (keyring.SubjectOf(client.Settings, visit.User.Id), asked.GetScopes());
        if (await grants.FindByIdAsync(asked.GetAuthorizationId()!, context.CancellationToken) is { } grant)
        {
            // Until now it was nobody's.
            (grant.UserId, grant.UserSessionId, grant.Subject) = (visit.User.Id, visit.Session.Id, subject);
        }

        turn.Work.Record(
            new ApplicationSignedIn(
                client.Id,
                client.Application.Name,
                FromPortal: false,
                [
                    new("Subject", Old: null, subject),
                    new("Scopes", Old: null, string.Join(' ', scopes)),
                    new("By", Old: null, "A code from a device"),
                ]
            )
        );
        turn.Answer = new OpenIdAnswer.Page((front, _) => OpenIdDevicePages.Allowed(client.Application.Name)(front));
        context.SignIn(OpenIdPrincipals.Of(subject, visit.Session, client.Settings, scopes));
    }

    private void Show(HandleEndUserVerificationRequestContext context, Func<UserPortal.Front.GetPortalFront.Result, IResult> page)
    {
        turn.Answer = new OpenIdAnswer.Page((front, _) => page(front));
        context.HandleRequest();
    }

    private string AddressOf(string code, Actor.User user) =>
        QueryHelpers.AddQueryString(
            OpenIdAddresses.PathOf(user.OrganizationId) + "/" + OpenIdAddresses.Verify,
            [
                KeyValuePair.Create(Parameters.UserCode, (string?)code),
                KeyValuePair.Create(OpenIdConfirmations.Parameter, (string?)confirmations.Of(user)),
            ]
        );
}
