using System.Web;

namespace Portico.Bench;

/// <summary>What is asked of the packages of npm beside which Portico is measured.</summary>
internal static class NodePeers
{
    public const string Samlp = "samlp";
    public const string OidcProvider = "oidc-provider";

    private const string Client = "client_id=grafana";
    private const string Secret = "a-secret-of-forty-three-characters-as-there";

    /// <summary>A sign-in from a tile, with a session.</summary>
    public static async Task<IReadOnlyList<SsoKind>> SamlpAsync(NodePeer peer)
    {
        await peer.Browser.GetAsync("/sign-in");
        return
        [
            peer.Kind(
                "npm samlp, in memory, without a request, RSA-2048",
                async () =>
                {
                    if (!(await peer.Browser.GetAsync("/sso")).Contains("name=\"SAMLResponse\"", StringComparison.Ordinal))
                    {
                        throw new InvalidOperationException("There is no response in samlp's answer.");
                    }
                }
            ),
        ];
    }

    /// <summary>A code that is exchanged, and a token for the client itself.</summary>
    public static async Task<IReadOnlyList<SsoKind>> OidcProviderAsync(NodePeer peer)
    {
        var authorize =
            $"/auth?{Client}&response_type=code&scope=openid%20profile%20email&state=s&nonce=n"
            + $"&redirect_uri={Uri.EscapeDataString(OpenIdKinds.Redirect)}&code_challenge={OpenIdKinds.Challenge}&code_challenge_method=S256";
        // To the sign-in, which happens by itself, and back; from then on there is a session.
        var back = await peer.Browser.LedAsync(await peer.Browser.LedAsync(authorize));
        await peer.Browser.LedAsync(back);
        return
        [
            peer.Kind(
                "npm oidc-provider, in memory, code and tokens, RS256",
                async () =>
                {
                    var code = HttpUtility.ParseQueryString(new Uri(await peer.Browser.LedAsync(authorize)).Query)["code"]!;
                    await TokenAsync(
                        peer,
                        "id_token",
                        ("grant_type", "authorization_code"),
                        ("code", code),
                        ("redirect_uri", OpenIdKinds.Redirect),
                        ("code_verifier", OpenIdKinds.Verifier)
                    );
                }
            ),
            peer.Kind(
                "npm oidc-provider, in memory, client credentials, RS256",
                () => TokenAsync(peer, "access_token", ("grant_type", "client_credentials"))
            ),
        ];
    }

    private static async Task TokenAsync(NodePeer peer, string expected, params (string Name, string Value)[] fields)
    {
        var answer = await peer.Browser.AskAsync("/token", [.. fields, ("client_id", "grafana"), ("client_secret", Secret)]);
        if (!answer.TryGetProperty(expected, out _))
        {
            throw new InvalidOperationException($"There is no {expected} in oidc-provider's answer.");
        }
    }
}
