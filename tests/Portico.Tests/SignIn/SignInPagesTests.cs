using System.Net;
using Microsoft.EntityFrameworkCore;
using Portico.Organizations;
using Portico.Platform.Http;
using Portico.SignIn.Sessions;
using Portico.Tests.Support;

namespace Portico.Tests.SignIn;

/// <summary>Signing in as a browser does: forms, redirects, cookies.</summary>
public sealed class SignInPagesTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private TestServer server = null!;
    private HttpClient browser = null!;

    public async ValueTask InitializeAsync()
    {
        portal.WithPassword(portal.Anna);
        server = await TestServer.StartAsync(portal);
        browser = server.Browser();
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await server.DisposeAsync();
        portal.Dispose();
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_led_there_and_back()
    {
        var closed = await browser.GetAsync("/organizations?search=acme");
        Assert.Equal((HttpStatusCode.Found, "/sign-in?returnUrl=%2Forganizations%3Fsearch%3Dacme"), StatusAndPath(closed));

        var opened = await SignInAsync(browser, closed.Headers.Location!.OriginalString);
        Assert.Equal((HttpStatusCode.Found, "/organizations?search=acme"), StatusAndPath(opened));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/organizations?search=acme")).StatusCode);
        Assert.Equal((HttpStatusCode.Found, "/organizations"), StatusAndPath(await browser.GetAsync("/")));
        Assert.Equal((HttpStatusCode.Found, "/"), StatusAndPath(await browser.GetAsync("/sign-in")));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task A_sign_in_leads_to_no_foreign_place(string returnUrl)
    {
        var opened = await SignInAsync(browser, "/sign-in?returnUrl=" + Uri.EscapeDataString(returnUrl));

        Assert.Equal((HttpStatusCode.Found, "/"), StatusAndPath(opened));
    }

    [Fact]
    public async Task A_wrong_password_answers_as_an_unknown_address_and_keeps_what_was_typed()
    {
        var wrong = await SignInAsync(browser, "/sign-in", password: "not this one, sorry");
        var unknown = await SignInAsync(server.Browser(), "/sign-in", "nobody@example.com");

        var page = WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync());
        Assert.Contains("The e-mail or the password is wrong.", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{portal.Anna.Email}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("not this one, sorry", page, StringComparison.Ordinal);
        Assert.Equal((wrong.StatusCode, HttpStatusCode.BadRequest), (unknown.StatusCode, unknown.StatusCode));
        Assert.DoesNotContain("Set-Cookie: portico-session", wrong.Headers.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http", "portico-session")]
    [InlineData("https", "__Host-portico-session")]
    public async Task The_session_is_a_cookie_that_no_script_and_no_other_site_gets(string scheme, string name)
    {
        await using var secure = await TestServer.StartAsync(portal, portal.WithCertificate, url: $"{scheme}://127.0.0.1:0");

        var opened = await SignInAsync(secure.Browser(), "/sign-in");

        var cookie = opened.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith(name + "=", StringComparison.Ordinal));
        Assert.Contains("; path=/; ", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("domain", cookie, StringComparison.Ordinal);
        Assert.Equal(scheme is "https", cookie.Contains("; secure", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http", "")]
    [InlineData("https", "__Host-")]
    public async Task Over_https_no_neighbouring_site_can_plant_a_cookie(string scheme, string prefix)
    {
        await using var secure = await TestServer.StartAsync(portal, portal.WithCertificate, url: $"{scheme}://127.0.0.1:0");
        var cookies = new CookieContainer();
        using var visitor = secure.Browser(cookies);
        await SignInAsync(visitor, "/sign-in");
        await visitor.SubmitAsync("/profile", "name", ("Named.FirstName", "Anne"), ("Named.LastName", "Admin"));

        Assert.Equal(
            [$"{prefix}portico-antiforgery", $"{prefix}portico-browser", $"{prefix}portico-notice", $"{prefix}portico-session"],
            cookies.GetAllCookies().Select(c => c.Name).Order(StringComparer.Ordinal)
        );
        Assert.Contains("Your name is saved.", await visitor.GetStringAsync("/profile"), StringComparison.Ordinal);
        Assert.DoesNotContain("Your name is saved.", await visitor.GetStringAsync("/profile"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_signs_in_over_plain_http_from_elsewhere()
    {
        browser.DefaultRequestHeaders.Host = "portal.example.com";

        var page = await browser.GetStringAsync("/sign-in");

        Assert.Contains("over https only", page, StringComparison.Ordinal);
        Assert.DoesNotContain("type=\"password\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_step_has_a_session_of_its_own()
    {
        var (secret, _) = await portal.EnrollAsync(portal.Anna);
        var toCode = await SignInAsync(browser, "/sign-in?returnUrl=%2Fprofile");
        Assert.Equal((HttpStatusCode.Found, "/sign-in/code?returnUrl=%2Fprofile"), StatusAndPath(toCode));
        var half = TokenIn(toCode);
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync("/organizations")).StatusCode);

        var code = new Visitor(portal).CodeOf(secret);
        var opened = await browser.SubmitAsync("/sign-in/code?returnUrl=%2Fprofile", "code", ("SignIn.Code", code));

        Assert.Equal((HttpStatusCode.Found, "/profile"), StatusAndPath(opened));
        Assert.NotEqual(half, TokenIn(opened));
        await using var db = portal.Credentials();
        Assert.Equal(SessionStage.SignedIn, (await db.Set<Session>().OrderBy(s => s.CreatedAt).LastAsync()).Stage);
        Assert.DoesNotContain(await db.Set<Session>().ToListAsync(), s => s.Stage is SessionStage.NeedsCode);
    }

    [Fact]
    public async Task Who_must_enrolls_and_sees_the_recovery_codes_once()
    {
        portal.RequireMfa(portal.Anna);
        Assert.Equal((HttpStatusCode.Found, "/sign-in/enroll"), StatusAndPath(await SignInAsync(browser, "/sign-in")));
        var page = await browser.GetStringAsync("/sign-in/enroll");
        var secret = Between(page, "data-copy=\"", "\"");
        var sealedSecret = Between(page, "name=\"Enroll.SealedSecret\" value=\"", "\"");
        (string, string)[] Typed(string code) => [("Enroll.SealedSecret", sealedSecret), ("Enroll.Code", code)];

        var wrong = await (await browser.SubmitAsync("/sign-in/enroll", "enroll", Typed("000000"))).Content.ReadAsStringAsync();
        Assert.Contains($"data-copy=\"{secret}\"", wrong, StringComparison.Ordinal);

        var done = await browser.SubmitAsync("/sign-in/enroll", "enroll", Typed(new Visitor(portal).CodeOf(secret)));

        var shown = await done.Content.ReadAsStringAsync();
        Assert.Equal(10, shown.Split("<li><code>").Length - 1);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/organizations")).StatusCode);
        Assert.Equal((HttpStatusCode.Found, "/sign-in"), StatusAndPath(await browser.GetAsync("/sign-in/enroll")));
    }

    [Fact]
    public async Task Logging_out_ends_the_session_at_once()
    {
        await SignInAsync(browser, "/sign-in");
        var token = Between(await browser.GetStringAsync("/organizations"), "name=\"__RequestVerificationToken\" value=\"", "\"");

        using var stale = server.Browser();
        Assert.Equal((HttpStatusCode.Found, "/sign-in"), StatusAndPath(await SignOutAsync(stale, "made up")));
        Assert.Equal(HttpStatusCode.BadRequest, (await SignOutAsync(browser, "made up")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/organizations")).StatusCode);

        Assert.Equal((HttpStatusCode.Found, "/sign-in"), StatusAndPath(await SignOutAsync(browser, token)));
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync("/organizations")).StatusCode);
        await using var db = portal.Credentials();
        Assert.Empty(await db.Set<Session>().ToListAsync());
    }

    [Fact]
    public async Task An_idle_session_ends_and_what_is_no_page_says_so_in_a_status()
    {
        await SignInAsync(browser, "/sign-in");
        portal.Clock.Advance(TimeSpan.FromMinutes(61));

        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync("/organizations")).StatusCode);
        using var script = server.Browser();
        script.DefaultRequestHeaders.Clear();
        Assert.Equal(HttpStatusCode.Unauthorized, (await script.GetAsync(OrganizationRoutes.Choices)).StatusCode);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_with_a_page_that_says_what_to_do()
    {
        using var form = new FormUrlEncodedContent([new("_handler", "sign-in"), new("SignIn.Email", portal.Anna.Email)]);

        var refused = await browser.PostAsync("/sign-in", form);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("This form could not be sent", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forgotten_password_is_set_anew_by_mail()
    {
        await SignInAsync(browser, "/sign-in");
        using var other = server.Browser();
        var known = await (
            await other.SubmitAsync("/forgot-password", "forgot", ("Forgot.Email", portal.Anna.Email))
        ).Content.ReadAsStringAsync();
        var unknown = await (
            await other.SubmitAsync("/forgot-password", "forgot", ("Forgot.Email", "x@example.com"))
        ).Content.ReadAsStringAsync();
        Assert.Equal(
            known.Replace(portal.Anna.Email, "", StringComparison.Ordinal),
            unknown.Replace("x@example.com", "", StringComparison.Ordinal)
        );

        var link = "/reset-password/" + portal.TokenInMail("/reset-password/");
        var tooShort = await other.SubmitAsync(link, "reset", ("Reset.Password", "short"), ("Reset.PasswordAgain", "short"));
        Assert.Equal(HttpStatusCode.BadRequest, tooShort.StatusCode);
        const string chosen = "brisk copper windmill 9";
        var set = await other.SubmitAsync(link, "reset", ("Reset.Password", chosen), ("Reset.PasswordAgain", chosen));

        Assert.Equal((HttpStatusCode.Found, "/sign-in?email=" + portal.Anna.Email), StatusAndPath(set));
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync("/organizations")).StatusCode);
        Assert.Contains("no longer works", await other.GetStringAsync(link), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Found, "/"), StatusAndPath(await SignInAsync(other, "/sign-in", password: chosen)));
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/not/here")]
    [InlineData("/organizations")]
    [InlineData("/healthz")]
    public async Task Every_answer_tells_the_browser_what_it_may_do(string path)
    {
        var answer = await browser.GetAsync(path);

        Assert.Equal(SecurityHeaders.ContentSecurityPolicy, answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> SignInAsync(HttpClient from, string address, string? email = null, string? password = null) =>
        await from.SubmitAsync(
            address,
            "sign-in",
            ("SignIn.Email", email ?? portal.Anna.Email),
            ("SignIn.Password", password ?? Accounts.Password)
        );

    private static async Task<HttpResponseMessage> SignOutAsync(HttpClient from, string token)
    {
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        return await from.PostAsync("/sign-out", form);
    }

    private (HttpStatusCode Status, string? Path) StatusAndPath(HttpResponseMessage answer) =>
        (answer.StatusCode, answer.Headers.Location is { } location ? new Uri(server.Address, location).PathAndQuery : null);

    private static string TokenIn(HttpResponseMessage answer) =>
        Between(answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("portico-session=", StringComparison.Ordinal)), "=", ";");

    private static string Between(string text, string before, string after)
    {
        var start = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return WebUtility.HtmlDecode(text[start..text.IndexOf(after, start, StringComparison.Ordinal)]);
    }
}
