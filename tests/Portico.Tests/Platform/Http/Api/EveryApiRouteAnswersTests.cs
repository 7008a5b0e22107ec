using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Portico.Demo;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Tests.Platform.Images;
using Portico.Tests.Support;
using Portico.Users.Credentials;
using SkiaSharp;

namespace Portico.Tests.Platform.Http.Api;

/// <summary>
/// Goes once through the whole API, and asks the server itself which of its routes answered with success: one that is added later has to
/// be added here.
/// </summary>
public sealed partial class EveryApiRouteAnswersTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private readonly ConcurrentDictionary<string, bool> answered = new(StringComparer.Ordinal);
    private TestServer server = null!;
    private ApiClient api = null!;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(portal, map: app => app.Use(RememberAsync));
        api = server.Program(await portal.AddProviderKeyAsync(Role.Administrator));
    }

    public async ValueTask DisposeAsync()
    {
        api.Dispose();
        await server.DisposeAsync();
        portal.Dispose();
    }

    [Fact]
    public async Task Every_route_answers_with_success()
    {
        var acme = $"/v1/organizations/{(await OkAsync("POST", "/v1/organizations", """{ "name": "Acme" }""")).Id}";
        await GroupsAsync(acme);
        await OrganizationsAsync(acme);
        await AdministratorsAsync("/v1/administrators", "ben@example.com");
        await AdministratorsAsync($"{acme}/administrators", "omar@acme.example");
        await OkAsync("GET", $"/v1/administrators/{portal.Anna.MembershipId}/organizations");
        await OkAsync("GET", $"{acme}/provider-administrators");
        await OkAsync("GET", "/v1/events");
        await OkAsync("GET", $"{acme}/events");
        await UsersAsync($"{acme}/users");
        await ImportsAsync(acme);
        await OkAsync("GET", "/v1/users?search=a");
        await OkAsync("GET", "/v1/users/needs?need=pending");
        await ProviderKeysAsync();
        await OwnAsync();

        var routes = ServerEndpoints.Of(server).Where(ServerEndpoints.IsApi).Select(NameOf).ToList();
        Assert.True(routes.Count > 40);
        Assert.Equal(routes.Order(StringComparer.Ordinal), answered.Keys.Order(StringComparer.Ordinal));
    }

    private async Task OrganizationsAsync(string acme)
    {
        await OkAsync("GET", "/v1/organizations");
        await OkAsync("GET", acme);
        await OkAsync("PATCH", acme, """{ "contactName": "Carla" }""");
        await OkAsync("GET", $"{acme}/settings/general");
        await OkAsync("PUT", $"{acme}/settings/general", """{ "name": "Acme" }""");
        await OkAsync("PATCH", $"{acme}/settings/general", """{ "accent": 3 }""");
        await OkAsync("GET", $"{acme}/settings/security");
        await OkAsync("PUT", $"{acme}/settings/security", "{}");
        await OkAsync("PATCH", $"{acme}/settings/security", """{ "minimumLength": 14 }""");
        await OkAsync("GET", $"{acme}/settings/users");
        await OkAsync("PUT", $"{acme}/settings/users", "{}");
        await OkAsync("PATCH", $"{acme}/settings/users", """{ "newUserState": "staged" }""");
        await OkAsync("PATCH", $"{acme}/settings/users", """{ "newUserState": "activated" }""");
        using var picture = new ByteArrayContent(Pictures.Encode(SKEncodedImageFormat.Png, 8, 8));
        await OkAsync("PUT", $"{acme}/logo", picture);
        await OkAsync("GET", $"{acme}/logo");
        await OkAsync("DELETE", $"{acme}/logo");
        await OkAsync("POST", $"{acme}/suspend");
        await OkAsync("DELETE", $"{acme}?name=Acme");
        await OkAsync("POST", $"{acme}/restore");
    }

    private async Task ImportsAsync(string acme)
    {
        var user = (await OkAsync("POST", $"{acme}/users", new { username = "cal", email = "cal@acme.example" })).Id;
        await OkAsync("POST", $"{acme}/users/{user}/caller-code");
        await OkAsync("POST", $"{acme}/users/{user}/verify-caller", """{ "code": "000000" }""");
        await OkAsync("GET", $"{acme}/users/export");
        var all = $"{acme}/user-imports";
        using var file = new ByteArrayContent("username,email\nimp,imp@acme.example\n"u8.ToArray());
        file.Headers.ContentType = new("text/csv");
        var import = $"{all}/{(await OkAsync("POST", all, file)).Id}";
        await OkAsync("GET", all);
        await OkAsync("PUT", $"{import}/mapping", """{ "columns": ["username", "email"] }""");
        var stage = "";
        for (var look = 0; look < 100 && stage is not "checked"; look++)
        {
            // The server's own work on it looks again once its clock says so.
            portal.Clock.Advance(TimeSpan.FromSeconds(2));
            await Task.Delay(100);
            stage = (string)(await OkAsync("GET", import)).Json["stage"]!;
        }

        await OkAsync("POST", $"{import}/confirm");
        await OkAsync("GET", $"{import}/problems");
        await OkAsync("POST", $"{import}/end");
    }

    private async Task GroupsAsync(string acme)
    {
        var (application, system) = await AddThingsAsync(acme);
        var user = (await OkAsync("POST", $"{acme}/users", new { username = "ada", email = "ada@acme.example" })).Id;
        var id = (await OkAsync("POST", $"{acme}/user-groups", """{ "name": "Sales" }""")).Id;
        var group = $"{acme}/user-groups/{id}";
        await OkAsync("GET", $"{acme}/user-groups");
        await OkAsync("GET", group);
        await OkAsync("PATCH", group, """{ "description": "Who sells" }""");
        await OkAsync("POST", $"{group}/members", new { ids = new[] { user } });
        await OkAsync("GET", $"{group}/members");
        await OkAsync("DELETE", $"{group}/members/{user}");
        await OkAsync("POST", $"{group}/members/remove", new { ids = new[] { user } });
        await OkAsync("POST", $"{acme}/users/add-to-groups", new { ids = new[] { user }, groupIds = new[] { id } });
        const string rule = """{ "parts": [{ "conditions": [{ "attribute": "department", "operator": "is", "values": ["Sales"] }] }] }""";
        await OkAsync("POST", $"{group}/rule/preview", rule);
        await OkAsync("PUT", $"{group}/rule", rule);
        await OkAsync("GET", $"{group}/rule");
        await OkAsync("PUT", $"{group}/exceptions/{user}", """{ "kind": "in" }""");
        await OkAsync("GET", $"{group}/exceptions");
        await OkAsync("DELETE", $"{group}/exceptions/{user}");
        await OkAsync("DELETE", $"{group}/rule");
        await SystemGroupsAsync(acme, system);
        var assignment = (await OkAsync("POST", $"{acme}/assignments", new { systemId = system, userGroupId = id })).Id;
        await OkAsync("GET", $"{acme}/assignments");
        await OkAsync("GET", $"{acme}/assignments/{assignment}");
        await OkAsync("PUT", $"{acme}/assignments/{assignment}/sudo", """{ "sudoEnabled": true }""");
        await OkAsync("DELETE", $"{acme}/assignments/{assignment}");
        await OkAsync("GET", $"{acme}/users/{user}/groups");
        await OkAsync("GET", $"{acme}/users/{user}/access");
        await ApplicationsAsync(acme, $"{acme}/applications/{application}");
        await OkAsync("GET", $"{acme}/applications/{application}/access");
        await OkAsync("GET", $"{acme}/systems");
        await OkAsync("GET", $"{acme}/systems/{system}/access");
        await OkAsync("DELETE", $"{group}?name=Sales");
        await OkAsync("DELETE", $"{acme}/applications/{application}?name=Wiki");
    }

    private async Task SystemGroupsAsync(string acme, ObjectId system)
    {
        var group = $"{acme}/system-groups/{(await OkAsync("POST", $"{acme}/system-groups", """{ "name": "Servers" }""")).Id}";
        await OkAsync("GET", $"{acme}/system-groups");
        await OkAsync("GET", group);
        await OkAsync("PATCH", group, """{ "description": "In the cellar" }""");
        await OkAsync("POST", $"{group}/members", new { ids = new[] { system } });
        await OkAsync("GET", $"{group}/members");
        await OkAsync("POST", $"{group}/members/remove", new { ids = new[] { system } });
        await OkAsync("DELETE", $"{group}?name=Servers");
    }

    private async Task<(ObjectId Application, ObjectId System)> AddThingsAsync(string acme)
    {
        var add = portal.Anna.Does<AddDemoThings>();
        var organization = ObjectId.Parse(acme[^ObjectId.Length..], provider: null);
        var made = (await add.RunAsync(organization, new() { Systems = ["web-1"] })).Require();
        var wiki = await OkAsync("POST", $"{acme}/applications", """{ "name": "Wiki", "signingKey": "ecdsaP256" }""");
        return (ObjectId.Parse(wiki.Id, provider: null), made.Systems[0]);
    }

    private async Task AdministratorsAsync(string all, string email)
    {
        var other = $"{all}/{(await OkAsync("POST", all, new { email = "eve@example.com" })).Id}";
        await OkAsync("POST", $"{other}/invitation");
        await OkAsync("DELETE", $"{other}/invitation");
        var one = $"{all}/{(await OkAsync("POST", all, new { email })).Id}";
        await using (var db = portal.Credentials())
        {
            List<Membership> invited =
            [
                .. db.Set<ProviderMembership>().Where(m => m.Email == email),
                .. db.Set<OrganizationMembership>().Where(m => m.Email == email),
            ];
            invited.ForEach(m => m.AcceptedAt = portal.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        }

        await OkAsync("GET", all);
        await OkAsync("GET", one);
        await OkAsync("PATCH", one, """{ "firstName": "Robin" }""");
        await OkAsync("POST", $"{one}/reset-mfa");
        await OkAsync("POST", $"{one}/suspend");
        await OkAsync("POST", $"{one}/restore");
        await OkAsync("DELETE", one);
    }

    private async Task UsersAsync(string all)
    {
        var id = (await OkAsync("POST", all, new { username = "vera", email = "vera@acme.example" })).Id;
        var one = $"{all}/{id}";
        await OkAsync("GET", all);
        await OkAsync("GET", one);
        await OkAsync("PATCH", one, """{ "jobTitle": "Engineer" }""");
        await OkAsync("PUT", $"{one}/username", """{ "username": "vera.berg" }""");
        await OkAsync("PUT", $"{one}/password", """{ "password": "quiet-Harbour-47" }""");
        await OkAsync("PUT", $"{one}/scheduled-state", new { state = "suspended", at = portal.Clock.GetUtcNow().AddDays(1) });
        foreach (var action in new[] { "suspend", "restore", "reset-password", "require-password-change", "require-mfa" })
        {
            await OkAsync("POST", $"{one}/{action}");
        }

        await ChangeUserAsync(id, u => (u.LockedAt, u.SealedTotpSecret) = (portal.Clock.GetUtcNow(), "sealed"));
        await OkAsync("POST", $"{one}/unlock");
        await OkAsync("POST", $"{one}/reset-mfa");
        await ChangeUserAsync(id, u => u.PasswordHash = null);
        await OkAsync("POST", $"{one}/activation", """{ "to": "vera@home.example" }""");
        var ids = new { ids = new[] { id } };
        foreach (
            var action in new[]
            {
                "suspend",
                "restore",
                "unlock",
                "reset-password",
                "require-password-change",
                "reset-mfa",
                "require-mfa",
                "activation",
            }
        )
        {
            await OkAsync("POST", $"{all}/{action}", ids);
        }

        var other = (await OkAsync("POST", all, new { username = "will", email = "will@acme.example" })).Id;
        await OkAsync("POST", $"{all}/remove", new { ids = new[] { other }, count = 1 });
        await OkAsync("DELETE", $"{one}?username=vera.berg");
    }

    private async Task ChangeUserAsync(string id, Action<UserCredential> change)
    {
        var user = ObjectId.Parse(id, null);
        await using var db = portal.Credentials();
        change(await db.Set<UserCredential>().SingleAsync(u => u.Id == user));
        await db.SaveChangesAsync();
    }

    private async Task ProviderKeysAsync()
    {
        var key = $"/v1/api-keys/{(await OkAsync("POST", "/v1/api-keys", """{ "name": "Sync", "allOrganizations": true }""")).Id}";
        await OkAsync("GET", "/v1/api-keys");
        await OkAsync("GET", key);
        await OkAsync("GET", $"{key}/organizations");
        await OkAsync("PATCH", key, """{ "name": "Nightly" }""");
        await OkAsync("POST", $"{key}/rotate");
        await OkAsync("DELETE", key);
    }

    private async Task OwnAsync()
    {
        api.Dispose();
        api = server.Program(portal.AddKeyOf(portal.WithPassword(portal.Anna)));
        await OkAsync("GET", "/v1/me");
        await OkAsync("PATCH", "/v1/me", """{ "lastName": "Adler" }""");
        await OkAsync("POST", "/v1/me/api-key/rotate");
        var own = await OkAsync("POST", "/v1/me/api-keys", new { name = "Sync", currentPassword = Accounts.Password });
        await OkAsync("GET", "/v1/me/api-keys");
        await OkAsync("GET", $"/v1/me/api-keys/{own.Id}");
        await OkAsync("PATCH", $"/v1/me/api-keys/{own.Id}", """{ "name": "Nightly" }""");
        await OkAsync("DELETE", $"/v1/me/api-keys/{own.Id}");
        await OkAsync("DELETE", "/v1/me/api-key");
    }

    private async Task<ApiReply> OkAsync(string method, string path, object? body = null)
    {
        var answer = await api.SendAsync(method, path, body);
        Assert.True((int)answer.Status is >= 200 and < 300, $"{method} {path}: {(int)answer.Status} {answer.Text}");
        return answer;
    }

    private async Task RememberAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Response.StatusCode is >= 200 and < 300 && context.GetEndpoint() is RouteEndpoint route && ServerEndpoints.IsApi(route))
        {
            answered[NameOf(route)] = true;
        }
    }

    private static string NameOf(RouteEndpoint route) =>
        route.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName
        ?? throw new InvalidOperationException($"The route {route.DisplayName} has no name.");
}
