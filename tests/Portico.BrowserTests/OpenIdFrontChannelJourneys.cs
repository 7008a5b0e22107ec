using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Web;
using Portico.BrowserTests.Support;

namespace Portico.BrowserTests;

/// <summary>What a user's browser does between an application of OpenID Connect and Portico besides signing in: it asks, and it tells.</summary>
public sealed class OpenIdFrontChannelJourneys(Chromium chromium, PortalPortico portico)
    : Journey(chromium, portico.Process),
        IClassFixture<PortalPortico>
{
    private const string Secret = "Violet anchor 47 drum";
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_user_who_signs_out_is_signed_out_of_the_applications_by_the_browser(bool withScript)
    {
        await using var chat = new GreetingApplication();
        await using var board = new GreetingApplication();
        var user = withScript ? "frida" : "fred";
        await portico.AddUserAsync(portico.Acme, user, Secret);
        var first = await AddClientAsync("Chat of " + user, user, chat.Url);
        var second = await AddClientAsync("Board of " + user, user, board.Url);
        var page = await OpenAsync(withScript);
        await page.GotoAsync(first.Authorize());
        await page.SignInToPortalAsync(user, Secret);
        if (!withScript)
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "Continue to" }).ClickAsync();
        }

        await Expect(page.Locator("h1")).ToHaveTextAsync("Here");
        var (hint, sid) = await first.ExchangeAsync(page.Url);
        await page.GotoAsync(second.Authorize());
        await Expect(page.Locator("h1")).ToHaveTextAsync("Here");
        var (_, other) = await second.ExchangeAsync(page.Url);

        await page.GotoAsync($"{first.Issuer}/logout?id_token_hint={hint}&post_logout_redirect_uri={chat.Url}/bye");
        if (!withScript)
        {
            await Expect(page.Locator("h1")).ToHaveTextAsync("Signing you out");
            await page.GetByRole(AriaRole.Link, new() { Name = "Continue" }).ClickAsync();
        }

        await Expect(page.Locator("h1")).ToHaveTextAsync("Here");
        Assert.Equal($"{chat.Url}/bye", page.Url);
        Assert.Equal((first.Issuer, sid), ToldTo(chat));
        Assert.Equal((second.Issuer, other), ToldTo(board));
        await page.GotoAsync(second.Authorize());
        await Expect(page.GetByLabel("Username or e-mail")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Signing_out_of_the_portal_does_not_wait_long_for_an_application_that_does_not_answer()
    {
        await using var chat = new GreetingApplication { IsSilentAt = "/front" };
        await portico.AddUserAsync(portico.Acme, "silas", Secret);
        var client = await AddClientAsync("Silent chat", "silas", chat.Url);
        var page = await OpenAsync();
        await page.GotoAsync(client.Authorize());
        await page.SignInToPortalAsync("silas", Secret);
        await Expect(page.Locator("h1")).ToHaveTextAsync("Here");

        await page.GotoAsync($"/o/{portico.Acme}/home");
        await page.GetByRole(AriaRole.Button, new() { Name = "Account of" }).ClickAsync();
        await page.Locator("#profile-menu").GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await Expect(page.GetByLabel("Username or e-mail")).ToBeVisibleAsync();
        Assert.Equal(client.Issuer, ToldTo(chat).Issuer);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_user_is_asked_when_the_application_wants_it(bool withScript)
    {
        await using var chat = new GreetingApplication();
        var user = withScript ? "carla" : "carl";
        await portico.AddUserAsync(portico.Acme, user, Secret);
        var client = await AddClientAsync("Survey of " + user, user, chat.Url);
        var page = await OpenAsync(withScript);

        await page.GotoAsync(client.Authorize("&prompt=consent"));
        await page.SignInToPortalAsync(user, Secret);
        await Expect(page.Locator("h1")).ToHaveTextAsync($"Let Survey of {user} sign you in?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Deny" }).ClickAsync();
        await GoOnAsync(page, withScript);
        Assert.Equal("access_denied", HttpUtility.ParseQueryString(new Uri(page.Url).Query)["error"]);

        await page.GotoAsync(client.Authorize("&prompt=consent"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow" }).ClickAsync();
        await GoOnAsync(page, withScript);
        Assert.NotEmpty((await client.ExchangeAsync(page.Url)).Sid);
    }

    private static async Task GoOnAsync(IPage page, bool withScript)
    {
        if (!withScript)
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "Continue to" }).ClickAsync();
        }

        await Expect(page.Locator("h1")).ToHaveTextAsync("Here");
    }

    /// <summary>What the application was told in its frame, once.</summary>
    private static (string? Issuer, string? Sid) ToldTo(GreetingApplication application)
    {
        var address = Assert.Single(application.Visited, v => v.StartsWith("/front", StringComparison.Ordinal));
        var query = HttpUtility.ParseQueryString(address.Split('?', 2)[1]);
        return (query["iss"], query["sid"]);
    }

    private async Task<Client> AddClientAsync(string name, string user, string at)
    {
        var (id, discovery) = await portico.AddOpenIdApplicationAsync(name);
        await portico.SetOpenIdAsync(
            id,
            new JsonObject
            {
                ["redirectUris"] = new JsonArray($"{at}/callback"),
                ["postLogoutRedirectUris"] = new JsonArray($"{at}/bye"),
                ["frontChannelLogoutUri"] = $"{at}/front",
            }
        );
        await portico.AssignAsync(id, user);
        return new Client(
            discovery[..discovery.IndexOf("/.well-known", StringComparison.Ordinal)],
            id,
            await portico.MakeSecretAsync(id),
            at
        );
    }

    /// <summary>What the application's server does.</summary>
    private sealed record Client(string Issuer, string Id, string Secret, string At)
    {
        public string Authorize(string besides = "") =>
            $"{Issuer}/authorize?client_id={Id}&response_type=code&scope=openid%20email&state=st&nonce=n&redirect_uri={At}/callback"
            + $"&code_challenge={Challenge}&code_challenge_method=S256{besides}";

        /// <summary>The ID token for the code that the browser brought, and the session that it names.</summary>
        public async Task<(string IdToken, string Sid)> ExchangeAsync(string address)
        {
            using var http = new HttpClient();
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Basic",
                Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Id}:{Secret}"))
            );
            using var form = new FormUrlEncodedContent(
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["grant_type"] = "authorization_code",
                    ["code"] = HttpUtility.ParseQueryString(new Uri(address).Query)["code"]!,
                    ["redirect_uri"] = $"{At}/callback",
                    ["code_verifier"] = Verifier,
                }
            );
            using var answer = await http.PostAsync($"{Issuer}/token", form);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, text);
            var token = JsonDocument.Parse(text).RootElement.GetProperty("id_token").GetString()!;
            var payload = System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]);
            return (token, JsonDocument.Parse(payload).RootElement.GetProperty("sid").GetString()!);
        }
    }
}
