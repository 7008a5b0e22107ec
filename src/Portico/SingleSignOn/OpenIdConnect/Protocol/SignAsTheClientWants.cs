using OpenIddict.Server;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Portico.SingleSignOn.OpenIdConnect.Protocol;

/// <summary>Chooses the key: of those that the issuer has, the one in use with the client's algorithm.</summary>
internal sealed class SignAsTheClientWants(OpenIdTurn turn, IHttpContextAccessor http) : IOpenIddictServerHandler<GenerateTokenContext>
{
    public static readonly OpenIddictServerHandlerDescriptor Descriptor = OpenIddictServerHandlerDescriptor
        .CreateBuilder<GenerateTokenContext>()
        .UseScopedHandler<SignAsTheClientWants>()
        .SetOrder(OpenIddictServerHandlers.Protection.AttachSecurityCredentials.Descriptor.Order + 100)
        .Build();

    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (context.TokenType is TokenTypeIdentifiers.AccessToken or TokenTypeIdentifiers.IdentityToken)
        {
            var algorithm = turn.Client?.Settings.Algorithm ?? OpenIdAlgorithm.Rs256;
            context.SigningCredentials = http.HttpContext!.Features.Get<OpenIdIssuer>()!.SignerOf(algorithm);
        }

        return ValueTask.CompletedTask;
    }
}
