using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portico.Platform;
using Portico.Platform.Secrets.Passkeys;
using Portico.Tests.Support;

namespace Portico.Tests.UserPortal.Passkeys;

/// <summary>Passkeys of users as a browser meets them: questions, cookies, forms.</summary>
public sealed class PortalPasskeyPagesTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private TestServer server = null!;
    private SoftwareAuthenticator device = null!;
    private ObjectId acme;
    private PortalUser eve = null!;

    private string Here => $"/o/{acme}";

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(portal);
        acme = (await portal.AddOrganizationsAsync("Acme"))[0];
        eve = await portal.AddUserAsync(acme, "eve");
        var party = server.Services.GetRequiredService<RelyingParty>();
        device = new(party.Id, party.Origin);
    }

    public async ValueTask DisposeAsync()
    {
        device.Dispose();
        await server.DisposeAsync();
        portal.Dispose();
    }

    [Fact]
    public async Task It_is_added_used_alone_used_after_the_password_and_removed()
    {
        using var browser = server.BrowserOf(eve);
        Assert.Contains("Add your first passkey", await browser.GetStringAsync(Here + "/security"), StringComparison.Ordinal);
        using var added = await AddAsync(browser);
        Assert.Equal(HttpStatusCode.OK, added.StatusCode);
        Assert.Equal(10, (await added.Content.ReadAsStringAsync()).Split("<li><code>").Length - 1);
        var security = await browser.GetStringAsync(Here + "/security");
        Assert.Contains("Laptop", security, StringComparison.Ordinal);
        Assert.Contains("10 codes left.", security, StringComparison.Ordinal);

        using var alone = server.Browser();
        Assert.Contains("autocomplete=\"username webauthn\"", await alone.GetStringAsync(Here), StringComparison.Ordinal);
        var signed = device.Sign(await AskAsync(alone, Here + "/passkey"));
        using var opened = await alone.SubmitAsync(
            $"{Here}?returnUrl={Uri.EscapeDataString(Here + "/profile")}",
            "passkey",
            ("Passkey.Credential", signed)
        );
        Assert.Equal((HttpStatusCode.Found, Here + "/profile"), StatusAndPath(opened));
        Assert.Equal(HttpStatusCode.OK, (await alone.GetAsync(Here + "/profile")).StatusCode);

        using var after = server.Browser();
        using var halfway = await SignInAsync(after);
        Assert.Equal((HttpStatusCode.Found, Here + "/code"), StatusAndPath(halfway));
        var page = await after.GetStringAsync(Here + "/code");
        Assert.Contains("Use your passkey", page, StringComparison.Ordinal);
        Assert.DoesNotContain("SignIn.Code", page, StringComparison.Ordinal);
        signed = device.Sign(await AskAsync(after, Here + "/code/passkey"));
        using var finished = await after.SubmitAsync(Here + "/code", "passkey", ("Passkey.Credential", signed));
        Assert.Equal((HttpStatusCode.Found, Here + "/home"), StatusAndPath(finished));

        var id = eve.Passkeys().Single().Id;
        using var renamed = await browser.SubmitAsync(
            $"{Here}/security?window=rename&selected={id}",
            "rename-passkey",
            ("Renamed.Name", "Desk")
        );
        Assert.Equal((HttpStatusCode.Found, Here + "/security"), StatusAndPath(renamed));
        using var removed = await browser.SubmitAsync(
            $"{Here}/security?window=remove&selected={id}",
            "remove-passkey",
            ("Deleted.CurrentPassword", PortalUsers.Password)
        );
        Assert.Equal((HttpStatusCode.Found, Here + "/security"), StatusAndPath(removed));
        Assert.Contains("Removed the passkey Desk.", await browser.GetStringAsync(Here + "/security"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_time_to_enroll_is_over_makes_a_passkey_and_sees_the_recovery_codes_once()
    {
        eve.Change(u => (u.RequiresMfa, u.MfaRequiredSince) = (true, portal.Clock.GetUtcNow().AddDays(-30)));
        using var browser = server.Browser();
        using var begun = await SignInAsync(browser);
        Assert.Equal((HttpStatusCode.Found, Here + "/enroll"), StatusAndPath(begun));
        var made = device.Make(await AskAsync(browser, Here + "/enroll/passkey"))!;

        using var done = await browser.SubmitAsync(Here + "/enroll", "enroll-passkey", ("Kept.Name", "Laptop"), ("Kept.Credential", made));

        Assert.Equal(10, (await done.Content.ReadAsStringAsync()).Split("<li><code>").Length - 1);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Here + "/home")).StatusCode);
    }

    [Fact]
    public async Task What_proves_nothing_is_refused_in_words()
    {
        using var stranger = server.Browser();
        await AskAsync(stranger, Here + "/passkey");
        using var refused = await stranger.SubmitAsync(Here, "passkey", ("Passkey.Credential", "[[["));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("This passkey was not accepted.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var address in new[] { "/code/passkey", "/enroll/passkey" })
        {
            using var asked = await stranger.PostAsync(Here + address, content: null);
            Assert.Equal(HttpStatusCode.Conflict, asked.StatusCode);
            Assert.Contains("\"problem\":\"This sign-in has ended.", await asked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var nowhere = await stranger.PostAsync("/o/nobody-here/passkey", content: null);
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    [Fact]
    public async Task Where_passkeys_cannot_be_none_are_offered()
    {
        await using var elsewhere = await TestServer.StartAsync(
            portal,
            builder => builder.Configuration["Portico:PublicUrl"] = "https://198.51.100.7"
        );
        var signIn = await elsewhere.Browser().GetStringAsync(Here);
        Assert.DoesNotContain("passkey", signIn, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("webauthn", signIn, StringComparison.OrdinalIgnoreCase);
        using var asked = await elsewhere.Browser().PostAsync(Here + "/passkey", content: null);
        Assert.Equal(HttpStatusCode.Conflict, asked.StatusCode);
        using var browser = elsewhere.BrowserOf(eve);
        Assert.DoesNotContain("Add passkey", await browser.GetStringAsync(Here + "/security"), StringComparison.Ordinal);
        eve.Change(u => (u.RequiresMfa, u.MfaRequiredSince) = (true, portal.Clock.GetUtcNow().AddDays(-30)));
        using var enrolling = elsewhere.Browser();
        using var begun = await SignInAsync(enrolling);
        Assert.DoesNotContain("With a passkey", await enrolling.GetStringAsync(Here + "/enroll"), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> AddAsync(HttpClient browser) =>
        await browser.SubmitAsync(
            Here + "/security?window=add",
            "add-passkey",
            ("Added.Name", "Laptop"),
            ("Added.CurrentPassword", PortalUsers.Password),
            ("Added.Credential", device.Make(await AskAsync(browser, Here + "/security/passkey"))!)
        );

    private Task<HttpResponseMessage> SignInAsync(HttpClient browser) =>
        browser.SubmitAsync(Here, "sign-in", ("SignIn.Login", "eve"), ("SignIn.Password", PortalUsers.Password));

    private static async Task<string> AskAsync(HttpClient browser, string address)
    {
        using var asked = await browser.PostAsync(address, content: null);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        return await asked.Content.ReadAsStringAsync();
    }

    private (HttpStatusCode Status, string? Path) StatusAndPath(HttpResponseMessage answer) =>
        (answer.StatusCode, answer.Headers.Location is { } location ? new Uri(server.Address, location).PathAndQuery : null);
}
