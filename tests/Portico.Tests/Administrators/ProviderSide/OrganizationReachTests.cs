using System.Net;
using System.Text.RegularExpressions;
using Portico.Administrators.ProviderSide;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Tests.Support;

namespace Portico.Tests.Administrators.ProviderSide;

/// <summary>Choosing organizations for an administrator, in forms that never hold all of them.</summary>
public sealed class OrganizationReachTests : AdministratorPagesTest
{
    private IReadOnlyList<ObjectId> customers = [];

    protected override string Address => "/administrators";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        customers = await Portal.AddManyOrganizationsAsync(Portal.Northwind, 700);
    }

    [Fact]
    public async Task The_first_of_many_are_there_to_tick_and_the_rest_is_looked_for()
    {
        var page = await ReadAsync(Address + "?window=add");

        Assert.Equal(SearchOrganizationsToGrant.MostFound, Boxes(page).Count);
        Assert.Contains("680 more to choose from", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_keeps_what_was_typed_and_ticked_and_sends_nothing()
    {
        using var looked = await Anna.SubmitAsync(
            Address + "?window=add",
            "invite-administrator",
            ("Invited.FirstName", "Ivy"),
            ("Invited.Email", "no address yet"),
            ("Invited.AllOrganizations", "False"),
            ("Pick.Ticked", $"{customers[3]}"),
            ("Pick.Ticked", $"{customers[5]}"),
            ("Pick.Search", "customer 0069"),
            ("Pick.Look", "1")
        );
        var page = await looked.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, looked.StatusCode);
        Assert.Contains("value=\"Ivy\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"no address yet\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"problem\"", page, StringComparison.Ordinal);
        Assert.Equal([$"{customers[3]}", $"{customers[5]}"], Ticked(page));
        Assert.Equal(2 + 10, Boxes(page).Count);
        Assert.Empty(Portal.Mails());
    }

    [Fact]
    public async Task Enter_in_a_text_field_sends_the_invitation_when_no_organization_is_to_be_chosen()
    {
        using var sent = await Anna.SubmitAsync(
            Address + "?window=add",
            "invite-administrator",
            ("Invited.Email", "ivy@example.com"),
            ("Invited.AllOrganizations", "True"),
            ("Pick.Look", "1")
        );

        Assert.Equal(HttpStatusCode.Found, sent.StatusCode);
        await SentToAsync("ivy@example.com");
    }

    [Fact]
    public async Task Whom_nothing_was_chosen_for_is_not_invited()
    {
        using var refused = await Anna.SubmitAsync(
            Address + "?window=add",
            "invite-administrator",
            ("Invited.Email", "ivy@example.com"),
            ("Invited.AllOrganizations", "False")
        );

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Matches(
            "id=\"invited-allorganizations-problem\"(?s:.*?)Choose at least one organization, or all organizations.",
            await refused.Content.ReadAsStringAsync()
        );
        Assert.Empty(Portal.Mails());
    }

    [Fact]
    public async Task More_than_can_be_chosen_at_once_are_refused_by_their_field()
    {
        using var refused = await Anna.SubmitAsync(
            Address + "?window=add",
            "invite-administrator",
            [
                ("Invited.Email", "ivy@example.com"),
                ("Invited.AllOrganizations", "False"),
                .. customers.Take(501).Select(id => ("Pick.Ticked", $"{id}")),
            ]
        );

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Matches("class=\"problem\"(?s:.*?)Choose at most 500 organizations at once.", await refused.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_organization_of_someone_else_is_refused_as_one_that_never_was()
    {
        var foreign = (await Portal.AddManyOrganizationsAsync(Portal.AddProvider("Southwind"), 1))[0];

        foreach (var id in new[] { foreign, Portal.NewId() })
        {
            using var refused = await Anna.SubmitAsync(
                Address + "?window=add",
                "invite-administrator",
                ("Invited.Email", "ivy@example.com"),
                ("Invited.AllOrganizations", "False"),
                ("Pick.Ticked", $"{id}")
            );
            var page = await refused.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("One of the organizations does not exist. Look for it again.", page, StringComparison.Ordinal);
            Assert.DoesNotContain($"pick-{id}", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Chosen_organizations_are_ticked_and_ticking_and_unticking_changes_them()
    {
        var tom = Portal.AddTechnician(Portal.Northwind, "Tom", "Technician", Role.Manager, customers[0], customers[1], customers[2]);
        var window = Window(tom.MembershipId, "edit");

        var page = await ReadAsync(window);
        using var looked = await Anna.SubmitAsync(
            window,
            "edit-administrator",
            ("Edited.AllOrganizations", "False"),
            ("Pick.Ticked", $"{customers[0]}"),
            ("Pick.Ticked", $"{customers[2]}"),
            ("Pick.Search", "00700"),
            ("Pick.Look", "1")
        );
        var answer = await looked.Content.ReadAsStringAsync();
        using var saved = await Anna.PostAsync(
            answer,
            window,
            "edit-administrator",
            ("Edited.AllOrganizations", "False"),
            ("Edited.Role", "Manager"),
            ("Pick.Ticked", $"{customers[699]}")
        );

        Assert.Equal([$"{customers[0]}", $"{customers[1]}", $"{customers[2]}"], Ticked(page));
        // The unticked one stays at hand; the others, as they are unchanged, need not.
        Assert.Equal([$"{customers[1]}", $"{customers[699]}"], Boxes(answer));
        Assert.Empty(Ticked(answer));
        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        var chosen = (await Portal.Anna.Does<ListChosenOrganizations>().RunAsync(new() { Id = tom.MembershipId })).Require();
        Assert.Equal([customers[0], customers[2], customers[699]], chosen.Results.Select(o => o.Id));
    }

    [Fact]
    public async Task Thousands_are_never_in_one_form()
    {
        var tom = Portal.AddTechnician(Portal.Northwind, "Tom", "Technician", Role.Manager, [.. customers]);

        var page = await ReadAsync(Window(tom.MembershipId, "edit"));

        Assert.Equal(SearchOrganizationsToGrant.MostFound, Boxes(page).Count);
        Assert.Contains("680 more chosen", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_chosen_organizations_grants_among_them_and_is_not_offered_all()
    {
        var cora = Portal.AddTechnician(Portal.Northwind, "Cora", "Chosen", Role.Administrator, customers[4], customers[6]);
        using var browser = Server.BrowserOf(cora);

        var page = await browser.GetStringAsync(Address + "?window=add");
        using var sent = await browser.SubmitAsync(
            Address + "?window=add",
            "invite-administrator",
            ("Invited.Email", "ivy@example.com"),
            ("Invited.AllOrganizations", "True"),
            ("Pick.Ticked", $"{customers[6]}")
        );

        Assert.Equal([$"{customers[4]}", $"{customers[6]}"], Boxes(page));
        Assert.DoesNotContain("All organizations", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, sent.StatusCode);
        var ivy = Assert.Single(
            (await Portal.Anna.Does<ListProviderAdministrators>().RunAsync(new() { Search = "ivy" })).Require().Results
        );
        Assert.Equal((false, 1), (ivy.AllOrganizations, ivy.ChosenOrganizations));
    }

    private static List<string> Boxes(string page) => Values(page, "name=\"Pick.Ticked\" value=\"([0-9a-f]{24})\"");

    private static List<string> Ticked(string page) => Values(page, "name=\"Pick.Ticked\" value=\"([0-9a-f]{24})\" checked");

    private static List<string> Values(string page, string pattern) =>
        [.. Regex.Matches(page, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)).Select(m => m.Groups[1].Value)];
}
