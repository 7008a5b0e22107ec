using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.SingleSignOn.OpenIdConnect.Protocol;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using Portico.SingleSignOn.OpenIdConnect.Tokens;
using Portico.Tests.Support;

namespace Portico.Tests.SingleSignOn.OpenIdConnect;

/// <summary>What a client signs to prove who it is counts once.</summary>
public sealed class OpenIdAssertionTests(OpenIdFixture fixture) : IClassFixture<OpenIdFixture>, IDisposable
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(2);
    private readonly ClientKey key = new();

    public void Dispose() => key.Dispose();

    [Fact]
    public async Task An_assertion_that_comes_again_is_refused_and_it_is_an_event()
    {
        var client = await AddClientAsync();
        var assertion = key.Assertion(client, "one", Usual);

        Assert.Equal(200, (await AskAsync(client, assertion)).Status);
        var (status, error) = await AskAsync(client, assertion);
        Assert.Equal((401, "invalid_client"), (status, error.GetProperty("error").GetString()));
        // The same name, signed anew; and at another endpoint.
        fixture.Portal.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(401, (await AskAsync(client, key.Assertion(client, "one", Usual))).Status);
        Assert.Equal(401, (await AskAsync(client, assertion, "introspect")).Status);
        Assert.Equal(200, (await AskAsync(client, key.Assertion(client, "two", Usual))).Status);
        await using var view = await fixture.Portal.InsideAsync(fixture.Acme);
        var events = await view.Db.Set<OrganizationEvent>().Where(e => e.TargetId == client.Id).ToListAsync();
        Assert.Equal(3, events.Count(e => e.Type is "application-assertion-replayed"));
    }

    [Fact]
    public async Task Of_many_who_bring_the_same_one_at_once_one_is_answered()
    {
        var client = await AddClientAsync();
        var assertion = key.Assertion(client, "one", Usual);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => AskAsync(client, assertion)));

        Assert.Single(answers, a => a.Status is 200);
        Assert.Equal(5, answers.Count(a => a.Status is 401));
    }

    [Fact]
    public async Task One_clients_assertions_stand_in_nobody_elses_way()
    {
        var client = await AddClientAsync();
        var (neighbour, foreign) = (await AddClientAsync(), await fixture.AddClientAsync(UsesKey, fixture.Bolt));

        Assert.Equal(200, (await AskAsync(client, key.Assertion(client, "one", Usual))).Status);
        Assert.Equal(200, (await AskAsync(neighbour, key.Assertion(neighbour, "one", Usual))).Status);
        Assert.Equal(200, (await AskAsync(foreign, key.Assertion(foreign, "one", Usual))).Status);
        Assert.Equal(401, (await AskAsync(neighbour, key.Assertion(neighbour, "one", Usual))).Status);
    }

    [Fact]
    public async Task One_without_a_name_or_that_counts_for_long_is_refused()
    {
        var client = await AddClientAsync();

        Assert.Equal(401, (await AskAsync(client, key.Assertion(client, jti: null, Usual))).Status);
        Assert.Equal(401, (await AskAsync(client, key.Assertion(client, "long", TimeSpan.FromHours(2)))).Status);
        Assert.Equal(200, (await AskAsync(client, key.Assertion(client, "long", TimeSpan.FromHours(1)))).Status);
    }

    [Fact]
    public async Task What_was_remembered_is_forgotten_when_it_can_come_no_more()
    {
        var client = await AddClientAsync();
        await AskAsync(client, key.Assertion(client, "one", Usual));
        await AskAsync(client, key.Assertion(client, "two", TimeSpan.FromHours(1)));
        Assert.Equal(2, await RememberedAsync(client));

        fixture.Portal.Clock.Advance(TimeSpan.FromMinutes(63));
        (await fixture.Portal.Anna.Does<RemoveSpentOpenIdTokens>().RunAsync(Nothing.Instance)).Require();

        Assert.Equal(1, await RememberedAsync(client));
    }

    private Task<TestClient> AddClientAsync() => fixture.AddClientAsync(UsesKey);

    private void UsesKey(UpdateOpenIdSettings.Request settings) =>
        (settings.Authentication, settings.ClientKeys) = (OpenIdClientAuthentication.PrivateKey, key.Keys);

    private async Task<int> RememberedAsync(TestClient client)
    {
        await using var view = await fixture.Portal.InsideAsync(fixture.Acme);
        return await view.Db.Set<OpenIdToken>().CountAsync(t => t.ApplicationId == client.Id && t.Type == TakeAssertionsOnce.Type);
    }

    private static Task<(int Status, JsonElement Json)> AskAsync(TestClient client, string assertion, string endpoint = "token") =>
        client.AskAsync(
            endpoint,
            new(StringComparer.Ordinal)
            {
                ["grant_type"] = "client_credentials",
                ["token"] = "anything",
                ["client_id"] = client.Id.ToString(),
                ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                ["client_assertion"] = assertion,
            },
            isPublic: true
        );
}
