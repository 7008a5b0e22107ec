using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Portico.SingleSignOn.OpenIdConnect.Protocol;

/// <summary>
/// RFC 7523 §3 asks for no type in the header of an assertion with which a client proves who it is, and widespread libraries write none.
/// One that names a type must name the right one.
/// </summary>
internal sealed class TakeAssertionsWithoutType : IOpenIddictServerHandler<ValidateTokenContext>
{
    public static readonly OpenIddictServerHandlerDescriptor Descriptor = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ValidateTokenContext>()
        .UseSingletonHandler<TakeAssertionsWithoutType>()
        .SetOrder(OpenIddictServerHandlers.Protection.ResolveTokenValidationParameters.Descriptor.Order + 500)
        .Build();

    public ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (context.ValidTokenTypes.Count is not 1 || !context.ValidTokenTypes.Contains(TokenTypeIdentifiers.Private.ClientAssertion))
        {
            return ValueTask.CompletedTask;
        }

        var parameters = context.TokenValidationParameters.Clone();
        var validate = parameters.TypeValidator;
        parameters.TypeValidator = (type, token, given) =>
            string.IsNullOrEmpty(type) ? JsonWebTokenTypes.ClientAuthentication : validate(type, token, given);
        context.TokenValidationParameters = parameters;
        return ValueTask.CompletedTask;
    }
}
