using System.Net;
using Microsoft.AspNetCore.Http;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Settings;
using Portico.Tests.Platform.Images;
using Portico.Tests.Support;
using SkiaSharp;

namespace Portico.Tests.Organizations;

/// <summary>The pages inside an organization: who gets which, and what nobody else gets.</summary>
public sealed class OrganizationPagesTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private TestServer server = null!;
    private HttpClient anna = null!;
    private ObjectId acme;
    private ObjectId bolt;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(portal);
        anna = server.BrowserOf(portal.Anna);
        var ids = await portal.AddOrganizationsAsync("Acme", "Bolt");
        (acme, bolt) = (ids[0], ids[1]);
    }

    public async ValueTask DisposeAsync()
    {
        anna.Dispose();
        await server.DisposeAsync();
        portal.Dispose();
    }

    [Fact]
    public async Task The_organizations_name_comes_first_in_the_title_and_staff_get_the_menu()
    {
        var page = await anna.GetStringAsync($"/organizations/{acme}");

        Assert.Contains("<title>Acme · Home</title>", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains($"data-switcher=\"/switch/choices?here={acme}\"", page, StringComparison.Ordinal);
        Assert.Contains("Launched the admin portal", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Bolt", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_own_administrator_sees_nothing_of_the_provider()
    {
        using var omar = server.BrowserOf(portal.AddOrganizationAdministrator(acme, "Omar", "Owner"));

        var page = await omar.GetStringAsync($"/organizations/{acme}");

        Assert.Contains("Acme · Home", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain("switcher", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Northwind", page, StringComparison.Ordinal);
        foreach (var address in new[] { "/organizations", "/switch", "/switch/choices" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync(address)).StatusCode);
        }
    }

    [Fact]
    public async Task What_is_not_yours_answers_byte_for_byte_like_what_never_was()
    {
        using var carl = server.BrowserOf(portal.AddTechnician(portal.Northwind, "Carl", "Colleague", Role.Administrator, bolt));
        using var sam = server.BrowserOf(portal.AddTechnician(portal.AddProvider("Southwind"), "Sam", "South", Role.Administrator));
        using var nora = server.BrowserOf(portal.AddOrganizationAdministrator(bolt, "Nora", "Neighbour"));
        foreach (var path in new[] { "", "/logo/abc", "/nonsense" })
        {
            foreach (var outsider in new[] { carl, sam, nora })
            {
                var never = await AnswerAsync(outsider, $"/organizations/{portal.NewId()}{path}");
                Assert.Equal(HttpStatusCode.NotFound, never.Status);
                Assert.Equal(never, await AnswerAsync(outsider, $"/organizations/{acme}{path}"));
                Assert.Equal(never, await AnswerAsync(outsider, $"/organizations/nonsense{path}"));
                Assert.Equal(
                    await AnswerAsync(outsider, $"/organizations/{portal.NewId()}{path}", "post"),
                    await AnswerAsync(outsider, $"/organizations/{acme}{path}", "post")
                );
            }
        }
    }

    [Fact]
    public async Task A_suspended_organization_says_so_to_staff_and_is_restored_where_they_are()
    {
        await portal.Anna.Does<SuspendManagedOrganization>().RunAsync(new() { OrganizationId = acme });

        var page = await anna.GetStringAsync($"/organizations/{acme}");

        Assert.Contains("Acme is suspended.", page, StringComparison.Ordinal);
        var restored = await anna.SubmitAsync($"/organizations/{acme}", "restore-here");
        Assert.Equal((HttpStatusCode.Found, $"/organizations/{acme}"), (restored.StatusCode, restored.Headers.Location!.AbsolutePath));
        Assert.DoesNotContain("is suspended.", await anna.GetStringAsync($"/organizations/{acme}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_says_what_to_do_first_and_what_is_done()
    {
        var fresh = await anna.GetStringAsync($"/organizations/{acme}");
        await portal.Anna.Does<UpdateGeneralSettings>().RunAsync(acme, new() { Name = "Acme", ContactName = "Omar Owner" });
        portal.AddOrganizationAdministrator(acme, "Omar", "Owner");
        var later = await anna.GetStringAsync($"/organizations/{acme}");
        using var reader = server.BrowserOf(portal.AddTechnician(portal.Northwind, "Rita", "Reader", Role.ReadOnly));
        var read = await reader.GetStringAsync($"/organizations/{acme}");

        Assert.Contains("First steps", fresh, StringComparison.Ordinal);
        Assert.Equal((4, 0), (Count(fresh, "aria-label=\"To do\""), Count(fresh, "aria-label=\"Done\"")));
        Assert.Equal((2, 2), (Count(later, "aria-label=\"To do\""), Count(later, "aria-label=\"Done\"")));
        Assert.DoesNotContain("First steps", read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_logo_is_kept_for_ever_by_the_browser_and_by_nobody_else()
    {
        using var picture = new MemoryStream(Pictures.Encode(SKEncodedImageFormat.Png, 8, 8));
        var upload = new FormFile(picture, 0, picture.Length, "Logo", "logo.png");
        Assert.True((await portal.Anna.Does<SetOrganizationLogo>().RunAsync(acme, new() { Logo = upload })).Succeeded);
        var hash = (await portal.Anna.Does<GetOrganizationHeader>().RunAsync(acme, Nothing.Instance)).Require().LogoHash;

        var logo = await anna.GetAsync($"/organizations/{acme}/logo/{hash}");

        Assert.Equal(HttpStatusCode.OK, logo.StatusCode);
        var kept = logo.Headers.CacheControl!;
        Assert.Equal((true, TimeSpan.FromDays(365), "immutable"), (kept.Private, kept.MaxAge, kept.Extensions.Single().Name));
        Assert.Equal("nosniff", logo.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.StartsWith("image/", logo.Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync($"/organizations/{acme}/logo/{new string('0', 64)}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync($"/organizations/{bolt}/logo/{hash}")).StatusCode);
        Assert.Contains($"/organizations/{acme}/logo/{hash}", await anna.GetStringAsync("/organizations"), StringComparison.Ordinal);
    }

    private static int Count(string page, string words) => page.Split(words).Length - 1;

    private static async Task<(HttpStatusCode Status, string Body, string Headers)> AnswerAsync(
        HttpClient browser,
        string address,
        string method = "get"
    )
    {
        using var form = new FormUrlEncodedContent([]);
        using var answer = method is "post" ? await browser.PostAsync(address, form) : await browser.GetAsync(address);
        var headers = answer
            .Headers.Concat(answer.Content.Headers)
            .Where(h => h.Key is not "Date")
            .OrderBy(h => h.Key, StringComparer.Ordinal);
        return (
            answer.StatusCode,
            await answer.Content.ReadAsStringAsync(),
            string.Join('\n', headers.Select(h => $"{h.Key}: {string.Join(", ", h.Value)}"))
        );
    }
}
