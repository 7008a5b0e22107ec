using System.Net;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Settings;
using Portico.Tests.Support;

namespace Portico.Tests.UserPortal;

/// <summary>The pages of the user portal as a browser without JavaScript meets them.</summary>
public sealed class PortalPagesTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private TestServer server = null!;
    private ObjectId acme;
    private ObjectId bolt;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(portal);
        var ids = await portal.AddOrganizationsAsync("Acme", "Bolt");
        (acme, bolt) = (ids[0], ids[1]);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        portal.Dispose();
    }

    [Fact]
    public async Task The_way_in_and_out_by_slug()
    {
        await SetGeneralAsync(s => s with { Slug = "acme", ContactName = "Olga Office", ContactEmail = "office@acme.example" });
        var eve = await portal.AddUserAsync(acme, "eve");
        using var browser = server.Browser();
        var door = await browser.GetStringAsync("/o/acme");
        Assert.Contains("Olga Office", door, StringComparison.Ordinal);

        using var asked = await browser.GetAsync("/o/acme/profile");
        Assert.Equal("/o/acme?returnUrl=%2Fo%2Facme%2Fprofile", asked.Headers.Location?.OriginalString);
        using var wrong = await browser.SubmitAsync("/o/acme", "sign-in", ("SignIn.Login", "eve"), ("SignIn.Password", "wrong"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using var right = await browser.SubmitAsync(
            asked.Headers.Location!.OriginalString,
            "sign-in",
            ("SignIn.Login", "eve"),
            ("SignIn.Password", PortalUsers.Password)
        );
        Assert.EndsWith("/o/acme/profile", right.Headers.Location?.OriginalString, StringComparison.Ordinal);

        foreach (var page in new[] { "home", "profile", "security", "sessions" })
        {
            Assert.Contains(
                "<title>Acme · ",
                WebUtility.HtmlDecode(await browser.GetStringAsync($"/o/acme/{page}")),
                StringComparison.Ordinal
            );
            // By its id it is the same portal.
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/o/{acme}/{page}")).StatusCode);
        }

        using var byId = await browser.GetAsync($"/o/acme?returnUrl=%2Fo%2F{acme}%2Fsecurity");
        Assert.EndsWith($"/o/{acme}/security", byId.Headers.Location?.OriginalString, StringComparison.Ordinal);
        using var elsewhere = await browser.GetAsync("/o/acme?returnUrl=%2Forganizations");
        Assert.EndsWith("/o/acme/home", elsewhere.Headers.Location?.OriginalString, StringComparison.Ordinal);
        using var twice = await browser.GetAsync("/o/acme");
        Assert.EndsWith("/o/acme/home", twice.Headers.Location?.OriginalString, StringComparison.Ordinal);
        var home = await browser.GetStringAsync("/o/acme/home");
        const string field = "name=\"__RequestVerificationToken\" value=\"";
        var token = home[(home.IndexOf(field, StringComparison.Ordinal) + field.Length)..].Split('"')[0];
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        using var signedOut = await browser.PostAsync("/o/acme/sign-out", form);
        Assert.Equal("/o/acme", signedOut.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync("/o/acme/home")).StatusCode);
        Assert.NotNull(eve.Stored().LastSignInAt);
    }

    [Fact]
    public async Task What_is_no_portal_looks_alike_whatever_it_is()
    {
        await portal.Anna.Does<SuspendManagedOrganization>().RunAsync(new() { OrganizationId = bolt });
        using var browser = server.Browser();
        foreach (
            var page in new[]
            {
                "",
                "/code",
                "/recovery",
                "/new-password",
                "/enroll",
                "/forgot-password",
                "/activate/x",
                "/reset-password/x",
            }
        )
        {
            var never = await ReadAsync(browser, $"/o/{portal.NewId()}{page}");
            Assert.Equal((page, never), (page, await ReadAsync(browser, $"/o/{bolt}{page}")));
            Assert.Equal((page, never), (page, await ReadAsync(browser, $"/o/nobody-here{page}")));
            Assert.Equal((page, HttpStatusCode.NotFound), (page, never.Status));
        }

        Assert.Contains("There is no portal here", (await ReadAsync(browser, $"/o/{bolt}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_common_page_lets_choose_in_the_answer_to_the_password()
    {
        await portal.AddUserAsync(acme, "twin", "twin@example.com");
        await portal.AddUserAsync(bolt, "twin", "twin@example.com");
        using var browser = server.Browser();
        Assert.DoesNotContain("Acme", await browser.GetStringAsync("/o"), StringComparison.Ordinal);

        using var proved = await browser.SubmitAsync(
            "/o",
            "sign-in",
            ("SignIn.Email", "twin@example.com"),
            ("SignIn.Password", PortalUsers.Password)
        );
        var choice = await proved.Content.ReadAsStringAsync();
        Assert.Contains("Choose an organization", choice, StringComparison.Ordinal);
        using var chosen = await browser.PostAsync(choice, "/o", "choose", ("Chosen.OrganizationId", bolt.ToString()));
        Assert.EndsWith($"/o/{bolt}/home", chosen.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/o/{bolt}/home")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync($"/o/{acme}/home")).StatusCode);
    }

    [Fact]
    public async Task A_step_that_is_not_due_leads_to_the_one_that_is()
    {
        var eve = await portal.AddUserAsync(acme, "eve");
        eve.Change(u => u.PasswordExpiresAt = portal.Clock.GetUtcNow());
        using var browser = server.Browser();
        using var begun = await browser.SubmitAsync(
            $"/o/{acme}",
            "sign-in",
            ("SignIn.Login", "eve"),
            ("SignIn.Password", PortalUsers.Password)
        );
        Assert.EndsWith($"/o/{acme}/new-password", begun.Headers.Location?.OriginalString, StringComparison.Ordinal);

        using var code = await browser.GetAsync($"/o/{acme}/code");
        Assert.EndsWith("/new-password", code.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync($"/o/{acme}/home")).StatusCode);
        using var set = await browser.SubmitAsync(
            $"/o/{acme}/new-password",
            "new-password",
            ("Chosen.Password", "Quiet meadow 81 lamp"),
            ("Chosen.PasswordAgain", "Quiet meadow 81 lamp")
        );
        Assert.EndsWith($"/o/{acme}/home", set.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/o/{acme}/home")).StatusCode);
    }

    [Fact]
    public async Task The_profile_takes_what_was_typed_into_its_empty_rows()
    {
        var eve = await portal.AddUserAsync(acme, "eve", hasPassword: false);
        using var browser = server.BrowserOf(eve);
        var page = $"/o/{acme}/profile";

        using var half = await browser.SubmitAsync(page, "profile", ("Own.PhoneNumbers[0].Kind", "Mobile"));
        Assert.Equal(HttpStatusCode.BadRequest, half.StatusCode);
        using var whole = await browser.SubmitAsync(
            page,
            "profile",
            ("Own.PhoneNumbers[1].Kind", "Mobile"),
            ("Own.PhoneNumbers[1].Number", "+1 555 0100"),
            ("Own.DisplayName", "Eve of Acme")
        );
        Assert.Equal(HttpStatusCode.Found, whole.StatusCode);
        var after = await browser.GetStringAsync(page);
        Assert.Contains("value=\"+1 555 0100\"", WebUtility.HtmlDecode(after), StringComparison.Ordinal);
        Assert.Contains("Your profile is saved.", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Administrators_and_users_are_signed_in_beside_each_other()
    {
        var eve = await portal.AddUserAsync(acme, "eve", hasPassword: false);
        var cookies = new CookieContainer();
        cookies.Add(server.Address, new Cookie("portico-user-session", eve.AddSession()));
        using var anna = server.BrowserOf(portal.Anna, cookies);

        Assert.Equal(HttpStatusCode.OK, (await anna.GetAsync("/organizations")).StatusCode);
        Assert.Contains("eve", await anna.GetStringAsync($"/o/{acme}/profile"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await anna.GetAsync("/profile")).StatusCode);
    }

    private static async Task<(HttpStatusCode Status, string Text)> ReadAsync(HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(address);
        // Nothing of the address is in it but the way back that was asked for.
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task SetGeneralAsync(Func<UpdateGeneralSettings.Request, UpdateGeneralSettings.Request> change)
    {
        var now = (await portal.Anna.Does<GetGeneralSettings>().RunAsync(acme, Nothing.Instance)).Require();
        (await portal.Anna.Does<UpdateGeneralSettings>().RunAsync(acme, change(now.Settings))).Require();
    }
}
