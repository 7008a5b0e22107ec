using System.Net;
using Portico.Administrators.OrganizationSide;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Tests.Support;

namespace Portico.Tests.Administrators.OrganizationSide;

/// <summary>Settings &gt; Administrators of an organization: its own, and the provider's people.</summary>
public sealed class OrganizationAdministratorsPageTests : AdministratorPagesTest
{
    private ObjectId acme;

    protected override string Address => $"/organizations/{acme}/settings/administrators";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        acme = await Portal.OrganizationAsync("Acme & Sons");
    }

    [Fact]
    public async Task An_organization_without_administrators_says_what_they_are_for()
    {
        var page = await ReadAsync(Address);

        Assert.Contains("<title>Acme & Sons · Administrators</title>", page, StringComparison.Ordinal);
        Assert.Contains("No administrators of its own yet", page, StringComparison.Ordinal);
        Assert.Single(page.Split($"href=\"{Address}?window=add\"")[1..]);
        Assert.Contains($"<a href=\"{Address}\" aria-current=\"page\">Administrators</a>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_has_search_sort_and_details_and_no_organizations()
    {
        var omar = Portal.AddOrganizationAdministrator(acme, "Omar", "Owner");
        Portal.AddOrganizationAdministrator(acme, "Olga", "Other", Role.ReadOnly);

        var page = await ReadAsync($"{Address}?search=o&sort=-name&open={omar.MembershipId}");
        var none = await ReadAsync($"{Address}?search=nobody");

        Assert.True(
            page.IndexOf("title=\"Omar Owner\"", StringComparison.Ordinal) < page.IndexOf("title=\"Olga Other\"", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(">Organizations<", MainOf(page), StringComparison.Ordinal);
        Assert.Contains($"href=\"/organizations/{acme}/activity?search=omar.owner@example.com\"", page, StringComparison.Ordinal);
        Assert.Contains("No administrator found", none, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_providers_people_stand_there_with_role_since_when_and_last_visit()
    {
        var tom = Portal.AddTechnician(Portal.Northwind, "Tom", "Technician", Role.HelpDesk);
        ComeBackAfter(TimeSpan.FromDays(1));
        await Portal.AddVisitsAsync(tom, [acme]);

        var page = await ReadAsync(Address);

        Assert.Matches("Help Desk(?s:.*?)1 Mar 2026, 09:00 UTC(?s:.*?)2 Mar 2026, 09:00 UTC", Row(page, "Tom Technician"));
        Assert.DoesNotContain("tom.technician@example.com", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_of_the_providers_people_have_pages_of_their_own_beside_those_of_the_list()
    {
        foreach (var n in Enumerable.Range(1, 30))
        {
            Portal.AddTechnician(Portal.Northwind, "Tess", $"Tester{n:00}", Role.ReadOnly);
            Portal.AddOrganizationAdministrator(acme, "Omar", $"Owner{n:00}");
        }

        var page = await ReadAsync($"{Address}?page=2&staff=2");

        Assert.Contains("Tess Tester30", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Tess Tester10", page, StringComparison.Ordinal);
        Assert.Contains("Omar Owner30", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"{Address}?page=2\"", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"{Address}?staff=2\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_is_invited_and_refusals_lose_nothing()
    {
        using var refused = await Anna.SubmitAsync(
            Address + "?window=add",
            "invite-administrator",
            ("Invited.FirstName", "Omar"),
            ("Invited.Email", "omar")
        );
        using var sent = await Anna.SubmitAsync(
            Address + "?window=add",
            "invite-administrator",
            ("Invited.FirstName", "Omar"),
            ("Invited.Email", "omar@acme.example"),
            ("Invited.Role", "Administrator")
        );
        var page = await ReadAsync(Address);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Matches(
            "value=\"Omar\"(?s:.*?)value=\"omar\"(?s:.*?)id=\"invited-email-problem\"",
            await refused.Content.ReadAsStringAsync()
        );
        Assert.Equal((HttpStatusCode.Found, Address), (sent.StatusCode, NextOf(sent)));
        Assert.Contains("Sent an invitation to omar@acme.example.", page, StringComparison.Ordinal);
        Assert.Contains("Pending", Row(page, "Omar"), StringComparison.Ordinal);
        Assert.Equal("invitation", Assert.Single(await SentToAsync("omar@acme.example")).Page());
    }

    [Fact]
    public async Task Every_window_does_what_it_says()
    {
        var omar = Portal.AddOrganizationAdministrator(acme, "Omar", "Owner", Role.Manager);
        var ivy = (await Portal.Anna.Does<InviteOrganizationAdministrator>().RunAsync(acme, new() { Email = "ivy@acme.example" }))
            .Require()
            .Id;
        ComeBackAfter(TimeSpan.FromMinutes(1));

        await DoAsync(ivy, "resend", "resend-invitation");
        await DoAsync(ivy, "revoke", "revoke-invitation");
        await DoAsync(omar.MembershipId, "edit", "edit-administrator", ("Edited.LastName", "Owens"), ("Edited.Role", "HelpDesk"));
        await DoAsync(omar.MembershipId, "reset-mfa", "reset-mfa");
        await DoAsync(omar.MembershipId, "suspend", "suspend-administrator");
        Assert.Contains("Suspended", Row(await ReadAsync(Address), "Omar Owens"), StringComparison.Ordinal);
        await DoAsync(omar.MembershipId, "restore", "restore-administrator");
        var window = await ReadAsync(Window(omar.MembershipId, "remove"));
        await DoAsync(omar.MembershipId, "remove", "remove-administrator", ("Confirmation", omar.Email));

        Assert.Contains("Remove Omar Owens from Acme & Sons", window, StringComparison.Ordinal);
        Assert.Equal("reset-mfa", Assert.Single(await SentToAsync(omar.Email)).Page());
        await SentToAsync("ivy@acme.example", 2);
        Assert.Contains("No administrators of its own yet", await ReadAsync(Address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_organizations_last_administrator_cannot_go_by_the_hands_of_its_own_people()
    {
        var omar = Portal.AddOrganizationAdministrator(acme, "Omar", "Owner");
        using var browser = Server.BrowserOf(omar);

        using var refused = await browser.SubmitAsync(Window(omar.MembershipId, "suspend"), "suspend-administrator");
        var edit = await browser.GetStringAsync(Window(omar.MembershipId, "edit"));

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Matches("role=\"alert\"(?s:.*?)You cannot suspend or remove yourself", await refused.Content.ReadAsStringAsync());
        Assert.DoesNotContain("type=\"radio\"", edit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_organizations_own_people_learn_nothing_of_the_server_or_the_dashboard()
    {
        using var omar = Server.BrowserOf(Portal.AddOrganizationAdministrator(acme, "Omar", "Owner"));

        var page = await omar.GetStringAsync(Address + "?window=add");

        Assert.Contains("This Portico sends no mails", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Portal.Folder, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Multi-Tenant", page, StringComparison.Ordinal);
        Assert.Contains(Portal.Folder, await ReadAsync(Address + "?window=add"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_not_manage_administrators_reads_the_list_and_gets_no_window()
    {
        var omar = Portal.AddOrganizationAdministrator(acme, "Omar", "Owner");
        using var max = Server.BrowserOf(Portal.AddTechnician(Portal.Northwind, "Max", "Manager", Role.Manager));

        var page = await max.GetStringAsync(Address);

        Assert.Contains("Omar Owner", page, StringComparison.Ordinal);
        Assert.DoesNotContain("window=", MainOf(page), StringComparison.Ordinal);
        foreach (var window in new[] { Address + "?window=add", Window(omar.MembershipId, "remove") })
        {
            Assert.DoesNotContain("<dialog", await max.GetStringAsync(window), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Someone_of_another_organization_is_answered_as_one_who_never_was()
    {
        var omar = Portal.AddOrganizationAdministrator(acme, "Omar", "Owner");
        var nina = Portal.AddOrganizationAdministrator(await Portal.OrganizationAsync("Bolt"), "Nina", "Neighbour");
        var page = await Anna.GetStringAsync(Window(omar.MembershipId, "suspend"));

        var foreign = await PostWithAsync(page, nina.MembershipId, "suspend", "suspend-administrator");
        var made = await PostWithAsync(page, Portal.NewId(), "suspend", "suspend-administrator");
        using var browser = Server.BrowserOf(nina);
        using var elsewhere = await browser.GetAsync(Address);
        using var never = await browser.GetAsync($"/organizations/{Portal.NewId()}/settings/administrators");

        Assert.Equal((HttpStatusCode.NotFound, made.Body), (foreign.Status, foreign.Body));
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        Assert.Equal(await never.Content.ReadAsStringAsync(), await elsewhere.Content.ReadAsStringAsync());
    }
}
