using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Portico.Administrators;
using Portico.Platform;
using Portico.Platform.Access;

namespace Portico.SignIn.Tries;

/// <summary>Something whose wrong tries are counted together.</summary>
/// <param name="Name">The kind and a hash, the key of <see cref="SignInThrottle"/>.</param>
/// <param name="Free">Wrong tries without a wait.</param>
/// <param name="Memory">How long after the last wrong try all is forgotten.</param>
internal sealed record TryKey(string Name, int Free, TimeSpan Memory)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>What a try at a password counts against: on a known browser this alone, elsewhere the account and the address.</summary>
    public static IReadOnlyList<TryKey> ForPassword(string email, Caller caller) =>
        KnownBrowser.Of(email, caller) is { } browser ? [Of("browser", browser, 10, Day)] : [.. Address(caller), Account(email)];

    /// <summary>What a try at a code counts against, once the password was right.</summary>
    public static IReadOnlyList<TryKey> ForCode(Administrator account, Caller caller) =>
        KnownBrowser.Of(account.Email, caller) is { } browser
            ? [Of("browser-code", browser, 10, Day)]
            : [Of("code", account.Id.ToString(), 5, Day)];

    /// <summary>What a passkey without a password counts against: whose it is shows only once it is right.</summary>
    public static IReadOnlyList<TryKey> ForPasskey(Caller caller) =>
        [.. Address(caller).Select(a => a with { Name = "passkey-" + a.Name })];

    /// <summary>What a try at one's own password counts against while signed in.</summary>
    public static IReadOnlyList<TryKey> ForConfirmation(ObjectId account) => [Of("confirmation", account.ToString(), 10, Day)];

    /// <summary>What asking for a mail counts against: nobody's mailbox is filled, and nobody asks for thousands.</summary>
    public static IReadOnlyList<TryKey> ForMail(string email, Caller caller) =>
        [
            .. Address(caller).Select(a => a with { Name = "mail-" + a.Name }),
            Of("mail", Administrator.NormalizeEmail(email), 3, TimeSpan.FromHours(1)),
        ];

    private static TryKey Account(string email) => Of("account", Administrator.NormalizeEmail(email), 5, Day);

    /// <summary>Many people may come from one address; of IPv6 a person has at least a /64.</summary>
    private static IEnumerable<TryKey> Address(Caller caller) =>
        NetworkOf(caller) is { } network ? [Of("address", network, 30, TimeSpan.FromHours(1))] : [];

    /// <summary>What people come from, in hexadecimal; null when nothing is known of it.</summary>
    internal static string? NetworkOf(Caller caller)
    {
        if (!IPAddress.TryParse(caller.Address, out var address))
        {
            return null;
        }

        var bytes = address.IsIPv4MappedToIPv6 ? address.MapToIPv4().GetAddressBytes() : address.GetAddressBytes();
        var network = address.AddressFamily is AddressFamily.InterNetworkV6 && bytes.Length == 16 ? bytes[..8] : bytes;
        return Convert.ToHexStringLower(network);
    }

    internal static TryKey Of(string kind, string what, int free, TimeSpan memory) =>
        new($"{kind}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)))[..40]}", free, memory);
}
