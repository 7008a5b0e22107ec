using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Portico.SingleSignOn.OpenIdConnect.Protocol;

/// <summary>
/// Says under which address the issuer is, so that what the Host header says counts nowhere: neither in the documents nor in what a
/// signature is held against.
/// </summary>
internal sealed class UseIssuerAddress : IOpenIddictServerHandler<ProcessRequestContext>
{
    public static readonly OpenIddictServerHandlerDescriptor Descriptor = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ProcessRequestContext>()
        .UseSingletonHandler<UseIssuerAddress>()
        .SetOrder(OpenIddictServerAspNetCoreHandlers.ResolveRequestUri.Descriptor.Order + 100)
        .Build();

    public ValueTask HandleAsync(ProcessRequestContext context)
    {
        var issuer = context.Options.Issuer!.AbsoluteUri;
        context.BaseUri = new Uri(issuer + "/");
        context.RequestUri = new Uri(
            issuer + context.RequestUri!.AbsolutePath[context.Options.Issuer.AbsolutePath.Length..] + context.RequestUri.Query
        );
        return ValueTask.CompletedTask;
    }
}
