using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPAddress = System.Net.IPAddress;
using IPNetwork = System.Net.IPNetwork;

namespace Portico.Platform.Http;

/// <summary>
/// Forwarded headers count only when they come from a proxy that the operator named. Everyone else's are left alone: they are
/// how a caller would lie about his address.
/// </summary>
public static class TrustedProxies
{
    /// <summary>Reads an address or a network (CIDR); null when it is neither.</summary>
    public static IPNetwork? Read(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;

    public static IServiceCollection AddTrustedProxies(this IServiceCollection services)
    {
        // After all configuration, the framework's own switch (ASPNETCORE_FORWARDEDHEADERS_ENABLED) too: that one would believe everybody.
        services.AddOptions<ForwardedHeadersOptions>().PostConfigure<IOptions<PorticoOptions>>(Apply);
        return services;
    }

    private static void Apply(ForwardedHeadersOptions forwarded, IOptions<PorticoOptions> options)
    {
        var portico = options.Value;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in portico.TrustedProxies)
        {
            forwarded.KnownIPNetworks.Add(Read(proxy)!.Value);
        }

        // Empty lists mean "anyone" to the middleware, so it must not look at any header then.
        forwarded.ForwardedHeaders = forwarded.KnownIPNetworks.Count is 0
            ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;

        // From proxy to proxy, until the first address that is none of ours.
        forwarded.ForwardLimit = null;

        // A proxy that hands on its client's X-Forwarded-Host unchanged must not choose our name: only the public one is taken.
        forwarded.AllowedHosts.Clear();
        if (portico.PublicUrl is { } url && forwarded.KnownIPNetworks.Count > 0)
        {
            forwarded.ForwardedHeaders |= ForwardedHeaders.XForwardedHost;
            forwarded.AllowedHosts.Add(new Uri(url).Host);
        }
    }
}
