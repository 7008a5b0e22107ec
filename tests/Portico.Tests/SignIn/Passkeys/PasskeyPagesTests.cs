using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Portico.Platform.Secrets.Passkeys;
using Portico.Tests.Support;

namespace Portico.Tests.SignIn.Passkeys;

/// <summary>Passkeys as a browser meets them: questions, cookies, forms.</summary>
public sealed partial class PasskeyPagesTests(PasskeyPortal given) : IClassFixture<PasskeyPortal>, IAsyncLifetime
{
    private TestServer server = null!;
    private SoftwareAuthenticator device = null!;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(given.Portal);
        var party = server.Services.GetRequiredService<RelyingParty>();
        device = new(party.Id, party.Origin);
    }

    public async ValueTask DisposeAsync()
    {
        device.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task It_is_added_used_alone_used_after_the_password_and_removed()
    {
        var pia = given.NewPerson();
        using var browser = server.BrowserOf(pia);
        var made = device.Make(await AskAsync(browser, "/profile/passkeys/offer"))!;
        var added = await browser.SubmitAsync(
            "/profile/passkeys?window=add",
            "add-passkey",
            ("Added.Name", "Laptop"),
            ("Added.CurrentPassword", Accounts.Password),
            ("Added.Credential", made)
        );
        Assert.Equal(HttpStatusCode.OK, added.StatusCode);
        Assert.Equal(10, (await added.Content.ReadAsStringAsync()).Split("<li><code>").Length - 1);
        Assert.Contains("Laptop", await browser.GetStringAsync("/profile/passkeys"), StringComparison.Ordinal);

        using var alone = server.Browser();
        var signed = device.Sign(await AskAsync(alone, "/sign-in/passkey"));
        var opened = await alone.SubmitAsync("/sign-in?returnUrl=%2Fprofile", "passkey", ("Passkey.Credential", signed));
        Assert.Equal((HttpStatusCode.Found, "/profile"), StatusAndPath(opened));
        Assert.Equal(HttpStatusCode.OK, (await alone.GetAsync("/profile")).StatusCode);

        using var after = server.Browser();
        var halfway = await after.SubmitAsync("/sign-in", "sign-in", ("SignIn.Email", pia.Email), ("SignIn.Password", Accounts.Password));
        Assert.Equal((HttpStatusCode.Found, "/sign-in/code"), StatusAndPath(halfway));
        var page = await after.GetStringAsync("/sign-in/code");
        Assert.Contains("Use your passkey", page, StringComparison.Ordinal);
        Assert.DoesNotContain("SignIn.Code", page, StringComparison.Ordinal);
        signed = device.Sign(await AskAsync(after, "/sign-in/code/passkey"));
        opened = await after.SubmitAsync("/sign-in/code", "passkey", ("Passkey.Credential", signed));
        Assert.Equal((HttpStatusCode.Found, "/"), StatusAndPath(opened));

        var id = given.PasskeysOf(pia).Single().Id;
        var removed = await browser.SubmitAsync(
            $"/profile/passkeys?window=remove&selected={id}",
            "remove-passkey",
            ("Removed.CurrentPassword", Accounts.Password)
        );
        Assert.Equal((HttpStatusCode.Found, "/profile/passkeys"), StatusAndPath(removed));
        Assert.Contains("Add your first passkey", await browser.GetStringAsync("/profile/passkeys"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_must_have_a_second_factor_makes_a_passkey_and_sees_the_recovery_codes_once()
    {
        var pia = given.NewPerson();
        given.Portal.RequireMfa(pia);
        using var browser = server.Browser();
        var begun = await browser.SubmitAsync("/sign-in", "sign-in", ("SignIn.Email", pia.Email), ("SignIn.Password", Accounts.Password));
        Assert.Equal((HttpStatusCode.Found, "/sign-in/enroll"), StatusAndPath(begun));
        var made = device.Make(await AskAsync(browser, "/sign-in/enroll/passkey"))!;

        var done = await browser.SubmitAsync("/sign-in/enroll", "enroll-passkey", ("Kept.Name", "Laptop"), ("Kept.Credential", made));

        Assert.Equal(10, (await done.Content.ReadAsStringAsync()).Split("<li><code>").Length - 1);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/organizations")).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"id\":")]
    [InlineData("[[[[[[[[")]
    public async Task Garbage_is_answered_with_what_to_do(string credential)
    {
        using var browser = server.Browser();
        await AskAsync(browser, "/sign-in/passkey");

        var refused = await browser.SubmitAsync("/sign-in", "passkey", ("Passkey.Credential", credential));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("This passkey was not accepted.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_without_the_cookie_is_not_believed()
    {
        var (_, owned) = await given.WithPasskeyAsync();
        owned.Origin = device.Origin;
        using var asked = server.Browser();
        using var other = server.Browser();
        var signed = owned.Sign(await AskAsync(asked, "/sign-in/passkey"));

        var refused = await other.SubmitAsync("/sign-in", "passkey", ("Passkey.Credential", signed), ("Passkey.Challenge", "CfDJ8"));

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("That took too long", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_without_a_right_to_it_is_refused_in_words()
    {
        using var stranger = server.Browser();

        foreach (var address in new[] { "/sign-in/code/passkey", "/sign-in/enroll/passkey" })
        {
            var refused = await stranger.PostAsync(address, content: null);
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Contains("\"problem\":\"This sign-in has ended.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("http", "portico-passkey")]
    [InlineData("https", "__Host-portico-passkey")]
    public async Task The_challenge_is_a_cookie_that_no_script_and_no_other_site_gets(string scheme, string name)
    {
        await using var secure = await TestServer.StartAsync(given.Portal, given.Portal.WithCertificate, url: $"{scheme}://127.0.0.1:0");

        var asked = await secure.Browser().PostAsync("/sign-in/passkey", content: null);

        var cookie = asked.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith(name + "=", cookie, StringComparison.Ordinal);
        Assert.Contains("max-age=300; path=/; ", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=strict; httponly", cookie, StringComparison.Ordinal);
        Assert.Equal(scheme is "https", cookie.Contains("; secure", StringComparison.Ordinal));
        Assert.Equal("application/json", asked.Content.Headers.ContentType!.MediaType);
        Assert.Contains("no-store", asked.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_passkeys_cannot_be_none_are_offered()
    {
        await using var elsewhere = await TestServer.StartAsync(
            given.Portal,
            builder => builder.Configuration["Portico:PublicUrl"] = "https://198.51.100.7"
        );

        Assert.DoesNotContain("passkey", await elsewhere.Browser().GetStringAsync("/sign-in"), StringComparison.OrdinalIgnoreCase);
        var refused = await elsewhere.Browser().PostAsync("/sign-in/passkey", content: null);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        using var pia = elsewhere.BrowserOf(given.NewPerson());
        Assert.Contains("reached under a name", await pia.GetStringAsync("/profile/passkeys"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_JavaScript_a_page_says_what_is_missing()
    {
        using var browser = server.Browser();

        var page = await browser.GetStringAsync("/sign-in");

        Assert.Matches(MissingScript(), page);
        Assert.Contains("autocomplete=\"username webauthn\"", page, StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(HttpClient browser, string address)
    {
        var asked = await browser.PostAsync(address, content: null);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        return await asked.Content.ReadAsStringAsync();
    }

    private (HttpStatusCode Status, string? Path) StatusAndPath(HttpResponseMessage answer) =>
        (answer.StatusCode, answer.Headers.Location is { } location ? new Uri(server.Address, location).PathAndQuery : null);

    [GeneratedRegex("<p class=\"[^\"]*only-without-script\">Passkeys need JavaScript", RegexOptions.None, 1_000)]
    private static partial Regex MissingScript();
}
