using Portico.Administrators.Profile;
using Portico.ApiKeys;
using Portico.ApiKeys.Own;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.SignIn;
using Portico.Tests.Support;

namespace Portico.Tests.ApiKeys;

/// <summary>An administrator's own keys.</summary>
public sealed class OwnApiKeyTests : IDisposable
{
    private readonly TestPortal portal = new();
    private readonly Person ben;

    public OwnApiKeyTests() => ben = portal.WithPassword(portal.AddTechnician(portal.Northwind, "Ben", "Builder", Role.ReadOnly));

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task Making_one_takes_the_password_and_tells_the_person()
    {
        Assert.IsType<WrongPassword>((await AddAsync("Sync", password: "another password altogether")).Problem);
        Assert.Empty((await ListAsync()).Results);

        var made = (await AddAsync(" Sync ", networks: ["198.51.100.7/32"])).Require();

        var row = Assert.Single((await ListAsync()).Results);
        Assert.Null(row.Key);
        Assert.Equal((made.Id, "Sync", made.Key![..13]), (row.Id, row.Name, row.Start));
        Assert.Equal(["198.51.100.7"], row.AllowedNetworks);
        Assert.Equal(portal.Clock.GetUtcNow().AddDays(90), row.ExpiresAt);
        Assert.Contains(
            "The API key Sync was made for ben.builder@example.com",
            portal.MailsTo("ben.builder@example.com").Single().TextBody,
            StringComparison.Ordinal
        );
        Assert.Contains("api-key-added", portal.EventsOf(ben));
        await using var db = portal.Credentials();
        Assert.Equal(ApiKeyText.Read(made.Key)!.Hash, db.Set<AdministratorApiKey>().Single().KeyHash);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(36_500)]
    public async Task It_lives_as_long_as_one_may_choose(int days) =>
        Assert.Equal("ExpiresInDays", (await AddAsync("Sync", days: days)).Problem?.Field);

    [Fact]
    public async Task It_may_live_for_ever() => Assert.Null((await AddAsync("Sync", days: null)).Require().ExpiresAt);

    [Theory]
    [InlineData("198.51.100.0/33")]
    [InlineData("example.com")]
    [InlineData("010.0.0.1")]
    [InlineData("1")]
    [InlineData("0x7f.1")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[::1]:80")]
    [InlineData("::ffff:203.0.113.7")]
    [InlineData("::ffff:cb00:7107")]
    [InlineData("")]
    public async Task Networks_that_are_none_are_refused(string network) =>
        Assert.Equal("AllowedNetworks", (await AddAsync("Sync", networks: ["198.51.100.7", network])).Problem?.Field);

    [Fact]
    public async Task It_is_changed_from_the_version_that_was_read()
    {
        var made = (await AddAsync("Sync")).Require();
        var change = new UpdateOwnApiKey.Request
        {
            Id = made.Id,
            Version = made.Version,
            Name = "Nightly sync",
            AllowedNetworks = ["::1"],
        };

        (await ben.Does<UpdateOwnApiKey>().RunAsync(change)).Require();

        Assert.Equal(new ChangedMeanwhile(), (await ben.Does<UpdateOwnApiKey>().RunAsync(change with { Name = "Late" })).Problem);
        var row = (await ben.Does<GetOwnApiKey>().RunAsync(new() { Id = made.Id })).Require();
        Assert.Equal(("Nightly sync", 1), (row.Name, row.Version));
    }

    [Fact]
    public async Task Nobody_else_sees_changes_or_revokes_it()
    {
        var made = (await AddAsync("Sync")).Require();
        var eve = portal.AddTechnician(portal.Northwind, "Eve", "Other", Role.Administrator);

        Assert.Empty((await eve.Does<ListOwnApiKeys>().RunAsync(new())).Require().Results);
        Assert.Equal(new NoSuchApiKey(), (await eve.Does<GetOwnApiKey>().RunAsync(new() { Id = made.Id })).Problem);
        Assert.Equal(new NoSuchApiKey(), (await eve.Does<UpdateOwnApiKey>().RunAsync(new() { Id = made.Id, Name = "Mine" })).Problem);
        Assert.Equal(new NoSuchApiKey(), (await eve.Does<RevokeOwnApiKey>().RunAsync(new() { Id = made.Id })).Problem);

        (await ben.Does<RevokeOwnApiKey>().RunAsync(new() { Id = made.Id })).Require();
        Assert.Empty((await ListAsync()).Results);
        Assert.Contains("api-key-revoked", portal.EventsOf(ben));
    }

    [Fact]
    public async Task What_never_expires_is_last_and_what_was_never_used_is_first()
    {
        await AddAsync("For ever", days: null);
        await AddAsync("Short", days: 30);
        await AddAsync("Used", days: 365);
        await using (var db = portal.Credentials())
        {
            db.Set<AdministratorApiKey>().Single(k => k.Name == "Used").LastUsedAt = portal.Clock.GetUtcNow();
            await db.SaveChangesAsync();
        }

        Assert.Equal(["Short", "Used", "For ever"], await SortedAsync("expiresAt"));
        Assert.Equal(["For ever", "Used", "Short"], await SortedAsync("-expiresAt"));
        Assert.Equal("Used", (await SortedAsync("lastUsedAt"))[^1]);
        Assert.Equal("Used", (await SortedAsync("-lastUsedAt"))[0]);
    }

    /// <summary>It opens the doors of the provider, which therefore hears of it.</summary>
    [Fact]
    public async Task The_provider_and_the_organizations_hear_of_it()
    {
        var acme = (await portal.AddOrganizationsAsync("Acme"))[0];
        var omar = portal.WithPassword(portal.AddOrganizationAdministrator(acme, "Omar", "Owner"));
        var request = new AddOwnApiKey.Request { Name = "Sync", CurrentPassword = Accounts.Password };
        var made = (await AddAsync("Nightly", networks: ["::1"])).Require();
        (await omar.Does<AddOwnApiKey>().RunAsync(request)).Require();
        (await ben.Does<RevokeOwnApiKey>().RunAsync(new() { Id = made.Id })).Require();

        await using var dashboard = await portal.OnDashboardAsync();
        var recorded = dashboard.Db.Set<ProviderEvent>().Where(e => e.ActorId == ben.Id).OrderBy(e => e.Id).ToList();
        Assert.Equal(["own-api-key-added", "own-api-key-revoked"], recorded.Select(e => e.Type).Order(StringComparer.Ordinal));
        var added = recorded.Single(e => e.Type is "own-api-key-added");
        Assert.Equal($"Made a key of the own account: the API key Nightly ({made.Start}…)", added.Summary);
        Assert.Contains(new FieldChange("Allowed networks", null, "::1"), added.Changes);
        Assert.DoesNotContain(made.Key!, added.ChangesJson, StringComparison.Ordinal);
        await using var inside = await portal.InsideAsync(acme);
        Assert.Equal(omar.Id, inside.Db.Set<OrganizationEvent>().Single(e => e.Type == "own-api-key-added").ActorId);
    }

    /// <summary>Whoever had the account may have made himself a key.</summary>
    [Fact]
    public async Task A_new_password_ends_no_key_and_its_mail_says_so()
    {
        await AddAsync("Sync");
        var request = new ChangePassword.Request
        {
            CurrentPassword = Accounts.Password,
            NewPassword = "another harbour lantern 42",
            NewPasswordAgain = "another harbour lantern 42",
        };

        var browser = new Visitor(portal, "203.0.113.99");
        (await browser.PasswordAsync(ben.Email, Accounts.Password)).Require();
        (await browser.RunAsync<ChangePassword, ChangePassword.Result>(o => o.RunAsync(request))).Require();

        Assert.Equal(1, (await ListAsync()).TotalCount);
        var mail = portal.MailsTo(ben.Email).Single(m => m.Subject is "Your password on Portico was changed");
        Assert.Contains("The account has 1 API key.", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_renewed_with_itself_only()
    {
        await AddAsync("Sync");

        Assert.Equal(new NoKeyInUse(), (await ben.Does<RotateOwnApiKey>().RunAsync(Nothing.Instance)).Problem);
    }

    private Task<Outcome<OwnApiKeyRow>> AddAsync(
        string name,
        string password = Accounts.Password,
        int? days = ApiKey.DefaultLifetime,
        params string[] networks
    ) =>
        ben.Does<AddOwnApiKey>()
            .RunAsync(
                new()
                {
                    Name = name,
                    CurrentPassword = password,
                    ExpiresInDays = days,
                    AllowedNetworks = networks,
                }
            );

    private async Task<IReadOnlyList<string>> SortedAsync(string sort) =>
        [.. (await ben.Does<ListOwnApiKeys>().RunAsync(new() { Sort = sort })).Require().Results.Select(k => k.Name)];

    private async Task<ListOf<OwnApiKeyRow>> ListAsync() => (await ben.Does<ListOwnApiKeys>().RunAsync(new())).Require();
}
