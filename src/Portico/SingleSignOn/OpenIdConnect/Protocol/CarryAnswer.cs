using Microsoft.AspNetCore.WebUtilities;
using OpenIddict.Server;
using Portico.SingleSignOn.Http;
using Portico.SingleSignOn.OpenIdConnect.Http;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Portico.SingleSignOn.OpenIdConnect.Protocol;

/// <summary>
/// Takes the answer to the client by a document of ours, where a redirect would not get there: when it is to be posted, and when the
/// browser comes from a form of ours, which the content security policy lets go nowhere else.
/// </summary>
internal sealed class CarryAnswer(OpenIdTurn turn, IHttpContextAccessor http) : IOpenIddictServerHandler<ApplyAuthorizationResponseContext>
{
    public static readonly OpenIddictServerHandlerDescriptor Descriptor = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ApplyAuthorizationResponseContext>()
        .UseScopedHandler<CarryAnswer>()
        // When all is known of the answer, and before the library writes one.
        .SetOrder(150_000)
        .Build();

    public ValueTask HandleAsync(ApplyAuthorizationResponseContext context)
    {
        if (!string.IsNullOrEmpty(context.RedirectUri) && string.IsNullOrEmpty(context.ResponseMode))
        {
            // A request that names no kind of answer is told so as codes are (RFC 6749 §4.1.2.1).
            context.ResponseMode = ResponseModes.Query;
        }

        var request = http.HttpContext!;
        var isPosted = context.ResponseMode is ResponseModes.FormPost;
        var isFromHere = request.Request.Headers["Sec-Fetch-Site"] is ["same-origin"];
        if (string.IsNullOrEmpty(context.RedirectUri) || (!isPosted && !isFromHere))
        {
            return ValueTask.CompletedTask;
        }

        var (uri, name) = (context.RedirectUri, turn.Client!.Application.Name);
        var values = context
            .Response.GetParameters()
            .Select(p => (p.Key, Value: (string?)p.Value ?? ""))
            .Where(p => p.Value.Length > 0)
            .ToList();
        var title = context.Error is null ? $"Signing you in to {name}" : $"Going back to {name}";
        turn.Answer = new OpenIdAnswer.Page(
            (_, _) =>
                isPosted
                    ? SignOnPages.Posting(request, title, name, uri, values)
                    : SignOnPages.Opening(
                        title,
                        name,
                        QueryHelpers.AddQueryString(uri, values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value)))
                    )
        );
        context.HandleRequest();
        return ValueTask.CompletedTask;
    }
}
