using System.Net;
using Portico.ApiKeys;
using Portico.ApiKeys.Own;
using Portico.Platform.Access;
using Portico.Tests.Support;

namespace Portico.Tests.ApiKeys;

public sealed class OwnApiKeysPageTests : ApiKeyPagesTest
{
    protected override string Address => "/profile/api-keys";

    public override ValueTask InitializeAsync()
    {
        Portal.WithPassword(Portal.Anna);
        return base.InitializeAsync();
    }

    [Fact]
    public async Task A_key_is_shown_once_and_lets_a_program_in()
    {
        using var made = await MakeAsync(("Made.Name", "CI runner"), ("Allowed.Text", "127.0.0.1, ::1\r\n192.0.2.0/24"));
        var key = await KeyShownInAsync(made);
        var used = await UseAsync(key);
        var later = await ReadAsync(Address);
        var again = await ReadAsync(AddAddress);

        Assert.Contains($"curl -H \"x-api-key: {key}\" {Server.Address}v1/me", await ReadAsync(made), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, "Anna Admin"), (used.Status, used.Body.GetProperty("name").GetString()));
        ShowsNoKey(later);
        ShowsNoKey(again);
        Assert.Matches($"CI runner(?s:.*?){key[..13]}…(?s:.*?)127.0.0.1 and 2 more", Row(later, "CI runner"));
        // The notice of the list would be one more place where a key could stand.
        Assert.DoesNotContain("data-notice", later, StringComparison.Ordinal);
        Assert.Equal(90, (await KeysAsync())[0].LifetimeDays);
    }

    [Fact]
    public async Task A_wrong_password_makes_no_key_and_loses_nothing_typed()
    {
        using var refused = await MakeAsync(
            ("Made.Name", "<i>CI</i>"),
            ("Lifetime.Days", "365"),
            ("Allowed.Text", "192.0.2.0/24"),
            ("Made.CurrentPassword", "guessed")
        );
        var page = await refused.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("id=\"made-currentpassword-problem\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"&lt;i&gt;CI&lt;/i&gt;\"", page, StringComparison.Ordinal);
        Assert.Matches("value=\"365\" checked", page);
        Assert.Contains(">192.0.2.0/24</textarea>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("guessed", page, StringComparison.Ordinal);
        Assert.Empty(await KeysAsync());
    }

    [Theory]
    [InlineData("192.0.2.0/24, office", "\"office\" is neither an address nor a network")]
    [InlineData("192.0.2.0/99", "\"192.0.2.0/99\" is neither an address nor a network")]
    public async Task What_is_no_network_is_refused_by_the_field_and_stays_there(string typed, string words)
    {
        using var refused = await MakeAsync(("Allowed.Text", typed));
        var page = await ReadAsync(refused);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Matches($"{typed}</textarea>(?s:.*?)id=\"allowed-text-problem\"(?s:.*?){words}", page);
        Assert.Empty(await KeysAsync());
    }

    [Fact]
    public async Task More_networks_than_a_key_may_have_are_refused()
    {
        using var refused = await MakeAsync(("Allowed.Text", string.Join('\n', Enumerable.Range(0, 21).Select(n => $"192.0.2.{n}"))));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Name at most 20 networks.", await ReadAsync(refused), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("never", null)]
    public async Task It_lives_as_long_as_was_chosen(string chosen, int? days)
    {
        using var made = await MakeAsync(("Lifetime.Days", chosen));

        await KeyShownInAsync(made);
        Assert.Equal(days, Assert.Single(await KeysAsync()).LifetimeDays);
    }

    [Fact]
    public async Task A_form_that_says_nothing_of_its_end_makes_no_key_for_ever()
    {
        using var made = await Anna.SubmitAsync(AddAddress, Add, ("Made.Name", "CI"), ("Made.CurrentPassword", Accounts.Password));

        await KeyShownInAsync(made);
        Assert.Equal(ApiKey.DefaultLifetime, Assert.Single(await KeysAsync()).LifetimeDays);
    }

    [Theory]
    [InlineData("17")]
    [InlineData("long")]
    [InlineData("-1")]
    public async Task No_other_lifetime_can_be_had(string chosen)
    {
        using var refused = await MakeAsync(("Lifetime.Days", chosen));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("A key lives 30, 60, 90 or 365 days, or for ever.", await ReadAsync(refused), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Editing_shows_what_was_there_and_changes_it()
    {
        var key = await AddAsync("CI", 30, "192.0.2.0/24", "2001:db8::/32");

        var page = await ReadAsync(Window(key.Id, "edit"));
        await DoAsync(key.Id, "edit", "edit-key", ("Edited.Name", "CI of Acme"), ("Allowed.Text", "127.0.0.1"));

        Assert.Matches("value=\"CI\"(?s:.*?)192.0.2.0/24\n2001:db8::/32</textarea>", page);
        var changed = Assert.Single(await KeysAsync());
        Assert.Equal("CI of Acme", changed.Name);
        Assert.Equal(["127.0.0.1"], changed.AllowedNetworks);
        Assert.Contains("Saved the changes to CI of Acme.", await ReadAsync(Address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_made_meanwhile_is_not_overwritten_and_what_was_typed_stays()
    {
        var key = await AddAsync("CI", 30);
        var page = await Anna.GetStringAsync(Window(key.Id, "edit"));
        await DoAsync(key.Id, "edit", "edit-key", ("Edited.Name", "Renamed first"), ("Allowed.Text", ""));

        using var refused = await Anna.PostAsync(
            page,
            Window(key.Id, "edit"),
            "edit-key",
            ("Edited.Name", "Renamed second"),
            ("Allowed.Text", "192.0.2.7")
        );
        var answer = await ReadAsync(refused);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("Someone else changed this", answer, StringComparison.Ordinal);
        Assert.Matches("value=\"Renamed second\"(?s:.*?)192.0.2.7</textarea>", answer);
        Assert.Equal("Renamed first", Assert.Single(await KeysAsync()).Name);
    }

    [Fact]
    public async Task Revoking_names_what_stops_and_ends_it_at_once()
    {
        using var made = await MakeAsync(("Made.Name", "CI"));
        var secret = await KeyShownInAsync(made);
        var key = Assert.Single(await KeysAsync());
        var unused = await ReadAsync(Window(key.Id, "revoke"));
        await UseAsync(secret);
        var used = await ReadAsync(Window(key.Id, "revoke"));

        await DoAsync(key.Id, "revoke", "revoke-key");

        Assert.Contains("It was never used.", unused, StringComparison.Ordinal);
        Assert.Matches(
            "Whatever uses <strong>CI</strong>(?s:.*?)stops working at once(?s:.*?)It was last used (?s:.*?), from 127.0.0.1.",
            used
        );
        Assert.Equal(HttpStatusCode.Unauthorized, (await UseAsync(secret)).Status);
        Assert.Contains("Revoked the API key CI.", await ReadAsync(Address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_gone_answers_404_to_a_form_that_was_open()
    {
        var key = await AddAsync("CI", 30);
        var pages = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["edit"] = await Anna.GetStringAsync(Window(key.Id, "edit")),
            ["revoke"] = await Anna.GetStringAsync(Window(key.Id, "revoke")),
        };
        await DoAsync(key.Id, "revoke", "revoke-key");

        foreach (var (window, page) in pages)
        {
            using var answer = await Anna.PostAsync(page, Window(key.Id, window), $"{window}-key");
            Assert.Equal((window, HttpStatusCode.NotFound), (window, answer.StatusCode));
        }
    }

    [Fact]
    public async Task Someone_elses_key_is_not_there()
    {
        var carl = Portal.WithPassword(Portal.AddTechnician(Portal.Northwind, "Carl", "Colleague", Role.Administrator));
        var foreign = (await carl.Does<AddOwnApiKey>().RunAsync(new() { Name = "Carl's", CurrentPassword = Accounts.Password })).Require();
        await AddAsync("CI", 30);

        Assert.DoesNotContain("Carl's", await ReadAsync(Address), StringComparison.Ordinal);
        Assert.DoesNotContain("<dialog", await ReadAsync(Window(foreign.Id, "edit")), StringComparison.Ordinal);
        var own = await Anna.GetStringAsync(Window((await KeysAsync())[0].Id, "revoke"));
        var there = await PostWithAsync(own, foreign.Id, "revoke", "revoke-key");
        Assert.Equal(await PostWithAsync(own, Portal.NewId(), "revoke", "revoke-key"), there);
        Assert.Equal(HttpStatusCode.NotFound, there.Status);
    }

    [Fact]
    public async Task The_activity_says_through_which_key_someone_did_it()
    {
        var acme = (await Portal.AddOrganizationsAsync("Acme"))[0];
        using var made = await MakeAsync(("Made.Name", "CI <1>"));
        var key = await KeyShownInAsync(made);

        await ChangeContactAsync(key, acme);

        var page = await ReadAsync($"/organizations/{acme}/activity");
        Assert.Matches("Anna Admin</span>(?s:.*?)<span class=\"via truncate\" title=\"CI <1>\">via API key CI <1></span>", page);
        Assert.Contains("Anna Admin via API key CI <1>", await ReadAsync($"/organizations/{acme}"), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> MakeAsync(params (string Name, string Value)[] fields)
    {
        (string Name, string Value)[] usual =
        [
            ("Made.Name", "CI"),
            ("Lifetime.Days", "90"),
            ("Allowed.Text", ""),
            ("Made.CurrentPassword", Accounts.Password),
        ];
        return Anna.SubmitAsync(
            AddAddress,
            Add,
            [.. usual.ExceptBy(fields.Select(f => f.Name), f => f.Name, StringComparer.Ordinal), .. fields]
        );
    }

    private async Task<OwnApiKeyRow> AddAsync(string name, int? days, params string[] networks) =>
        (
            await Portal
                .Anna.Does<AddOwnApiKey>()
                .RunAsync(
                    new()
                    {
                        Name = name,
                        ExpiresInDays = days,
                        AllowedNetworks = networks,
                        CurrentPassword = Accounts.Password,
                    }
                )
        ).Require();

    private async Task<IReadOnlyList<OwnApiKeyRow>> KeysAsync() =>
        (await Portal.Anna.Does<ListOwnApiKeys>().RunAsync(new ApiKeyListRequest())).Require().Results;
}
