using System.Net;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Tests.Support;

namespace Portico.Tests.Organizations;

/// <summary>The dashboard's list as a browser without JavaScript gets it.</summary>
public sealed class OrganizationsPageTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private TestServer server = null!;
    private HttpClient anna = null!;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(portal);
        anna = server.BrowserOf(portal.Anna);
    }

    public async ValueTask DisposeAsync()
    {
        anna.Dispose();
        await server.DisposeAsync();
        portal.Dispose();
    }

    [Fact]
    public async Task An_empty_provider_says_what_to_do_first()
    {
        var page = await anna.GetStringAsync("/organizations");

        Assert.Contains("Add your first organization", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/organizations?window=add\"", page, StringComparison.Ordinal);
        Assert.Contains("<title>Organizations · Northwind IT</title>", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_add_none_is_not_offered_it()
    {
        using var reader = server.BrowserOf(portal.AddTechnician(portal.Northwind, "Rita", "Reader", Role.ReadOnly));

        var page = await reader.GetStringAsync("/organizations?window=add");

        Assert.Contains("No organizations yet", page, StringComparison.Ordinal);
        Assert.DoesNotContain("window=add", page[page.IndexOf("<main", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.DoesNotContain("Create New Managed Organization", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_organization_is_there_at_once_on_the_page_where_it_stands()
    {
        await portal.AddManyOrganizationsAsync(portal.Northwind, 60);

        var saved = await anna.SubmitAsync("/organizations?window=add", "add-organization", ("Request.Name", "  Customer 00030b "));

        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        var address = saved.Headers.Location!.OriginalString;
        Assert.Contains("page=2&open=", address, StringComparison.Ordinal);
        var page = await anna.GetStringAsync(address);
        Assert.Contains("Added Customer 00030b.", page, StringComparison.Ordinal);
        Assert.Contains("title=\"Customer 00030b\"", page, StringComparison.Ordinal);
        Assert.Contains("26–50 of 61", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain("Added Customer", await anna.GetStringAsync(address), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Acme", HttpStatusCode.Conflict, "You already have an organization named Acme.")]
    [InlineData(" ", HttpStatusCode.BadRequest, "Enter the organization's name.")]
    public async Task A_problem_stands_by_the_field_and_nothing_typed_is_lost(string name, HttpStatusCode status, string words)
    {
        await portal.AddOrganizationsAsync("Acme");

        var refused = await anna.SubmitAsync("/organizations?window=add", "add-organization", ("Request.Name", name));
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());

        Assert.Equal(status, refused.StatusCode);
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Contains("Create New Managed Organization", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{name}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_rows_open_in_place_and_launch_opens_a_new_tab()
    {
        var ids = await portal.AddOrganizationsAsync("Acme", "Bolt", "Cargo");

        var page = await anna.GetStringAsync($"/organizations?open={ids[0]}&open={ids[2]}");

        Assert.Equal(2, page.Split("At least 12 characters").Length - 1);
        Assert.Contains($"id=\"details-{ids[0]}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"id=\"details-{ids[1]}\"", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/organizations/{ids[1]}\" target=\"_blank\" rel=\"noopener\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_and_sort_stand_in_the_address()
    {
        await portal.AddOrganizationsAsync("Acme", "Bolt", "Cargo");

        var found = await anna.GetStringAsync("/organizations?search=o&sort=-name");
        var none = await anna.GetStringAsync("/organizations?search=%3Cb%3Enothing%00");

        Assert.True(found.IndexOf("title=\"Cargo\"", StringComparison.Ordinal) < found.IndexOf("title=\"Bolt\"", StringComparison.Ordinal));
        Assert.DoesNotContain("title=\"Acme\"", found, StringComparison.Ordinal);
        Assert.Contains("No organization found", none, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>nothing", none, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_out_of_a_sort_what_is_none()
    {
        await portal.AddOrganizationsAsync("Acme", "Bolt");

        var page = await anna.GetStringAsync("/organizations?sort=users,-name,name");

        Assert.True(page.IndexOf("title=\"Bolt\"", StringComparison.Ordinal) < page.IndexOf("title=\"Acme\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("page=0")]
    [InlineData("page=-3")]
    [InlineData("page=x")]
    [InlineData("page=99999999999")]
    [InlineData("sort=users;drop")]
    [InlineData("sort=state,nonsense,-state,,")]
    [InlineData("open=nonsense&window=nonsense&selected=nonsense")]
    [InlineData("window=delete")]
    public async Task An_address_that_makes_no_sense_shows_the_list(string query)
    {
        await portal.AddOrganizationsAsync("Acme");

        Assert.Contains("title=\"Acme\"", await anna.GetStringAsync("/organizations?" + query), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rename_suspend_restore_and_delete_work_by_their_windows()
    {
        var acme = (await portal.AddOrganizationsAsync("Acme"))[0];

        await DoAsync(acme, "rename", ("Request.Name", "Acme Ltd"));
        await DoAsync(acme, "suspend");
        Assert.Contains("Suspended", await anna.GetStringAsync("/organizations"), StringComparison.Ordinal);
        await DoAsync(acme, "restore");
        var mistyped = await anna.SubmitAsync(
            $"/organizations?window=delete&selected={acme}",
            "delete-organization",
            ("Request.Name", "Acme")
        );
        Assert.Equal(HttpStatusCode.BadRequest, mistyped.StatusCode);
        await DoAsync(acme, "delete", ("Request.Name", "Acme Ltd"));

        var page = await anna.GetStringAsync($"/organizations?open={acme}");
        Assert.Contains("title=\"Acme Ltd\"", page, StringComparison.Ordinal);
        Assert.Contains("To be deleted", page, StringComparison.Ordinal);
        Assert.Contains("31 Mar 2026, 09:00 UTC", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_menus_fragment_and_its_page_show_the_same_organizations()
    {
        var ids = await portal.AddOrganizationsAsync("Acme", "Bolt");

        var fragment = await anna.GetStringAsync($"/switch/choices?here={ids[1]}&search=o");
        var page = await anna.GetStringAsync("/switch?search=o");

        Assert.Contains($"href=\"/organizations/{ids[1]}\"", fragment, StringComparison.Ordinal);
        Assert.Contains("You are here", fragment, StringComparison.Ordinal);
        Assert.DoesNotContain("Acme", fragment, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", fragment, StringComparison.Ordinal);
        Assert.Contains($"href=\"/organizations/{ids[1]}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Acme", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_window_whose_organization_has_gone_meanwhile_says_so()
    {
        await portal.AddOrganizationsAsync("Acme");
        var gone = portal.NewId();
        var page = await anna.GetStringAsync("/organizations");
        using var form = new FormUrlEncodedContent([
            new("_handler", "suspend-organization"),
            new("__RequestVerificationToken", page.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0]),
            new("Request.OrganizationId", gone.ToString()),
        ]);

        var left = await anna.PostAsync($"/organizations?search=a&window=suspend&selected={gone}", form);

        Assert.Equal((HttpStatusCode.Found, "/organizations?search=a"), (left.StatusCode, left.Headers.Location!.PathAndQuery));
        Assert.Contains("no longer here", await anna.GetStringAsync("/organizations"), StringComparison.Ordinal);
    }

    private async Task DoAsync(ObjectId organization, string window, params (string, string)[] fields)
    {
        var done = await anna.SubmitAsync($"/organizations?window={window}&selected={organization}", $"{window}-organization", fields);
        Assert.Equal((window, HttpStatusCode.Found), (window, done.StatusCode));
    }
}
