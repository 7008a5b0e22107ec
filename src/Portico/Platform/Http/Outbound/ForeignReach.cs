using System.Net;
using System.Net.Sockets;

namespace Portico.Platform.Http.Outbound;

/// <summary>
/// Which addresses may be connected to for a document that somebody named: those of the public internet (RFC 6890 names the others), and
/// what the operator allows besides.
/// </summary>
internal sealed class ForeignReach(IEnumerable<string> allowed)
{
    private static readonly IPNetwork[] closed =
    [
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10", // Carriers' own, and some clouds' metadata.
            "127.0.0.0/8",
            "168.63.129.16/32", // Azure's own, on each virtual machine.
            "169.254.0.0/16", // Link-local, and clouds' metadata.
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "2001::/23", // Teredo and other protocols' own.
            "2001:db8::/32",
            "2002::/16", // 6to4, which has an IPv4 address in it.
        }.Select(text => IPNetwork.Parse(text)),
    ];

    private static readonly IPNetwork global = IPNetwork.Parse("2000::/3");

    /// <summary>RFC 6052 §2.1: what stands for an IPv4 address where there is IPv6 alone.</summary>
    private static readonly IPNetwork translated = IPNetwork.Parse("64:ff9b::/96");

    private readonly HashSet<string> hosts = [.. allowed.Where(a => TrustedProxies.Read(a) is null).Select(a => a.ToLowerInvariant())];
    private readonly IPNetwork[] networks = [.. allowed.Select(TrustedProxies.Read).OfType<IPNetwork>()];

    /// <summary>Whether the operator named the host, by its name or as an address.</summary>
    public bool IsNamed(string host) =>
        hosts.Contains(host.ToLowerInvariant()) || (IPAddress.TryParse(host, out var address) && IsInNetworks(Plain(address)));

    /// <param name="host">As the address names it.</param>
    /// <param name="address">What its name stands for.</param>
    public bool Allows(string host, IPAddress address) =>
        hosts.Contains(host.ToLowerInvariant()) || IsInNetworks(Plain(address)) || IsPublic(Plain(address));

    internal static bool IsPublic(IPAddress address) =>
        (address.AddressFamily is AddressFamily.InterNetwork || global.Contains(address))
        && !Array.Exists(closed, network => network.Contains(address));

    private bool IsInNetworks(IPAddress address) => Array.Exists(networks, network => network.Contains(address));

    private static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : address.AddressFamily is AddressFamily.InterNetworkV6 && translated.Contains(address)
            ? new IPAddress(address.GetAddressBytes().AsSpan(12))
        : address;
}
