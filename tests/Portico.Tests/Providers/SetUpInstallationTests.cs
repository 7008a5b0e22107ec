using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portico.Administrators;
using Portico.ApiKeys;
using Portico.Organizations;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.Platform.Storage;
using Portico.Providers;
using Portico.Tests.Support;

namespace Portico.Tests.Providers;

public sealed class SetUpInstallationTests : IDisposable
{
    private const string Password = "grey harbour lantern 41";
    private readonly TestPortal portal = new(isSetUp: false);

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task Makes_the_provider_and_an_administrator_over_all_organizations()
    {
        var made = (await SetUp(Request())).Require();

        await using var db = portal.Credentials();
        var provider = await db.Set<Provider>().SingleAsync();
        var account = await db.Set<Administrator>().SingleAsync();
        var membership = await db.Set<ProviderMembership>().SingleAsync();
        Assert.Equal(new SetUpInstallation.Result(provider.ProviderId, account.Id, membership.Id), made);
        Assert.Equal("Northwind IT", provider.Name);
        Assert.Equal(("anna@example.com", "Anna Admin"), (account.Email, account.FullName));
        Assert.Equal(account.Id, membership.AdministratorId);
        Assert.Equal(Role.Administrator, membership.Role);
        Assert.True(membership.AllOrganizations);
        Assert.False(membership.IsPending);
        Assert.False(membership.RequiresMfa);
    }

    [Fact]
    public async Task Leaves_a_provider_that_organizations_can_be_added_to()
    {
        var made = (await SetUp(Request())).Require();

        var anna = new Person(portal, made.AdministratorId, "Anna Admin", "anna@example.com", made.MembershipId);
        Assert.True((await anna.Does<AddManagedOrganization>().RunAsync(new() { Name = "Acme" })).Succeeded);
        await using var db = portal.Credentials();
        Assert.Equal(1, (await db.Set<ProviderCounters>().SingleAsync()).Organizations);
    }

    [Fact]
    public async Task Keeps_the_password_as_a_hash_of_todays_cost()
    {
        await SetUp(Request());

        await using var db = portal.Credentials();
        var stored = (await db.Set<Administrator>().SingleAsync()).PasswordHash;
        Assert.Equal(Microsoft.AspNetCore.Identity.PasswordVerificationResult.Success, Argon2Hash.Verify(stored, Password));
    }

    [Fact]
    public async Task Can_demand_an_authenticator()
    {
        await SetUp(Request() with { RequireMfa = true });

        await using var db = portal.Credentials();
        Assert.True((await db.Set<ProviderMembership>().SingleAsync()).RequiresMfa);
    }

    [Fact]
    public async Task Refuses_a_second_time()
    {
        await SetUp(Request());

        Assert.Equal(new AlreadySetUp(), (await SetUp(Request() with { Email = "eve@example.com" })).Problem);
        await using var db = portal.Credentials();
        Assert.Single(await db.Set<Administrator>().ToListAsync());
    }

    [Fact]
    public async Task Of_several_at_once_one_wins()
    {
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => Task.Run(() => SetUp(Request() with { Email = $"anna{i}@example.com" })))
        );

        Assert.Single(outcomes, o => o.Succeeded);
        Assert.All(outcomes.Where(o => !o.Succeeded), o => Assert.Equal(new AlreadySetUp(), o.Problem));
        await using var db = portal.Credentials();
        Assert.Single(await db.Set<Provider>().ToListAsync());
    }

    [Theory]
    [InlineData("short", "password-too-short")]
    [InlineData("Password2024!", "password-common")]
    [InlineData("anna@example.com", "password-is-email")]
    public async Task Refuses_a_weak_password(string password, string code)
    {
        var outcome = await SetUp(Request() with { Password = password });

        Assert.Contains((code, "Password"), outcome.Problems.Select(p => (p.Code, p.Field)));
        await using var db = portal.Credentials();
        Assert.Empty(await db.Set<Provider>().ToListAsync());
    }

    [Fact]
    public async Task Refuses_a_confirmation_that_differs()
    {
        Assert.Equal(new PasswordsDiffer("PasswordAgain"), (await SetUp(Request() with { PasswordAgain = Password + "2" })).Problem);
        Assert.True((await SetUp(Request() with { PasswordAgain = Password })).Succeeded);
    }

    [Fact]
    public async Task Names_every_field_that_is_missing()
    {
        var outcome = await SetUp(new());

        Assert.Equal(["Email", "FirstName", "LastName", "Password", "ProviderName"], outcome.Problems.Select(p => p.Field).Order());
    }

    [Fact]
    public async Task The_command_prints_the_ids_and_nothing_else()
    {
        var (code, output, errors) = await Command(Request());

        Assert.Equal((0, ""), (code, errors));
        var ids = JsonDocument.Parse(output).RootElement;
        await using var db = portal.Credentials();
        Assert.Equal((await db.Set<Provider>().SingleAsync()).ProviderId.ToString(), ids.GetProperty("providerId").GetString());
        Assert.Equal((await db.Set<Administrator>().SingleAsync()).Id.ToString(), ids.GetProperty("administratorId").GetString());
    }

    [Fact]
    public async Task The_command_makes_a_key_when_asked_to_and_the_key_works()
    {
        var (code, output, errors) = await Command(Request() with { WithApiKey = true });

        Assert.Equal((0, ""), (code, errors));
        var made = JsonDocument.Parse(output).RootElement;
        var key = made.GetProperty("apiKey").GetString()!;
        Assert.Equal(40, key.Length);
        Assert.Equal(portal.Clock.GetUtcNow().AddDays(90), made.GetProperty("apiKeyExpiresAt").GetDateTimeOffset());
        await using var server = await TestServer.StartAsync(portal);
        using var program = server.Program(key);
        var me = (await program.GetAsync("/v1/me")).Json;
        Assert.Equal(
            ("Set-up", null, "Northwind IT", "administrator", true),
            (
                (string?)me["name"],
                me["administrator"],
                (string?)me["provider"]!["name"],
                (string?)me["provider"]!["role"],
                (bool)me["provider"]!["allOrganizations"]!
            )
        );
        Assert.Equal(HttpStatusCode.Created, (await program.PostAsync("/v1/organizations", new { name = "Acme" })).Status);
        var events = (await program.GetAsync("/v1/events?type=api-key-added")).Json["results"]!.AsArray();
        var happened = Assert.Single(events)!;
        Assert.Equal(
            ($"Made the API key Set-up ({key[..13]}…)", "Anna Admin"),
            ((string?)happened["summary"], (string?)happened["actorName"])
        );
        Assert.Contains("Administrator", happened["changes"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(key, happened.ToJsonString(), StringComparison.Ordinal);
        await using var db = portal.Credentials();
        Assert.Equal(ApiKeyText.Read(key)!.Hash, (await db.Set<ProviderApiKey>().SingleAsync()).KeyHash);
    }

    [Fact]
    public async Task The_command_makes_no_key_unless_asked_to()
    {
        var (_, output, _) = await Command(Request());

        var made = JsonDocument.Parse(output).RootElement;
        Assert.Equal(["providerId", "administratorId", "membershipId"], made.EnumerateObject().Select(m => m.Name));
        await using var db = portal.Credentials();
        Assert.Empty(await db.Set<ProviderApiKey>().ToListAsync());
    }

    [Fact]
    public async Task The_command_says_in_a_sentence_what_is_wrong()
    {
        await SetUp(Request());

        Assert.Equal((1, "", new AlreadySetUp().Message + Environment.NewLine), await Command(Request()));
    }

    private async Task<(int Code, string Output, string Errors)> Command(SetUpInstallation.Request request)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var code = await SetupCommand.RunAsync(portal.Services, request, output, errors, CancellationToken.None);
        return (code, output.ToString(), errors.ToString());
    }

    [Theory]
    [InlineData("anna admin@example.com")]
    [InlineData("Anna <anna@example.com>")]
    [InlineData("anna@example.com, bob@example.com")]
    public async Task Refuses_an_address_that_no_mail_could_go_to(string email)
    {
        var request = Request();
        request.Email = email;

        Assert.Equal("Email", Assert.IsType<InvalidField>((await SetUp(request)).Problem).Field);
    }

    [Fact]
    public async Task Refuses_names_that_are_no_line_of_text()
    {
        var request = Request();
        (request.ProviderName, request.FirstName, request.LastName) = ("North\nwind", "An\0na", "Ad\u202Emin");

        Assert.Equal(
            ["FirstName", "LastName", "ProviderName"],
            (await SetUp(request)).Problems.Select(p => p.Field!).Order(StringComparer.Ordinal)
        );
    }

    private Task<Outcome<SetUpInstallation.Result>> SetUp(SetUpInstallation.Request request) =>
        portal.Anonymously<SetUpInstallation>().RunAsync(request);

    private static SetUpInstallation.Request Request() =>
        new()
        {
            ProviderName = " Northwind IT ",
            Email = "Anna@Example.com ",
            FirstName = "Anna",
            LastName = "Admin",
            Password = Password,
        };
}
