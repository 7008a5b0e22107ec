using System.Globalization;
using OpenIddict.Abstractions;
using Portico.Platform.Secrets;

namespace Portico.SingleSignOn.OpenIdConnect.SigningIn;

/// <summary>
/// Remembers in the address to which a user comes back when the request arrived: a sign-in after that is the new one that the client
/// asked for. It counts for that very request.
/// </summary>
public sealed class OpenIdArrivals(SealedText sealing, TimeProvider clock, IHttpContextAccessor http)
{
    public const string Parameter = "portico_arrival";

    /// <summary>How long a user may take to sign in.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>What is added to the request's address: that it arrives now.</summary>
    public string Mark(OpenIddictRequest request) => Mark(request, clock.GetUtcNow());

    /// <summary>The same for a request that has arrived before, so that a sign-in since then goes on counting.</summary>
    public string Mark(OpenIddictRequest request, DateTimeOffset arrived) =>
        sealing.Seal(arrived.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), PurposeOf(request));

    /// <summary>When the request first arrived: now, unless it bears a mark that was made for it.</summary>
    public DateTimeOffset Of(OpenIddictRequest request)
    {
        var now = clock.GetUtcNow();
        return
            OpenIdRequestDigest.OwnParameter(http, Parameter) is { Length: > 0 and < 1_000 } mark
            && sealing.Open(mark, PurposeOf(request)) is { } text
            && DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(text, CultureInfo.InvariantCulture)) is var at
            && now < at + Lifetime
            ? at
            : now;
    }

    private static string PurposeOf(OpenIddictRequest request) => $"openid-arrival:{OpenIdRequestDigest.Of(request)}";
}
