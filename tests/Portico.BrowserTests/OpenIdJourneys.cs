using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Web;
using Portico.BrowserTests.Support;

namespace Portico.BrowserTests;

/// <summary>An application of OpenID Connect from the form that adds it to users who sign in to it.</summary>
public sealed class OpenIdJourneys(Chromium chromium, PortalPortico portico)
    : Journey(chromium, portico.Process),
        IClassFixture<PortalPortico>
{
    private const string Secret = "Violet anchor 47 drum";
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_administrator_adds_an_application_and_a_user_signs_in_to_it_and_out_again(bool withScript)
    {
        var (name, user) = withScript ? ("Chat", "chandra") : ("Board", "boris");
        await using var application = new GreetingApplication();
        var at = application.Url;
        await portico.AddUserAsync(portico.Acme, user, Secret);
        await portico.AddGroupAsync(portico.Acme, $"{name} people", user);
        var client = await AddApplicationAsync(name, at, withScript);

        var page = await OpenAsync(withScript);
        await page.GotoAsync(client.Authorize(at));
        await page.SignInToPortalAsync(user, Secret);
        if (!withScript)
        {
            await page.GetByRole(AriaRole.Link, new() { Name = $"Continue to {name}" }).ClickAsync();
        }

        await Expect(page.Locator("h1")).ToHaveTextAsync("Here");
        var brought = HttpUtility.ParseQueryString(new Uri(page.Url).Query);
        Assert.Equal(("st", client.Issuer), (brought["state"], brought["iss"]));
        var tokens = await client.ExchangeAsync(brought["code"]!, at);
        var told = JsonDocument.Parse(await client.UserInfoAsync(tokens.GetProperty("access_token").GetString()!)).RootElement;
        Assert.Equal(PortalPortico.EmailOf(user), told.GetProperty("email").GetString());

        // Signed in already: straight through.
        await page.GotoAsync(client.Authorize(at));
        await Expect(page.Locator("h1")).ToHaveTextAsync("Here");
        await page.GotoAsync(
            $"{client.Issuer}/logout?id_token_hint={tokens.GetProperty("id_token").GetString()}&post_logout_redirect_uri={at}/bye"
        );
        await Expect(page.Locator("h1")).ToHaveTextAsync("Here");
        Assert.Equal($"{at}/bye", page.Url);
        await page.GotoAsync(client.Authorize(at));
        await Expect(page.GetByLabel("Username or e-mail")).ToBeVisibleAsync();
    }

    private async Task<Client> AddApplicationAsync(string name, string at, bool withScript)
    {
        var admin = new Person("Anna", "Berger", "anna@northwind.example");
        var page = await OpenAsAsync(admin, withScript);
        await page.GotoAsync($"/organizations/{portico.Acme}/applications");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add application" }).First.ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("OpenID Connect").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add application" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 })).ToBeVisibleAsync();
        await Expect(page.Body().GetByText("Nobody can sign in yet: it is not known where users go.")).ToBeVisibleAsync();

        // What is wrong stays as it was typed, beside what to do.
        await page.GetByLabel("Redirect URIs", new() { Exact = true }).FillAsync($"{at}/callback\nhttp://plain.example/callback");
        await page.GetByLabel("Redirect URIs after logout").FillAsync($"{at}/bye");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).First.ClickAsync();
        await Expect(page.Body().GetByText("This is no address that users may be sent to.").First).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Redirect URIs", new() { Exact = true }))
            .ToHaveValueAsync($"{at}/callback\nhttp://plain.example/callback");
        await page.GetByLabel("Redirect URIs", new() { Exact = true }).FillAsync($"{at}/callback");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).First.ClickAsync();
        await Expect(page.Body().GetByText("Nobody can sign in yet: the application is assigned to no one.")).ToBeVisibleAsync();
        var (id, issuer) = (await FactAsync(page, "Client ID"), await FactAsync(page, "Issuer"));

        await page.Tab("Secrets").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Make secret" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make secret" }).ClickAsync();
        var secret = await page.Locator(".secret code").InnerTextAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "I have kept it" }).ClickAsync();
        await Expect(page.Locator("tr.line")).ToContainTextAsync(secret[^4..]);
        await Expect(page.Body()).Not.ToContainTextAsync(secret);

        await page.Tab("Assignments").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Assign user groups" }).ClickAsync();
        await page.GetByLabel($"{name} people").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Assign", Exact = true }).ClickAsync();
        await Expect(page.Locator("tr.line")).ToContainTextAsync($"{name} people");
        return new Client(issuer, id, secret);
    }

    private static Task<string> FactAsync(IPage page, string name) =>
        page.Locator("dt", new() { HasText = name }).First.Locator("xpath=following-sibling::dd[1]//code").InnerTextAsync();

    /// <summary>What the application's server does.</summary>
    private sealed record Client(string Issuer, string Id, string Secret)
    {
        public string Authorize(string at) =>
            $"{Issuer}/authorize?client_id={Id}&response_type=code&scope=openid%20email&state=st&nonce=n&redirect_uri={at}/callback"
            + $"&code_challenge={Challenge}&code_challenge_method=S256";

        public async Task<JsonElement> ExchangeAsync(string code, string at)
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
                    ["code"] = code,
                    ["redirect_uri"] = $"{at}/callback",
                    ["code_verifier"] = Verifier,
                }
            );
            using var answer = await http.PostAsync($"{Issuer}/token", form);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, text);
            return JsonDocument.Parse(text).RootElement;
        }

        public async Task<string> UserInfoAsync(string token)
        {
            using var http = new HttpClient();
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return await http.GetStringAsync($"{Issuer}/userinfo");
        }
    }
}
