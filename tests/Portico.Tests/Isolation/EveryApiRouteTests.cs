using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Portico.ApiKeys;
using Portico.ApiKeys.ProviderSide;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Tests.Platform.Images;
using Portico.Tests.Support;
using static Portico.Tests.Support.ServerEndpoints;

namespace Portico.Tests.Isolation;

/// <summary>
/// Calls every route of the API with every key that must not work there. The routes are taken from the running server, so that one added
/// later is covered without anyone remembering it.
/// </summary>
public sealed class EveryApiRouteTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private TestServer server = null!;
    private IReadOnlyList<RouteEndpoint> routes = null!;
    private ObjectId acme;
    private ObjectId bolt;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(portal);
        var ids = await portal.AddOrganizationsAsync("Acme", "Bolt");
        (acme, bolt) = (ids[0], ids[1]);
        routes = [.. ServerEndpoints.Of(server).Where(IsApi)];
        Assert.True(routes.Count > 40);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        portal.Dispose();
    }

    [Fact]
    public async Task Without_a_key_that_works_every_route_answers_alike()
    {
        var expired = portal.AddKeyOf(portal.Anna, portal.Clock.GetUtcNow());
        var revoked = portal.AddKeyOf(portal.Anna);
        await using (var db = portal.Credentials())
        {
            var hash = ApiKeyText.Read(revoked)!.Hash;
            db.Remove(db.Set<AdministratorApiKey>().Single(k => k.KeyHash == hash));
            await db.SaveChangesAsync();
        }

        foreach (var key in new[] { null, "", "portico_", expired, revoked, ApiKeyText.Create(ApiKeyOwner.Provider).Text })
        {
            using var program = server.Program(key);
            var answers = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (route, method) in Calls(routes))
            {
                var answer = await program.SendAsync(method, Address(method, route, acme, portal.NewId()), BodyFor(method, route));
                Assert.Equal((route.DisplayName, HttpStatusCode.Unauthorized), (route.DisplayName, answer.Status));
                Assert.StartsWith("Bearer", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
                answers.Add(answer.Text);
            }

            Assert.Single(answers);
        }
    }

    [Fact]
    public async Task A_session_is_no_key()
    {
        using var anna = server.BrowserOf(portal.Anna);

        Assert.Equal(HttpStatusCode.OK, (await anna.GetAsync("/organizations")).StatusCode);
        foreach (var (route, method) in Calls(routes))
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), Address(method, route, acme, portal.NewId()));
            using var answer = await anna.SendAsync(request);
            Assert.Equal((route.DisplayName, HttpStatusCode.Unauthorized), (route.DisplayName, answer.StatusCode));
        }
    }

    [Fact]
    public async Task An_organization_does_not_exist_for_keys_from_outside_it()
    {
        foreach (var (who, key) in await OutsidersAsync())
        {
            using var program = server.Program(key);
            foreach (var (route, method) in Calls(routes.Where(IsInOrganization)))
            {
                var before = await EventsAsync();
                var there = await program.SendAsync(method, Address(method, route, acme, portal.NewId()), BodyFor(method, route));
                var never = await program.SendAsync(method, Address(method, route, portal.NewId(), portal.NewId()), BodyFor(method, route));

                Assert.Equal((who, method, route.DisplayName, HttpStatusCode.NotFound), (who, method, route.DisplayName, there.Status));
                Assert.Equal(never.Text, there.Text);
                Assert.Equal(before, await EventsAsync());
            }
        }
    }

    [Fact]
    public async Task The_dashboards_routes_are_for_the_providers_people_and_keys()
    {
        using var omar = server.Program(portal.AddKeyOf(portal.AddOrganizationAdministrator(acme, "Omar", "Owner")));
        foreach (var (route, method) in Calls(routes.Where(r => !IsInOrganization(r) && !IsOwn(r))))
        {
            var answer = await omar.SendAsync(method, Address(method, route, acme, portal.NewId()), BodyFor(method, route));
            Assert.Equal((method, route.DisplayName, HttpStatusCode.NotFound), (method, route.DisplayName, answer.Status));
        }
    }

    /// <summary>Whoever may only read gets an answer of its own to what changes anything, and changes nothing.</summary>
    [Fact]
    public async Task A_key_that_may_only_read_changes_nothing()
    {
        var rolf = portal.AddOrganizationAdministrator(acme, "Rolf", "Reader", Role.ReadOnly);
        foreach (var key in new[] { await portal.AddProviderKeyAsync(Role.ReadOnly), portal.AddKeyOf(rolf) })
        {
            using var program = server.Program(key);
            foreach (var (route, method) in Calls(routes.Where(r => IsInOrganization(r) || !IsOwn(r))).Where(c => c.Method is not "GET"))
            {
                var before = await EventsAsync();
                var answer = await program.SendAsync(method, Address(method, route, acme, portal.NewId()), BodyFor(method, route));
                // PATCH looks first for what is to be changed.
                Assert.True(
                    answer.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound,
                    $"{method} {route.DisplayName}: {answer.Status} {answer.Text}"
                );
                Assert.Equal(before, await EventsAsync());
            }
        }
    }

    [Fact]
    public async Task Ids_of_another_organizations_rows_lead_nowhere()
    {
        var nora = portal.AddOrganizationAdministrator(bolt, "Nora", "Neighbour");
        using var program = server.Program(await portal.AddProviderKeyAsync(Role.Administrator));
        foreach (var (route, method) in Calls(routes.Where(r => IsInOrganization(r) && r.RoutePattern.Parameters.Count > 1)))
        {
            var foreign = await program.SendAsync(method, Address(method, route, acme, nora.MembershipId), BodyFor(method, route));
            var never = await program.SendAsync(method, Address(method, route, acme, portal.NewId()), BodyFor(method, route));
            Assert.Equal((method, route.DisplayName, HttpStatusCode.NotFound), (method, route.DisplayName, foreign.Status));
            Assert.Equal(never.Text, foreign.Text);
        }
    }

    /// <summary>The provider's ids of people and keys do not exist for another provider.</summary>
    [Fact]
    public async Task Ids_of_another_providers_rows_lead_nowhere()
    {
        var southwind = portal.AddProvider("Southwind");
        var sam = portal.AddTechnician(southwind, "Sam", "Stranger", Role.Administrator);
        await portal.AddProviderKeyAsync(Role.ReadOnly);
        ObjectId key;
        await using (var db = portal.Credentials())
        {
            key = db.Set<ProviderApiKey>().Single().Id;
        }

        using var program = server.Program(portal.AddKeyOf(sam));
        foreach (var (route, method) in Calls(routes.Where(r => !IsInOrganization(r) && r.RoutePattern.Parameters.Count == 1)))
        {
            foreach (var id in new[] { portal.Anna.MembershipId, key })
            {
                var foreign = await program.SendAsync(method, Address(method, route, acme, id), BodyFor(method, route));
                var never = await program.SendAsync(method, Address(method, route, acme, portal.NewId()), BodyFor(method, route));
                Assert.Equal(
                    (method, route.DisplayName, never.Status, never.Text),
                    (method, route.DisplayName, foreign.Status, foreign.Text)
                );
                // A list of what belongs to nothing is empty.
                Assert.True(foreign.Status is HttpStatusCode.NotFound || (int?)foreign.Json["totalCount"] is 0, route.DisplayName);
            }
        }
    }

    /// <summary>Keys of another provider, without this organization, of another customer, of someone suspended, of someone only invited.</summary>
    private async Task<IReadOnlyList<(string Who, string Key)>> OutsidersAsync()
    {
        var southwind = portal.AddProvider("Southwind");
        var sam = portal.AddTechnician(southwind, "Sam", "Stranger", Role.Administrator);
        var carl = portal.AddTechnician(portal.Northwind, "Carl", "Colleague", Role.Administrator, bolt);
        var nora = portal.AddOrganizationAdministrator(bolt, "Nora", "Neighbour");
        var susi = portal.AddTechnician(portal.Northwind, "Susi", "Suspended", Role.Administrator);
        var ines = portal.AddOrganizationAdministrator(acme, "Ines", "Invited");
        await using (var db = portal.Credentials())
        {
            db.Set<ProviderMembership>().Single(m => m.AdministratorId == susi.Id).IsSuspended = true;
            db.Set<OrganizationMembership>().Single(m => m.AdministratorId == ines.Id).AcceptedAt = null;
            await db.SaveChangesAsync();
        }

        return
        [
            .. new[] { sam, carl, nora, susi, ines }.Select(person => (person.Name, portal.AddKeyOf(person))),
            ("A stranger's key", await StrangersKeyAsync(sam)),
            ("A key without the organization", await portal.AddProviderKeyAsync(Role.Administrator, bolt)),
        ];
    }

    private static async Task<string> StrangersKeyAsync(Person sam)
    {
        var request = new AddProviderApiKey.Request
        {
            Name = "Southwind's",
            Role = Role.Administrator,
            AllOrganizations = true,
        };
        return (await sam.Does<AddProviderApiKey>().RunAsync(request)).Require().Key!;
    }

    private async Task<int> EventsAsync()
    {
        await using var view = await portal.InsideAsync(acme);
        return await view.Db.Set<OrganizationEvent>().CountAsync();
    }

    /// <summary>What is the caller's own, and what is the same for everyone who has a key.</summary>
    private static bool IsOwn(RouteEndpoint route) =>
        PathOf(route).StartsWith("/v1/me", StringComparison.Ordinal) || PathOf(route) is "/v1/catalog" or "/v1/catalog/";

    private static IEnumerable<(RouteEndpoint Route, string Method)> Calls(IEnumerable<RouteEndpoint> some) =>
        from route in some
        from method in MethodsOf(route)
        select (route, method);

    /// <summary>With what a deletion asks for to be confirmed.</summary>
    private static string Address(string method, RouteEndpoint route, ObjectId organization, ObjectId other) =>
        AddressOf(route, organization, other)
        + (method is "DELETE" && PathOf(route).TrimEnd('/').EndsWith("{organizationId:id}", StringComparison.Ordinal) ? "?name=Acme" : "")
        + (method is "DELETE" && PathOf(route).TrimEnd('/').EndsWith("/users/{id:id}", StringComparison.Ordinal) ? "?username=eve" : "")
        + (method is "DELETE" && PathOf(route).TrimEnd('/').EndsWith("-groups/{id:id}", StringComparison.Ordinal) ? "?name=Eve" : "")
        + (method is "DELETE" && PathOf(route).TrimEnd('/').EndsWith("/applications/{id:id}", StringComparison.Ordinal) ? "?name=Eve" : "")
        + (PathOf(route).TrimEnd('/').EndsWith("/sign-in-preview", StringComparison.Ordinal) ? "?user=eve" : "");

    /// <summary>What the route needs to be asked about what it names at all: whether that exists comes after whether the request makes sense.</summary>
    private static object? BodyFor(string method, RouteEndpoint route)
    {
        var path = PathOf(route).TrimEnd('/');
        return path[(path.LastIndexOf('/') + 1)..] switch
        {
            // A file, whose operation asks first who sends it.
            "user-imports" => null,
            "logo" when path.Contains("{id:id}", StringComparison.Ordinal) => new ByteArrayContent(Pictures.BlackPng(8, 8)),
            "username" when method is "PUT" => """{ "username": "eve" }""",
            "password" => """{ "password": "quiet-Harbour-47" }""",
            "verify-request" when path.Contains("/openid/", StringComparison.Ordinal) => """{ "authorizationRequest": "x" }""",
            "verify-request" => """{ "samlRequest": "x" }""",
            "verify-caller" => """{ "code": "000000" }""",
            "mapping" => """{ "columns": ["username", "email"] }""",
            "members" or "remove" when method is "POST" && path.Contains("-groups/", StringComparison.Ordinal) =>
                """{ "ids": ["000000000000000000000000"] }""",
            "rule" or "preview" when method is not "GET" and not "DELETE" =>
                """{ "parts": [{ "conditions": [{ "attribute": "department", "operator": "is", "values": ["Sales"] }] }] }""",
            "{userId:id}" when method is "PUT" => """{ "kind": "in" }""",
            _ => method is "POST" or "PATCH" || (method is "PUT" && path.Contains("{id:id}", StringComparison.Ordinal)) ? "{}" : null,
        };
    }
}
