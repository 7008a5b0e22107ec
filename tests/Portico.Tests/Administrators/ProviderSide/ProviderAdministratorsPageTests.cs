using Portico.Administrators.ProviderSide;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Tests.Support;

namespace Portico.Tests.Administrators.ProviderSide;

/// <summary>The Administrators tab: what it lists, and what it offers to whom.</summary>
public sealed class ProviderAdministratorsPageTests : AdministratorPagesTest
{
    protected override string Address => "/administrators";

    [Fact]
    public async Task A_row_says_status_name_address_multifactor_authentication_role_and_organizations()
    {
        var acme = (await Portal.AddOrganizationsAsync("Acme", "Bolt"))[0];
        Portal.RequireMfa(Portal.AddTechnician(Portal.Northwind, "Tom", "Technician", Role.HelpDesk, acme));
        await InviteAsync("ivy@example.com");
        ComeBackAfter(TimeSpan.FromDays(5));
        await InviteAsync("ida@example.com");

        var page = await ReadAsync(Address);

        Assert.Contains("<title>Administrators · Northwind IT</title>", page, StringComparison.Ordinal);
        Assert.Matches(
            "Active(?s:.*?)Anna Admin<span class=\"muted\"> \\(you\\)(?s:.*?)anna.admin@example.com(?s:.*?)Not required(?s:.*?)Administrator(?s:.*?)>All<",
            Row(page, "Anna Admin")
        );
        Assert.Matches(
            "Active(?s:.*?)Tom Technician(?s:.*?)class=\"icon good\" role=\"img\" aria-label=\"Required\"(?s:.*?)Help Desk(?s:.*?)>1<",
            Row(page, "Tom Technician")
        );
        Assert.Contains("Pending<span class=\"wide-only\">, link ended", Row(page, "ivy@example.com"), StringComparison.Ordinal);
        Assert.Matches("Pending\\s*<", Row(page, "ida@example.com"));
    }

    [Fact]
    public async Task Search_sort_and_page_stand_in_the_address()
    {
        foreach (var n in Enumerable.Range(1, 30))
        {
            Portal.AddTechnician(Portal.Northwind, "Tess", $"Tester{n:00}", Role.ReadOnly);
        }

        var second = await ReadAsync($"{Address}?search=tess&sort=-name&page=2");
        var none = await ReadAsync($"{Address}?search=%3Cb%3Enobody%00");

        Assert.Contains("26–30 of 30", second, StringComparison.Ordinal);
        Assert.True(second.IndexOf("Tester05", StringComparison.Ordinal) < second.IndexOf("Tester01", StringComparison.Ordinal));
        Assert.DoesNotContain("Tester06", second, StringComparison.Ordinal);
        Assert.Contains("No administrator found", none, StringComparison.Ordinal);
        Assert.Contains($"href=\"{Address}?search=tess&sort=organizations\"", second, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("page=0")]
    [InlineData("page=99999999999")]
    [InlineData("sort=password;drop+table+administrator")]
    [InlineData("sort=role,role,-name,nonsense")]
    [InlineData("open=nonsense&window=nonsense&selected=nonsense")]
    [InlineData("window=remove")]
    public async Task An_address_that_makes_no_sense_shows_the_list(string query) =>
        Assert.Contains("Anna Admin", await ReadAsync($"{Address}?{query}"), StringComparison.Ordinal);

    [Fact]
    public async Task An_opened_row_says_since_when_and_which_organizations()
    {
        var ids = await Portal.AddOrganizationsAsync("Acme & Sons", "Bolt");
        var tom = Portal.AddTechnician(Portal.Northwind, "Tom", "Technician", Role.Manager, [.. ids]);
        await InviteAsync("ivy@example.com");
        var ivy = await IdOfAsync("ivy");

        var page = await ReadAsync($"{Address}?open={tom.MembershipId}&open={ivy}&open={Portal.Anna.MembershipId}");

        Assert.Contains(
            $"<a href=\"/organizations/{ids[0]}\" target=\"_blank\" rel=\"noopener\">Acme & Sons</a>",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains("All, also those that are added later", page, StringComparison.Ordinal);
        Assert.Contains("Link works until", page, StringComparison.Ordinal);
        Assert.Contains("6 Mar 2026, 09:00 UTC", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/activity?search=tom.technician@example.com\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_not_manage_administrators_sees_the_list_and_no_action()
    {
        using var reader = Server.BrowserOf(Portal.AddTechnician(Portal.Northwind, "Max", "Manager", Role.Manager));

        var page = await reader.GetStringAsync(Address);

        Assert.Contains("Anna Admin", page, StringComparison.Ordinal);
        Assert.DoesNotContain("window=", MainOf(page), StringComparison.Ordinal);
        foreach (var window in new[] { Address + "?window=add", Window(Portal.Anna.MembershipId, "remove") })
        {
            Assert.DoesNotContain("<dialog", await reader.GetStringAsync(window), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Whoever_has_chosen_organizations_is_offered_no_action_on_those_who_have_more()
    {
        var acme = (await Portal.AddOrganizationsAsync("Acme"))[0];
        var cora = Portal.AddTechnician(Portal.Northwind, "Cora", "Chosen", Role.Administrator, acme);
        using var browser = Server.BrowserOf(cora);

        var page = await browser.GetStringAsync(
            $"{Address}?open={Portal.Anna.MembershipId}&window=edit&selected={Portal.Anna.MembershipId}"
        );

        Assert.DoesNotContain($"menu-{Portal.Anna.MembershipId}", page, StringComparison.Ordinal);
        Assert.Contains($"menu-{cora.MembershipId}", page, StringComparison.Ordinal);
        Assert.Contains("has organizations or rights that you do not have", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<dialog", page, StringComparison.Ordinal);
    }

    private async Task InviteAsync(string email) =>
        (await Portal.Anna.Does<InviteProviderAdministrator>().RunAsync(new() { Email = email })).Require();

    private async Task<ObjectId> IdOfAsync(string search) =>
        Assert.Single((await Portal.Anna.Does<ListProviderAdministrators>().RunAsync(new() { Search = search })).Require().Results).Id;
}
