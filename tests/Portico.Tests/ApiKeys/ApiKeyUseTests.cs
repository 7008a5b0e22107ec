using System.Net;
using Microsoft.Extensions.Configuration;
using Portico.Administrators;
using Portico.ApiKeys;
using Portico.ApiKeys.Own;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.SignIn.Passkeys;
using Portico.Tests.Support;

namespace Portico.Tests.ApiKeys;

/// <summary>What a key is good for, and for how long.</summary>
public sealed class ApiKeyUseTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private TestServer server = null!;

    public async ValueTask InitializeAsync() => server = await TestServer.StartAsync(portal);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        portal.Dispose();
    }

    [Fact]
    public async Task Both_headers_name_a_key()
    {
        var key = portal.AddKeyOf(portal.Anna);
        using var own = server.Program(key);
        using var bearer = server.Program(null);

        Assert.Equal("Anna Admin", (string?)(await own.GetAsync("/v1/me")).Json["name"]);
        Assert.Equal("Anna Admin", (string?)(await bearer.SendAsync("GET", "/v1/me", null, "Authorization", $"bearer {key}")).Json["name"]);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bearer.SendAsync("GET", "/v1/me", null, "Authorization", $"Basic {key}")).Status);
    }

    /// <summary>Plain http is for trying Portico out on the machine itself.</summary>
    [Fact]
    public async Task A_key_that_came_in_the_clear_is_refused()
    {
        using var program = server.Program(portal.AddKeyOf(portal.Anna));

        var refused = await program.SendAsync("GET", "/v1/me", null, "Host", "portal.example.com");

        Assert.Equal((HttpStatusCode.Forbidden, "https-required"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_key_works_until_it_expires()
    {
        using var program = server.Program(portal.AddKeyOf(portal.Anna, portal.Clock.GetUtcNow().AddDays(30)));

        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/v1/me")).Status);
        portal.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/v1/me")).Status);
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("invalid-api-key", (await program.GetAsync("/v1/me")).Code);
    }

    [Fact]
    public async Task Revoking_works_with_the_next_request()
    {
        using var program = server.Program(await portal.AddProviderKeyAsync(Role.Administrator));
        var id = (string)(await program.GetAsync("/v1/me")).Json["apiKey"]!["id"]!;

        Assert.Equal(HttpStatusCode.NoContent, (await program.DeleteAsync($"/v1/api-keys/{id}")).Status);

        Assert.Equal("invalid-api-key", (await program.GetAsync("/v1/me")).Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Any_key_ends_itself(bool isPersons)
    {
        using var program = server.Program(isPersons ? portal.AddKeyOf(portal.Anna) : await portal.AddProviderKeyAsync(Role.ReadOnly));

        Assert.Equal(HttpStatusCode.NoContent, (await program.DeleteAsync("/v1/me/api-key")).Status);

        Assert.Equal("invalid-api-key", (await program.GetAsync("/v1/me")).Code);
    }

    /// <summary>Each has a rate limit of its own; without an end to them a key could make itself any number.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_key_makes_itself_few_successors(bool isPersons)
    {
        using var program = server.Program(isPersons ? portal.AddKeyOf(portal.Anna) : await portal.AddProviderKeyAsync(Role.ReadOnly));
        for (var made = 1; made < ApiKey.MostOfOneName; made++)
        {
            Assert.Equal(HttpStatusCode.Created, (await program.PostAsync("/v1/me/api-key/rotate")).Status);
        }

        var refused = await program.PostAsync("/v1/me/api-key/rotate");
        Assert.Equal((HttpStatusCode.Conflict, "too-many-api-keys"), (refused.Status, refused.Code));
    }

    /// <summary>The answer would otherwise be that it may not, after it was done.</summary>
    [Fact]
    public async Task A_key_does_not_change_what_it_may_itself_do()
    {
        using var program = server.Program(await portal.AddProviderKeyAsync(Role.Administrator));
        var id = (string)(await program.GetAsync("/v1/me")).Json["apiKey"]!["id"]!;

        Assert.Equal("key-in-use-kept", (await program.PatchAsync($"/v1/api-keys/{id}", """{ "role": "readOnly" }""")).Code);
        Assert.Equal(HttpStatusCode.OK, (await program.PatchAsync($"/v1/api-keys/{id}", """{ "name": "Other" }""")).Status);
        Assert.Equal("administrator", (string?)(await program.GetAsync("/v1/me")).Json["provider"]!["role"]);
    }

    [Fact]
    public async Task A_key_may_be_bound_to_networks()
    {
        using var elsewhere = server.Program(portal.AddKeyOf(portal.Anna, networks: "198.51.100.0/24"));
        using var here = server.Program(portal.AddKeyOf(portal.Anna, networks: "198.51.100.0/24, 127.0.0.0/8"));

        var refused = await elsewhere.GetAsync("/v1/me");
        Assert.Equal((HttpStatusCode.Forbidden, "address-not-allowed"), (refused.Status, refused.Code));
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/v1/me")).Status);
    }

    [Fact]
    public async Task Where_a_key_was_used_last_is_noted_once_a_minute_and_is_no_edit()
    {
        using var program = server.Program(portal.AddKeyOf(portal.Anna));
        var first = portal.Clock.GetUtcNow();
        await program.GetAsync("/v1/me");
        portal.Clock.Advance(TimeSpan.FromSeconds(59));
        await program.GetAsync("/v1/me");

        var row = Assert.Single((await portal.Anna.Does<ListOwnApiKeys>().RunAsync(new())).Require().Results);
        Assert.Equal((first, "127.0.0.1", 0), (row.LastUsedAt, row.LastUsedFrom, row.Version));
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await program.GetAsync("/v1/me");
        row = Assert.Single((await portal.Anna.Does<ListOwnApiKeys>().RunAsync(new())).Require().Results);
        Assert.Equal((first.AddMinutes(1), 0), (row.LastUsedAt, row.Version));
    }

    /// <summary>Not the rights that he had when the key was made.</summary>
    [Fact]
    public async Task An_administrators_key_may_what_he_may_at_that_moment()
    {
        var ben = portal.AddTechnician(portal.Northwind, "Ben", "Builder", Role.Manager);
        using var program = server.Program(portal.AddKeyOf(ben));
        Assert.Equal(HttpStatusCode.Created, (await program.PostAsync("/v1/organizations", new { name = "Acme" })).Status);

        await ChangeAsync(ben, m => m.Role = Role.ReadOnly);
        Assert.Equal("role-too-weak", (await program.PostAsync("/v1/organizations", new { name = "Bolt" })).Code);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/v1/organizations")).Status);

        await ChangeAsync(ben, m => m.IsSuspended = true);
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync("/v1/organizations")).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_could_not_sign_in_for_want_of_a_second_factor_comes_in_by_no_key_either(bool isPasskey)
    {
        var ben = portal.AddTechnician(portal.Northwind, "Ben", "Builder", Role.Manager);
        using var program = server.Program(portal.AddKeyOf(ben));
        await ChangeAsync(ben, m => m.RequiresMfa = true);

        Assert.Equal("invalid-api-key", (await program.GetAsync("/v1/me")).Code);

        await using (var db = portal.Credentials())
        {
            if (isPasskey)
            {
                db.Add(new Passkey { Id = portal.NewId(), AdministratorId = ben.Id });
            }
            else
            {
                db.Set<Administrator>().Single(a => a.Id == ben.Id).SealedTotpSecret = "enrolled";
            }

            await db.SaveChangesAsync();
        }

        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/v1/me")).Status);
    }

    [Fact]
    public async Task Events_name_the_key_and_whose_it_is()
    {
        using var annas = server.Program(portal.AddKeyOf(portal.Anna));
        using var providers = server.Program(await portal.AddProviderKeyAsync(Role.Manager));

        await annas.PostAsync("/v1/organizations", new { name = "Acme" });
        await providers.PostAsync("/v1/organizations", new { name = "Bolt" });

        await using var view = await portal.OnDashboardAsync();
        var added = view.Db.Set<ProviderEvent>().Where(e => e.Type == "organization-added").OrderBy(e => e.TargetName).ToList();
        Assert.Equal(
            [
                (portal.Anna.Id, "Anna Admin", "Key of Anna Admin"),
                (view.Db.Set<KeyMembership>().Single().Id, "Key of a Manager", "Key of a Manager"),
            ],
            added.Select(e => (e.ActorId!.Value, e.ActorName, e.KeyName!))
        );
    }

    /// <summary>The clients change over to the second key while both work; then the first is revoked. Nobody is ever refused.</summary>
    [Fact]
    public async Task A_key_is_rotated_under_load_without_one_refused_request()
    {
        const int Clients = 8;
        await using var busy = await TestServer.StartAsync(
            portal,
            builder => builder.Configuration.AddInMemoryCollection([new("Portico:Api:RequestsPerMinute", "1000000")])
        );
        var first = await portal.AddProviderKeyAsync(Role.Administrator);
        var current = first;
        var isOver = false;
        var lastKeys = new string[Clients];
        var answers = new System.Collections.Concurrent.ConcurrentBag<(string Key, HttpStatusCode Status)>();
        var clients = Enumerable.Range(0, Clients).Select(n => Task.Run(() => AskAsync(n))).ToList();

        await EnoughAsync(first);
        using var admin = busy.Program(first);
        var made = await admin.PostAsync("/v1/me/api-key/rotate");
        var second = (string)made.Json["key"]!;
        var former = (string)(await admin.GetAsync("/v1/me")).Json["apiKey"]!["id"]!;
        Volatile.Write(ref current, second);
        // Whoever has had an answer with the second never goes back to the first.
        await EnoughAsync(second);
        using (var successor = busy.Program(second))
        {
            Assert.Equal(HttpStatusCode.NoContent, (await successor.DeleteAsync($"/v1/api-keys/{former}")).Status);
        }

        var before = answers.Count;
        await WaitAsync(() => answers.Count > before + (10 * Clients));
        Volatile.Write(ref isOver, true);
        await Task.WhenAll(clients);

        Assert.Equal(HttpStatusCode.Unauthorized, (await admin.GetAsync("/v1/me")).Status);
        Assert.DoesNotContain(answers, a => a.Status is not HttpStatusCode.OK);
        Assert.Contains(answers, a => string.Equals(a.Key, first, StringComparison.Ordinal));

        async Task AskAsync(int client)
        {
            var (key, program) = ("", (ApiClient?)null);
            for (var asked = 0; asked < 5_000 && !Volatile.Read(ref isOver); asked++)
            {
                if (Volatile.Read(ref current) is var now && !string.Equals(now, key, StringComparison.Ordinal))
                {
                    program?.Dispose();
                    (key, program) = (now, busy.Program(now));
                }

                var answer = await program!.GetAsync(client % 2 is 0 ? "/v1/organizations" : "/v1/me");
                answers.Add((key, answer.Status));
                Volatile.Write(ref lastKeys[client], key);
            }

            program?.Dispose();
        }

        // Many requests with that key were answered, and every client has come to it.
        Task EnoughAsync(string key) =>
            WaitAsync(() =>
                answers.Count(a => string.Equals(a.Key, key, StringComparison.Ordinal)) > 20 * Clients
                && lastKeys.All(last => string.Equals(last, key, StringComparison.Ordinal))
            );
    }

    private static async Task WaitAsync(Func<bool> until)
    {
        for (var tries = 0; tries < 1_200 && !until(); tries++)
        {
            await Task.Delay(50);
        }

        Assert.True(until());
    }

    private async Task ChangeAsync(Person person, Action<ProviderMembership> change)
    {
        await using var db = portal.Credentials();
        change(db.Set<ProviderMembership>().Single(m => m.AdministratorId == person.Id));
        await db.SaveChangesAsync();
    }
}
