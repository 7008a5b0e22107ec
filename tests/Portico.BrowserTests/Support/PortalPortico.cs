using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Portico.BrowserTests.Support;

/// <summary>A server with two organizations, Acme and Bolt, whose users are added by the API as a program would.</summary>
public sealed class PortalPortico : IAsyncLifetime
{
    private HttpClient program = null!;

    // Applications on this machine are told of logouts.
    public PorticoProcess Process { get; } = new(KeyValuePair.Create("Portico__Outbound__Allowed__0", "127.0.0.1"));
    public string Acme { get; private set; } = "";
    public string Bolt { get; private set; } = "";
    private string Applications => $"/v1/organizations/{Acme}/applications";

    public async ValueTask InitializeAsync()
    {
        var made = await Process.RunAsync(
            Person.Password + "\n",
            "setup",
            "--provider",
            "Northwind",
            "--email",
            "anna@northwind.example",
            "--first-name",
            "Anna",
            "--last-name",
            "Berger",
            "--password-stdin",
            "--api-key"
        );
        await Process.ServeAsync();
        program = new HttpClient { BaseAddress = new Uri(Process.Url) };
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", KeyIn(made));
        Acme = await AddOrganizationAsync("Acme");
        Bolt = await AddOrganizationAsync("Bolt");
    }

    public async ValueTask DisposeAsync()
    {
        program?.Dispose();
        await Process.DisposeAsync();
    }

    /// <summary>An activated user; without a password he gets the activation mail.</summary>
    public Task AddUserAsync(
        string organization,
        string username,
        string? password = null,
        string? email = null,
        bool mustChange = false
    ) =>
        SendAsync(
            HttpMethod.Post,
            $"/v1/organizations/{organization}/users",
            new JsonObject
            {
                ["username"] = username,
                ["email"] = email ?? EmailOf(username),
                ["state"] = "activated",
                ["password"] = password,
                ["mustChangePassword"] = mustChange,
            }
        );

    /// <summary>Changes an organization's settings of that section.</summary>
    public Task SetAsync(string organization, string section, JsonObject values) =>
        SendAsync(HttpMethod.Patch, $"/v1/organizations/{organization}/settings/{section}", values);

    public static string EmailOf(string username) => $"{username}@users.example";

    private async Task<string> AddOrganizationAsync(string name) =>
        (await SendAsync(HttpMethod.Post, "/v1/organizations", new JsonObject { ["name"] = name }))["id"]!.GetValue<string>();

    /// <summary>A user group with these members.</summary>
    public async Task AddGroupAsync(string organization, string name, params string[] usernames)
    {
        var groups = $"/v1/organizations/{organization}/user-groups";
        var group = (await SendAsync(HttpMethod.Post, groups, new JsonObject { ["name"] = name }))["id"]!.GetValue<string>();
        var ids = new JsonArray();
        foreach (var username in usernames)
        {
            ids.Add(await IdOfAsync($"/v1/organizations/{organization}/users", username));
        }

        await SendAsync(HttpMethod.Post, $"{groups}/{group}/members", new JsonObject { ["ids"] = ids });
    }

    /// <summary>An application of Acme with its own identity provider, for which no service provider is known yet: its id and its metadata.</summary>
    public async Task<(string Id, string Metadata)> AddApplicationAsync(string name)
    {
        var id = (await SendAsync(HttpMethod.Post, Applications, new JsonObject { ["name"] = name }))["id"]!.GetValue<string>();
        var saml = JsonNode.Parse(await program.GetStringAsync($"{Applications}/{id}/saml"))!;
        return (id, await program.GetStringAsync(saml["identityProvider"]!["metadataUrl"]!.GetValue<string>()));
    }

    /// <summary>Tells one of Acme's applications of its service provider.</summary>
    public Task TakeMetadataAsync(string application, string metadata) =>
        SendAsync(HttpMethod.Post, $"{Applications}/{application}/saml/metadata", new JsonObject { ["metadata"] = metadata });

    public Task SetSamlAsync(string application, JsonObject settings) =>
        SendAsync(HttpMethod.Patch, $"{Applications}/{application}/saml", settings);

    /// <summary>An application of Acme that signs users in by OpenID Connect: its client ID, and where its issuer describes itself.</summary>
    public async Task<(string Id, string Discovery)> AddOpenIdApplicationAsync(string name)
    {
        var application = new JsonObject { ["name"] = name, ["kind"] = "openIdConnect" };
        var id = (await SendAsync(HttpMethod.Post, Applications, application))["id"]!.GetValue<string>();
        var openid = JsonNode.Parse(await program.GetStringAsync($"{Applications}/{id}/openid"))!;
        return (id, openid["provider"]!["discoveryUrl"]!.GetValue<string>());
    }

    public Task SetOpenIdAsync(string application, JsonObject settings) =>
        SendAsync(HttpMethod.Patch, $"{Applications}/{application}/openid", settings);

    public async Task<string> MakeSecretAsync(string application) =>
        (await SendAsync(HttpMethod.Post, $"{Applications}/{application}/openid/secrets", []))["secret"]!.GetValue<string>();

    /// <summary>Lets a user of Acme in.</summary>
    public async Task AssignAsync(string application, string username) =>
        await SendAsync(
            HttpMethod.Post,
            $"/v1/organizations/{Acme}/assignments",
            new JsonObject { ["applicationId"] = application, ["userId"] = await IdOfAsync($"/v1/organizations/{Acme}/users", username) }
        );

    public async Task SuspendUserAsync(string organization, string username)
    {
        var users = $"/v1/organizations/{organization}/users";
        await SendAsync(HttpMethod.Post, $"{users}/{await IdOfAsync(users, username)}/suspend", []);
    }

    private async Task<string> IdOfAsync(string list, string search)
    {
        var found = JsonNode.Parse(await program.GetStringAsync($"{list}?search={Uri.EscapeDataString(search)}"))!;
        return found["results"]![0]!["id"]!.GetValue<string>();
    }

    private async Task<JsonNode> SendAsync(HttpMethod method, string address, JsonObject body)
    {
        using var request = new HttpRequestMessage(method, address) { Content = JsonContent.Create(body) };
        using var answer = await program.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {address}: {text}");
        return JsonNode.Parse(text.Length is 0 ? "{}" : text)!;
    }

    private static string KeyIn(string output) =>
        new([
            .. output[output.IndexOf("portico_", StringComparison.Ordinal)..]
                .TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'),
        ]);
}
