using System.Net;
using Portico.Platform.Access;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Http.Api;

/// <summary>Edits are based on what was read: ETag and If-Match (RFC 9110 §13.1.1).</summary>
public sealed class EditingTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private TestServer server = null!;
    private ApiClient program = null!;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(portal);
        program = server.Program(portal.AddKeyOf(portal.Anna));
    }

    public async ValueTask DisposeAsync()
    {
        program.Dispose();
        await server.DisposeAsync();
        portal.Dispose();
    }

    /// <summary>Everything that can be edited, with an edit, and another one after it.</summary>
    public static TheoryData<string, string, string> Edits =>
        new()
        {
            { "/v1/organizations/{acme}", """{ "contactName": "Carla" }""", """{ "contactName": "Dora" }""" },
            { "/v1/organizations/{acme}/settings/general", """{ "contactName": "Carla" }""", """{ "contactName": "Dora" }""" },
            { "/v1/organizations/{acme}/settings/security", """{ "minimumLength": 14 }""", """{ "minimumLength": 15 }""" },
            { "/v1/organizations/{acme}/administrators/{omar}", """{ "role": "manager" }""", """{ "role": "helpDesk" }""" },
            { "/v1/administrators/{ben}", """{ "firstName": "Benno" }""", """{ "firstName": "Benny" }""" },
            { "/v1/api-keys/{key}", """{ "allowedNetworks": ["::1"] }""", """{ "allowedNetworks": [] }""" },
            { "/v1/me/api-keys/{own}", """{ "name": "Sync" }""", """{ "name": "Sync 2" }""" },
            { "/v1/me", """{ "firstName": "Anne" }""", """{ "firstName": "Annie" }""" },
        };

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task A_lost_update_is_refused(string template, string edit, string another)
    {
        var path = await AddressAsync(template);
        var read = (await program.GetAsync(path)).ETag!;

        var edited = await program.PatchAsync(path, edit, "If-Match", read);
        var late = await program.PatchAsync(path, another, "If-Match", read);

        Assert.Equal(HttpStatusCode.OK, edited.Status);
        Assert.NotEqual(read, edited.ETag);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "changed-meanwhile"), (late.Status, late.Code));
        var now = await program.GetAsync(path);
        Assert.Equal(edited.ETag, now.ETag);
        Assert.Equal(edited.Text, now.Text);
        Assert.Equal(HttpStatusCode.OK, (await program.PatchAsync(path, another, "If-Match", now.ETag!)).Status);
        Assert.Equal(HttpStatusCode.OK, (await program.PatchAsync(path, edit, "If-Match", "*")).Status);
        Assert.Equal(HttpStatusCode.OK, (await program.PatchAsync(path, another)).Status);
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task A_tag_that_never_was_is_refused_even_when_nothing_would_change(string template, string edit, string another)
    {
        _ = (edit, another);
        var path = await AddressAsync(template);
        foreach (var tag in new[] { "\"abc\"", "W/\"0\"", "0", "\"-1\"", "\"0\", \"1\"", "\"99999999999999999999\"" })
        {
            var answer = await program.PatchAsync(path, "{}", "If-Match", tag);
            Assert.Equal((tag, HttpStatusCode.PreconditionFailed), (tag, answer.Status));
        }
    }

    /// <summary>Whoever names a version is not to lose what someone else did since (RFC 9110 §13.1.1).</summary>
    [Theory]
    [InlineData("DELETE", "/v1/organizations/{acme}?name=Acme")]
    [InlineData("POST", "/v1/organizations/{acme}/suspend")]
    [InlineData("DELETE", "/v1/organizations/{acme}/logo")]
    [InlineData("POST", "/v1/administrators/{ben}/suspend")]
    public async Task A_condition_that_is_not_heeded_is_refused(string method, string template)
    {
        var path = await AddressAsync(template);

        Assert.Equal("condition-not-heeded", (await program.SendAsync(method, path, null, "If-Match", "\"0\"")).Code);

        Assert.Equal(HttpStatusCode.NoContent, (await program.SendAsync(method, path)).Status);
    }

    [Fact]
    public async Task What_a_patch_leaves_out_stays_and_null_takes_away()
    {
        var path = await AddressAsync("/v1/organizations/{acme}");
        await program.PatchAsync(path, """{ "contactName": "Carla", "contactEmail": "carla@acme.example" }""");

        var answer = await program.PatchAsync(path, """{ "contactName": null }""");

        Assert.Equal((null, "carla@acme.example"), ((string?)answer.Json["contactName"], (string?)answer.Json["contactEmail"]));
        Assert.Equal("Acme", (string?)answer.Json["name"]);
    }

    [Fact]
    public async Task What_is_set_as_a_whole_loses_what_is_left_out()
    {
        var path = await AddressAsync("/v1/organizations/{acme}/settings/general");
        await program.PatchAsync(path, """{ "contactName": "Carla" }""");
        var read = await program.GetAsync(path);

        var set = await program.PutAsync(path, """{ "name": "Acme" }""", "If-Match", read.ETag!);

        Assert.Null((string?)set.Json["contactName"]);
        Assert.Equal(
            HttpStatusCode.PreconditionFailed,
            (await program.PutAsync(path, """{ "name": "Acme" }""", "If-Match", read.ETag!)).Status
        );
        Assert.Equal(["invalid-field name"], (await program.PutAsync(path, "{}")).Errors);
    }

    private async Task<string> AddressAsync(string template)
    {
        var acme = (await portal.AddOrganizationsAsync("Acme"))[0];
        await portal.AddProviderKeyAsync(Role.ReadOnly);
        await using var db = portal.Credentials();
        return template
            .Replace("{acme}", acme.ToString(), StringComparison.Ordinal)
            .Replace("{omar}", Membership(portal.AddOrganizationAdministrator(acme, "Omar", "Owner")), StringComparison.Ordinal)
            .Replace("{ben}", Membership(portal.AddTechnician(portal.Northwind, "Ben", "Builder", Role.Manager)), StringComparison.Ordinal)
            .Replace("{key}", db.Set<Portico.ApiKeys.ProviderApiKey>().Single().Id.ToString(), StringComparison.Ordinal)
            .Replace("{own}", db.Set<Portico.ApiKeys.AdministratorApiKey>().Single().Id.ToString(), StringComparison.Ordinal);
    }

    private static string Membership(Person person) => person.MembershipId.ToString();
}
