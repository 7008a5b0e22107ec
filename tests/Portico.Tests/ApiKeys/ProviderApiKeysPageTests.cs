using System.Net;
using Portico.ApiKeys;
using Portico.ApiKeys.ProviderSide;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Tests.Support;

namespace Portico.Tests.ApiKeys;

public sealed class ProviderApiKeysPageTests : ApiKeyPagesTest
{
    private ObjectId acme;
    private ObjectId bolt;

    protected override string Address => "/settings/api-keys";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var ids = await Portal.AddOrganizationsAsync("Acme", "Bolt");
        (acme, bolt) = (ids[0], ids[1]);
    }

    [Fact]
    public async Task Without_keys_it_says_what_they_are_for_and_offers_the_first()
    {
        var page = await ReadAsync(Address);

        Assert.Contains("Make the first API key", page, StringComparison.Ordinal);
        Assert.Contains("It belongs to Northwind IT and to nobody's account.", page, StringComparison.Ordinal);
        Assert.Matches("href=\"/settings/api-keys\" aria-current=\"page\">Settings<", page);
    }

    [Fact]
    public async Task A_key_of_all_organizations_is_shown_once_and_reaches_them()
    {
        using var made = await MakeAsync(("Made.Name", "Nightly sync"), ("Made.AllOrganizations", "True"));
        var key = await KeyShownInAsync(made);
        var used = await UseAsync(key);
        var page = await ReadAsync(Address);

        Assert.Equal((HttpStatusCode.OK, "Nightly sync"), (used.Status, used.Body.GetProperty("name").GetString()));
        Assert.Equal(2, (await UseAsync(key, "/v1/organizations")).Body.GetProperty("totalCount").GetInt32());
        ShowsNoKey(page);
        Assert.Matches($"Nightly sync(?s:.*?){key[..13]}…(?s:.*?)Read Only(?s:.*?)>All<(?s:.*?)Anywhere", Row(page, "Nightly sync"));
        Assert.DoesNotContain("data-notice", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_chosen_organizations_reaches_those_alone()
    {
        using var made = await MakeAsync(("Made.AllOrganizations", "False"), ("Pick.Ticked", $"{acme}"), ("Made.Role", "Manager"));
        var key = await KeyShownInAsync(made);
        var row = Assert.Single(await KeysAsync());
        var page = await ReadAsync($"{Address}?open={row.Id}");

        Assert.Equal(HttpStatusCode.OK, (await UseAsync(key, $"/v1/organizations/{acme}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await UseAsync(key, $"/v1/organizations/{bolt}")).Status);
        Assert.Equal((Role.Manager, false, 1), (row.Role, row.AllOrganizations, row.ChosenOrganizations));
        Assert.Contains($"href=\"/organizations/{acme}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"href=\"/organizations/{bolt}\"", MainOf(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_for_organizations_makes_no_key_and_keeps_what_was_typed()
    {
        using var looked = await MakeAsync(
            ("Made.Name", "Sync"),
            ("Lifetime.Days", "365"),
            ("Made.AllOrganizations", "False"),
            ("Allowed.Text", "not yet one"),
            ("Pick.Ticked", $"{acme}"),
            ("Pick.Search", "bolt"),
            ("Pick.Look", "1")
        );
        var page = await looked.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, looked.StatusCode);
        Assert.Matches("value=\"Sync\"(?s:.*?)value=\"365\" checked(?s:.*?)not yet one</textarea>", page);
        Assert.Matches($"value=\"{acme}\" checked", page);
        Assert.Contains($"value=\"{bolt}\"", page, StringComparison.Ordinal);
        ShowsNoKey(page);
        Assert.Empty(await KeysAsync());
    }

    [Theory]
    [InlineData("Made.Name", "", "made-name-problem", "Say what the key is for.")]
    [InlineData(
        "Made.AllOrganizations",
        "False",
        "made-allorganizations-problem",
        "Choose at least one organization, or all organizations."
    )]
    [InlineData("Allowed.Text", "10.0.0.0/8 office", "allowed-text-problem", "\"office\" is neither an address nor a network")]
    public async Task A_refused_key_says_why_by_the_field(string field, string typed, string problem, string words)
    {
        using var refused = await MakeAsync((field, typed));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Matches($"id=\"{problem}\"(?s:.*?){words}", await ReadAsync(refused));
        Assert.Empty(await KeysAsync());
    }

    [Fact]
    public async Task Editing_shows_what_was_there_and_changes_it()
    {
        var key = await AddAsync("Sync", acme);

        var page = await ReadAsync(Window(key.Id, "edit"));
        await DoAsync(
            key.Id,
            "edit",
            "edit-key",
            ("Edited.Name", "Sync of users"),
            ("Edited.Role", "HelpDesk"),
            ("Edited.AllOrganizations", "False"),
            ("Pick.Ticked", $"{bolt}"),
            ("Allowed.Text", "192.0.2.7")
        );

        Assert.Matches($"value=\"Sync\"(?s:.*?)value=\"ReadOnly\" checked(?s:.*?)value=\"{acme}\" checked", page);
        var changed = Assert.Single(await KeysAsync());
        Assert.Equal(("Sync of users", Role.HelpDesk, 1), (changed.Name, changed.Role, changed.ChosenOrganizations));
        Assert.Equal(["192.0.2.7"], changed.AllowedNetworks);
        var opened = MainOf(await ReadAsync($"{Address}?open={key.Id}"));
        Assert.Contains($"href=\"/organizations/{bolt}\"", opened, StringComparison.Ordinal);
        Assert.DoesNotContain($"href=\"/organizations/{acme}\"", opened, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_made_meanwhile_is_not_overwritten_and_what_was_typed_stays()
    {
        var key = await AddAsync("Sync");
        var page = await Anna.GetStringAsync(Window(key.Id, "edit"));
        (string, string)[] usual = [("Edited.Role", "Manager"), ("Edited.AllOrganizations", "True"), ("Allowed.Text", "")];
        await DoAsync(key.Id, "edit", "edit-key", [.. usual, ("Edited.Name", "First")]);

        using var refused = await Anna.PostAsync(page, Window(key.Id, "edit"), "edit-key", [.. usual, ("Edited.Name", "Second")]);
        var answer = await ReadAsync(refused);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("Someone else changed this", answer, StringComparison.Ordinal);
        Assert.Matches("value=\"Second\"(?s:.*?)value=\"Manager\" checked", answer);
        Assert.Equal("First", Assert.Single(await KeysAsync()).Name);
    }

    [Fact]
    public async Task Renewing_shows_a_second_key_and_both_work_until_the_former_is_revoked()
    {
        using var made = await MakeAsync(("Made.AllOrganizations", "False"), ("Pick.Ticked", $"{acme}"));
        var former = await KeyShownInAsync(made);
        var key = Assert.Single(await KeysAsync());

        using var renewed = await Anna.SubmitAsync(Window(key.Id, "renew"), "renew-key");
        var successor = await KeyShownInAsync(renewed);

        Assert.NotEqual(former, successor);
        Assert.Contains("goes on working: revoke it once nothing uses it any more.", await ReadAsync(renewed), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await UseAsync(former, $"/v1/organizations/{acme}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await UseAsync(successor, $"/v1/organizations/{acme}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await UseAsync(successor, $"/v1/organizations/{bolt}")).Status);
        ShowsNoKey(await ReadAsync(Address));

        await DoAsync(key.Id, "revoke", "revoke-key");

        Assert.Equal(HttpStatusCode.Unauthorized, (await UseAsync(former)).Status);
        Assert.Equal(HttpStatusCode.OK, (await UseAsync(successor)).Status);
    }

    [Theory]
    [InlineData("renew")]
    [InlineData("revoke")]
    public async Task What_was_changed_meanwhile_is_neither_renewed_nor_revoked_unseen(string window)
    {
        var key = await AddAsync("Sync");

        using var refused = await Anna.SubmitAsync(Window(key.Id, window), $"{window}-key", ("Change.Version", "-1"));

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        ShowsNoKey(await refused.Content.ReadAsStringAsync());
        Assert.Single(await KeysAsync());
    }

    [Theory]
    [InlineData(Role.Manager)]
    [InlineData(Role.HelpDesk)]
    [InlineData(Role.ReadOnly)]
    public async Task Too_weak_a_role_sees_neither_tab_nor_page_nor_forms(Role role)
    {
        var key = await AddAsync("Sync");
        var form = await Anna.GetStringAsync(Window(key.Id, "revoke"));
        using var reader = Server.BrowserOf(Portal.AddTechnician(Portal.Northwind, "Rita", "Reader", role));

        using var page = await reader.GetAsync(Address);
        var words = await ReadAsync(page);
        using var posted = await reader.PostAsync(form, Window(key.Id, "revoke"), "revoke-key");

        Assert.DoesNotContain(">Settings<", await reader.GetStringAsync("/organizations"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.Contains("Your role does not allow this.", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Sync", words, StringComparison.Ordinal);
        Assert.InRange((int)posted.StatusCode, 400, 499);
        Assert.Single(await KeysAsync());
    }

    [Fact]
    public async Task Whoever_has_chosen_organizations_grants_those_alone_and_changes_no_wider_key()
    {
        var wide = await AddAsync("Everywhere");
        var dora = Portal.AddTechnician(Portal.Northwind, "Dora", "Duck", Role.Administrator, acme);
        using var browser = Server.BrowserOf(dora);

        var page = WebUtility.HtmlDecode(await browser.GetStringAsync($"{Address}?open={wide.Id}"));
        var add = await browser.GetStringAsync(AddAddress);
        using var made = await browser.SubmitAsync(
            AddAddress,
            Add,
            ("Made.Name", "Dora's"),
            ("Made.Role", "ReadOnly"),
            ("Lifetime.Days", "90"),
            ("Pick.Ticked", $"{acme}")
        );
        var key = await KeyShownInAsync(made);

        Assert.Contains("This key has organizations or rights that you do not have", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"menu-{wide.Id}", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<dialog", await browser.GetStringAsync(Window(wide.Id, "revoke")), StringComparison.Ordinal);
        Assert.DoesNotContain("All organizations", add, StringComparison.Ordinal);
        Assert.DoesNotContain($"{bolt}", MainOf(add), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await UseAsync(key, $"/v1/organizations/{bolt}")).Status);
    }

    [Fact]
    public async Task The_activity_says_which_key_did_it()
    {
        using var made = await MakeAsync(("Made.Name", "Nightly sync"), ("Made.Role", "Manager"), ("Made.AllOrganizations", "True"));
        var key = await KeyShownInAsync(made);

        await ChangeContactAsync(key, acme);

        Assert.Matches("Nightly sync<span class=\"via\"> · API key</span>", await ReadAsync($"/organizations/{acme}/activity"));
        Assert.Contains("Nightly sync · API key", await ReadAsync($"/organizations/{acme}"), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> MakeAsync(params (string Name, string Value)[] fields)
    {
        (string Name, string Value)[] usual =
        [
            ("Made.Name", "Sync"),
            ("Made.Role", "ReadOnly"),
            ("Made.AllOrganizations", "True"),
            ("Lifetime.Days", "90"),
            ("Allowed.Text", ""),
        ];
        return Anna.SubmitAsync(
            AddAddress,
            Add,
            [.. usual.ExceptBy(fields.Select(f => f.Name), f => f.Name, StringComparer.Ordinal), .. fields]
        );
    }

    private async Task<ProviderApiKeyRow> AddAsync(string name, params ObjectId[] organizations) =>
        (
            await Portal
                .Anna.Does<AddProviderApiKey>()
                .RunAsync(
                    new()
                    {
                        Name = name,
                        AllOrganizations = organizations is [],
                        Organizations = organizations,
                    }
                )
        ).Require();

    private async Task<IReadOnlyList<ProviderApiKeyRow>> KeysAsync() =>
        (await Portal.Anna.Does<ListProviderApiKeys>().RunAsync(new ApiKeyListRequest())).Require().Results;
}
