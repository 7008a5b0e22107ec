using System.Net;
using Portico.Platform.Operations;
using Portico.Providers;
using Portico.Tests.Support;

namespace Portico.Tests.Providers;

public sealed class SetupPageTests : IAsyncLifetime
{
    private readonly TestPortal portal = new(isSetUp: false);
    private TestServer server = null!;
    private HttpClient browser = null!;
    private string link = null!;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(portal);
        browser = server.Browser();
        link = (await portal.Anonymously<StartSetup>().RunAsync(Nothing.Instance)).Require().Path;
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await server.DisposeAsync();
        portal.Dispose();
    }

    [Fact]
    public async Task Sets_the_installation_up_once_and_leads_to_sign_in()
    {
        Assert.Contains("not set up yet", await browser.GetStringAsync("/sign-in"), StringComparison.Ordinal);

        var done = await SetUpAsync();

        Assert.Equal(
            (HttpStatusCode.Found, "/sign-in?email=ada%40example.com"),
            (done.StatusCode, new Uri(server.Address, done.Headers.Location!).PathAndQuery)
        );
        Assert.Contains("Portico is set up.", await browser.GetStringAsync("/sign-in?email=ada%40example.com"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(link)).StatusCode);
        var signedIn = await browser.SubmitAsync(
            "/sign-in",
            "sign-in",
            ("SignIn.Email", "ada@example.com"),
            ("SignIn.Password", Accounts.Password)
        );
        Assert.Equal(HttpStatusCode.Found, signedIn.StatusCode);
    }

    [Fact]
    public async Task Says_by_each_field_what_is_missing_and_keeps_the_rest()
    {
        var refused = await SetUpAsync(("Setup.Password", "short"), ("Setup.Email", "no address"), ("Setup.FirstName", ""));

        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Enter a first name.", page, StringComparison.Ordinal);
        Assert.Contains("This is not an e-mail address.", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Lovelace IT\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("short", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/setup/x")]
    [InlineData("/setup/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Another_link_opens_nothing(string address)
    {
        var answer = await browser.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("Provider name", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> SetUpAsync(params (string Name, string Value)[] instead) =>
        browser.SubmitAsync(
            link,
            "setup",
            [
                ("Setup.ProviderName", "Lovelace IT"),
                ("Setup.FirstName", "Ada"),
                ("Setup.LastName", "Lovelace"),
                ("Setup.Email", "ada@example.com"),
                ("Setup.Password", Accounts.Password),
                ("Setup.PasswordAgain", Accounts.Password),
                .. instead,
            ]
        );
}
