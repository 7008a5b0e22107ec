using Microsoft.AspNetCore.Http.HttpResults;
using Portico.Platform.Access;
using Portico.Platform.Http;
using Portico.Platform.Ui;
using Portico.Saml;
using Portico.Saml.Bindings;
using Portico.SignIn;
using Portico.SingleSignOn.Http;
using Portico.SingleSignOn.Saml.SigningIn;
using Portico.UserPortal;
using Portico.UserPortal.SigningIn;

namespace Portico.SingleSignOn.Saml.Http;

/// <summary>The way of a sign-in through the browser: from the request, by way of the sign-in page where needed, to the service provider.</summary>
public sealed class SamlSignIn(
    OpenSamlRequest open,
    SignInToApplication signIn,
    GetPassiveReply passive,
    SamlDemands demands,
    Caller caller,
    IHttpContextAccessor http
)
{
    /// <summary>A service provider asks.</summary>
    public async Task<IResult> RequestedAsync(
        string portal,
        string applicationId,
        SamlResult<IncomingMessage> message,
        CancellationToken ct
    )
    {
        if (!message.Succeeded)
        {
            // Nobody learns from the answer to a broken message what there is.
            var known = await open.RunAsync(new(portal, SamlBounds.IdOf(applicationId), Message: null), ct);
            return known.Succeeded
                ? SamlPages.Refused(known.Value.Front, known.Value.ApplicationName, message.Refusal)
                : TypedResults.StatusCode(known.Problem.StatusCode());
        }

        return await OpenAsync(portal, applicationId, message.Value, ct);
    }

    /// <summary>A user opens a tile.</summary>
    public Task<IResult> StartedAsync(string portal, string applicationId, CancellationToken ct) =>
        SignOnPages.InPageOfItsOwn(http.HttpContext!) is { } page
            ? Task.FromResult(page)
            : OpenAsync(portal, applicationId, message: null, ct);

    /// <summary>A user comes back from the sign-in page.</summary>
    public async Task<IResult> ContinuedAsync(string portal, string applicationId, string? request, CancellationToken ct)
    {
        if (SignOnPages.InPageOfItsOwn(http.HttpContext!) is { } page)
        {
            return page;
        }

        var known = await open.RunAsync(new(portal, SamlBounds.IdOf(applicationId), Message: null), ct);
        if (!known.Succeeded)
        {
            return TypedResults.StatusCode(known.Problem.StatusCode());
        }

        return demands.Open(request) is { } demand && demand.ApplicationId == SamlBounds.IdOf(applicationId)
            ? await GoOnAsync(portal, demand, known.Value, ct)
            : SamlPages.Refused(known.Value.Front, known.Value.ApplicationName, SamlRefusals.Over);
    }

    private async Task<IResult> OpenAsync(string portal, string applicationId, IncomingMessage? message, CancellationToken ct)
    {
        var outcome = await open.RunAsync(new(portal, SamlBounds.IdOf(applicationId), message), ct);
        if (!outcome.Succeeded)
        {
            return TypedResults.StatusCode(outcome.Problem.StatusCode());
        }

        var opened = outcome.Value;
        return opened switch
        {
            { Refusal: { } refusal } => SamlPages.Refused(opened.Front, opened.ApplicationName, refusal),
            { Reply: { } reply } => Send(reply, opened),
            { Demand: { } demand } when demands.Seal(demand) is null => SamlPages.Refused(
                opened.Front,
                opened.ApplicationName,
                SamlRefusals.TooLong
            ),
            // Another site's form brings no cookie of ours along; an address of ours does.
            { Demand: { } demand } when HttpMethods.IsPost(http.HttpContext!.Request.Method) => TypedResults.LocalRedirect(
                Back(portal, demand)
            ),
            { Demand: { } demand } => await GoOnAsync(portal, demand, opened, ct),
            _ => throw new InvalidOperationException("Nothing came of the request."),
        };
    }

    private async Task<IResult> GoOnAsync(string portal, SamlDemand demand, OpenSamlRequest.Result opened, CancellationToken ct)
    {
        if (caller.Actor is not Actor.User user)
        {
            return demand.IsPassive ? await PassiveAsync(portal, demand, opened, ct) : ToSignIn(portal, demand, again: null);
        }

        var outcome = await signIn.RunAsync(new(demand), ct);
        if (!outcome.Succeeded)
        {
            return outcome.Problem is MessageUsed
                ? SamlPages.Refused(opened.Front, opened.ApplicationName, SamlRefusals.Replayed)
                : ToSignIn(portal, demand, again: null);
        }

        return outcome.Value switch
        {
            { Reply: { } reply } => Send(reply, opened),
            { Barrier: { } barrier } => SamlPages.Barred(
                opened.Front,
                opened.ApplicationName,
                demand.ApplicationId,
                barrier,
                user.FullName
            ),
            _ when demand.IsPassive => await PassiveAsync(portal, demand, opened, ct),
            { Step: SamlStep.SignInAgain } => ToSignIn(portal, demand, user.Username),
            _ => SignOnPages.NeedsFactor(opened.Front, opened.ApplicationName, Back(portal, demand)),
        };
    }

    private async Task<IResult> PassiveAsync(string portal, SamlDemand demand, OpenSamlRequest.Result opened, CancellationToken ct)
    {
        var outcome = await passive.RunAsync(new(portal, demand), ct);
        return outcome.Succeeded ? Send(outcome.Value, opened) : TypedResults.StatusCode(outcome.Problem.StatusCode());
    }

    private IResult Send(SamlReply reply, OpenSamlRequest.Result opened)
    {
        var form = reply.Write();
        return form.Succeeded
            ? SamlPages.Carrying(http.HttpContext!, $"Signing you in to {opened.ApplicationName}", opened.ApplicationName, form.Value)
            : SamlPages.Refused(opened.Front, opened.ApplicationName, form.Refusal);
    }

    private string Back(string portal, SamlDemand demand) =>
        PageAddress
            .Parse($"{PortalPath.Root}/{Uri.EscapeDataString(portal)}/saml/{demand.ApplicationId}/continue")
            .With(SamlRoutes.Demand, demands.Seal(demand))
            .ToString();

    /// <param name="portal">The slug or id in the address.</param>
    /// <param name="demand">What is asked for.</param>
    /// <param name="again">Who has to sign in though he is signed in; null when nobody is.</param>
    private RedirectHttpResult ToSignIn(string portal, SamlDemand demand, string? again) =>
        TypedResults.LocalRedirect(
            PageAddress
                .Parse($"{PortalPath.Root}/{Uri.EscapeDataString(portal)}")
                .With(ReturnAddress.Name, Back(portal, demand))
                .With(PortalSteps.Again, again is null ? null : "yes")
                .With("login", again)
                .ToString()
        );
}
