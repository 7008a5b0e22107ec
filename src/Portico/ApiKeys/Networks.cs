using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text.RegularExpressions;
using Portico.Platform;
using Portico.Platform.Http;
using IPNetwork = System.Net.IPNetwork;

namespace Portico.ApiKeys;

/// <summary>The networks a key may be used from: addresses and CIDR networks, of both families; none means any.</summary>
public static partial class Networks
{
    /// <summary>How many a key may have.</summary>
    public const int Most = 20;

    /// <summary>What a network takes as text at most: an IPv6 address with its length.</summary>
    public const int TextMaxLength = 49;

    internal const int MaxLength = Most * (TextMaxLength + 2);

    private const string Separator = ", ";

    /// <summary>As the store keeps them and people read them: normalized, each once.</summary>
    public static string Join(IEnumerable<string> networks) =>
        string.Join(Separator, networks.Select(n => Write(Read(n)!.Value)).Distinct(StringComparer.Ordinal));

    public static IReadOnlyList<string> Split(string networks) => networks.Split(Separator, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What a person typed: separated by line breaks, blanks or commas.</summary>
    public static IReadOnlyList<string> Typed(string? text) =>
        (text ?? "").Split([' ', ',', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);

    public static bool Allow(string networks, string? address) =>
        networks.Length is 0
        || (IPAddress.TryParse(address, out var from) && Split(networks).Any(n => Read(n) is { } network && network.Contains(from)));

    /// <summary>Whether nothing may use the one that may not use the other.</summary>
    public static bool AreWithin(string networks, string others) =>
        others.Length is 0
        || (networks.Length > 0 && Split(networks).All(n => Split(others).Any(o => Contains(Read(o)!.Value, Read(n)!.Value))));

    /// <summary>Null when it is neither an address nor a network.</summary>
    internal static IPNetwork? Read(string text) => text.Length <= TextMaxLength && Form().IsMatch(text) ? TrustedProxies.Read(text) : null;

    /// <summary>
    /// Four plain decimal numbers, or hexadecimal groups, and a length: not the other forms that are read as addresses (octal, hexadecimal
    /// and shortened IPv4, zones, ports), which mean something else than they seem to. Callers over IPv4 are known by their IPv4 address,
    /// so a mapped one would match nobody.
    /// </summary>
    [GeneratedRegex(
        @"^(((0|[1-9]\d{0,2})\.){3}(0|[1-9]\d{0,2})|(?!::ffff:)[0-9a-f:]*:[0-9a-f:]*)(/\d{1,3})?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex Form();

    private static bool Contains(IPNetwork outer, IPNetwork inner) =>
        outer.PrefixLength <= inner.PrefixLength && outer.Contains(inner.BaseAddress);

    private static string Write(IPNetwork network) =>
        network.PrefixLength == network.BaseAddress.GetAddressBytes().Length * 8 ? network.BaseAddress.ToString() : network.ToString();
}

/// <summary>Each text is an IP address or a network such as 203.0.113.0/24 or 2001:db8::/32 (RFC 4632, RFC 4291).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NetworksAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var texts = (IReadOnlyList<string>?)value ?? [];
        if (texts.Count > Networks.Most)
        {
            return Refuse($"Name at most {Networks.Most} networks.", validationContext);
        }

        var wrong = texts.Where(t => t is null || Networks.Read(t) is null).Take(1).ToList();
        return wrong.Count > 0
            ? Refuse($"\"{wrong[0]?.CutTo(60)}\" is neither an address nor a network such as 203.0.113.0/24.", validationContext)
            : ValidationResult.Success;
    }

    private static ValidationResult Refuse(string words, ValidationContext context) => new(words, [context.MemberName!]);
}
