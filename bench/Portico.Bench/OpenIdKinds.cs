using System.Globalization;
using System.Text.Json;
using System.Web;

namespace Portico.Bench;

/// <summary>What clients ask of an issuer, made ready: two clients with keys of two kinds, ten users with live sessions.</summary>
internal sealed class OpenIdKinds
{
    private const string Password = "Quiet meadow 81 lamp";
    internal const string Redirect = "https://client.example/callback";
    private const int Users = 10;

    // RFC 7636 appendix B.
    internal const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    internal const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private readonly Target target;
    private readonly string organization;
    private readonly List<Browser> browsers = [];

    private OpenIdKinds(Target target, string organization) => (this.target, this.organization) = (target, organization);

    public static async Task<IReadOnlyList<SsoKind>> OfAsync(Target target)
    {
        var (list, _) = await target.Program.SendJsonAsync(HttpMethod.Get, "/v1/organizations?limit=1", body: null);
        var kinds = new OpenIdKinds(target, list.GetProperty("results")[0].GetProperty("id").GetString()!);
        var (rsa, ecdsa) = (await kinds.AddClientAsync("rs256"), await kinds.AddClientAsync("es256"));
        for (var n = 0; n < Users; n++)
        {
            await kinds.AddUserAsync(string.Create(CultureInfo.InvariantCulture, $"visitor{n}"), rsa.Id, ecdsa.Id);
        }

        return
        [
            kinds.Kind("code and tokens, RS256", OpensslSpeed.Rsa, kinds.Code(rsa)),
            kinds.Kind("code and tokens, ES256", OpensslSpeed.Ecdsa, kinds.Code(ecdsa)),
            kinds.Kind("client credentials, RS256", OpensslSpeed.Rsa, kinds.ForItself(rsa)),
            kinds.Kind("client credentials, ES256", OpensslSpeed.Ecdsa, kinds.ForItself(ecdsa)),
            kinds.Kind(
                "discovery",
                OpensslSpeed.Rsa,
                _ => () => target.Program.GetAsync($"{kinds.Issuer}/.well-known/openid-configuration")
            ),
        ];
    }

    private string Issuer => $"/o/{organization}/oidc";

    private SsoKind Kind(string title, string key, Func<int, Func<Task>> make) => new(title, key, target.CpuNow, make);

    /// <summary>Two requests: the browser's, which brings the code, and the client's, which exchanges it.</summary>
    private Func<int, Func<Task>> Code(Client client) =>
        n =>
            async () =>
            {
                var led = await browsers[n % Users]
                    .LedAsync(
                        $"{Issuer}/authorize?client_id={client.Id}&response_type=code&scope=openid%20profile%20email&state=s&nonce=n"
                            + $"&redirect_uri={Uri.EscapeDataString(Redirect)}&code_challenge={Challenge}&code_challenge_method=S256"
                    );
                var code = HttpUtility.ParseQueryString(new Uri(led).Query)["code"]!;
                await TokenAsync(
                    client,
                    "id_token",
                    ("grant_type", "authorization_code"),
                    ("code", code),
                    ("redirect_uri", Redirect),
                    ("code_verifier", Verifier)
                );
            };

    private Func<int, Func<Task>> ForItself(Client client) =>
        _ => () => TokenAsync(client, "access_token", ("grant_type", "client_credentials"));

    private async Task TokenAsync(Client client, string expected, params (string Name, string Value)[] fields)
    {
        var answer = await target.Program.AskAsync(
            $"{Issuer}/token",
            [.. fields, ("client_id", client.Id), ("client_secret", client.Secret)]
        );
        if (!answer.TryGetProperty(expected, out _))
        {
            throw new InvalidOperationException($"There is no {expected} in the answer.");
        }
    }

    private async Task<Client> AddClientAsync(string algorithm)
    {
        var all = $"/v1/organizations/{organization}/applications";
        var added = new { name = $"Grafana {algorithm}", kind = "openIdConnect" };
        var id = (await SendAsync(HttpMethod.Post, all, added)).GetProperty("id").GetString()!;
        await SendAsync(
            HttpMethod.Patch,
            $"{all}/{id}/openid",
            new
            {
                redirectUris = new[] { Redirect },
                allowsClientCredentials = true,
                algorithm,
            }
        );
        return new Client(id, (await SendAsync(HttpMethod.Post, $"{all}/{id}/openid/secrets", new { })).GetProperty("secret").GetString()!);
    }

    private async Task AddUserAsync(string username, params string[] applications)
    {
        var user = new
        {
            username,
            email = $"{username}@signing.example",
            firstName = "Anna",
            lastName = "Keller",
            password = Password,
            mustChangePassword = false,
            sendsMail = false,
            state = "activated",
        };
        var userId = (await SendAsync(HttpMethod.Post, $"/v1/organizations/{organization}/users", user)).GetProperty("id").GetString();
        foreach (var applicationId in applications)
        {
            await SendAsync(HttpMethod.Post, $"/v1/organizations/{organization}/assignments", new { applicationId, userId });
        }

        var browser = new Browser(target.Server.Address);
        var form = HtmlForm.With(await browser.GetAsync($"/o/{organization}"), "password");
        form.Fill("login", username);
        form.Fill("password", Password);
        await browser.SubmitAsync($"/o/{organization}", form);
        browsers.Add(browser);
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object body) =>
        (await target.Program.SendJsonAsync(method, path, body)).Answer;

    private sealed record Client(string Id, string Secret);
}
