using System.Net;
using System.Text.Json.Nodes;
using Portico.Platform;
using Portico.Platform.Access;

namespace Portico.Tests.Support;

/// <summary>A program with a key of Northwind IT that may do everything, and the organization Acme.</summary>
public abstract class ApiTest : IAsyncLifetime
{
    /// <summary>What audit events call the program's key.</summary>
    protected const string KeyName = "Key of a Administrator";

    protected TestPortal Portal { get; } = new();
    protected TestServer Server { get; private set; } = null!;
    protected ObjectId Acme { get; private set; }
    private protected ApiClient Api { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        Server = await TestServer.StartAsync(Portal);
        Api = Server.Program(await Portal.AddProviderKeyAsync(Role.Administrator));
        Acme = (await Portal.AddOrganizationsAsync("Acme"))[0];
        Later();
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Server.DisposeAsync();
        Portal.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Events of the same moment have no order among themselves.</summary>
    protected void Later() => Portal.Clock.Advance(TimeSpan.FromMinutes(1));

    /// <summary>The newest event of the provider, or of Acme, as the API tells it.</summary>
    protected Task<JsonNode> NewestEventAsync() => NewestEventAsync("/v1/events");

    /// <inheritdoc cref="NewestEventAsync()"/>
    protected Task<JsonNode> NewestEventInAcmeAsync() => NewestEventAsync($"/v1/organizations/{Acme}/events");

    /// <summary>Type, summary, actor and key: what an event tells beside its changes.</summary>
    protected static (string? Type, string? Summary, string? Actor, string? Key) Told(JsonNode happened) =>
        ((string?)happened["type"], (string?)happened["summary"], (string?)happened["actorName"], (string?)happened["keyName"]);

    /// <summary>"Contact name: nothing → Carla", one for each changed field.</summary>
    protected static IReadOnlyList<string> Changes(JsonNode happened) =>
        [
            .. happened["changes"]!
                .AsArray()
                .Select(c => $"{c!["field"]}: {(string?)c["old"] ?? "nothing"} → {(string?)c["new"] ?? "nothing"}"),
        ];

    /// <summary>So many there are in all, and these were answered, by their names.</summary>
    private protected static void AssertList(ApiReply answer, int total, params IEnumerable<string> names)
    {
        Assert.True(answer.Status is HttpStatusCode.OK, answer.Text);
        Assert.Equal(total, answer.TotalCount);
        Assert.Equal(names, answer.Results("name"));
    }

    /// <summary>It was done, with nothing to tell.</summary>
    private protected static void AssertDone(ApiReply answer) => Assert.Equal((HttpStatusCode.NoContent, ""), (answer.Status, answer.Text));

    /// <summary>It was made: what there is now, where it can be had, and from which version it is edited.</summary>
    private protected async Task AssertCreatedAsync(ApiReply answer, string location)
    {
        Assert.True(answer.Status is HttpStatusCode.Created, answer.Text);
        Assert.Equal(location, answer.Headers.Location?.OriginalString);
        Assert.Equal($"\"{answer.Json["version"]}\"", answer.ETag);
        var read = await Api.GetAsync(location);
        Assert.Equal((HttpStatusCode.OK, answer.ETag), (read.Status, read.ETag));
    }

    private async Task<JsonNode> NewestEventAsync(string path)
    {
        var answer = await Api.GetAsync($"{path}?limit=1");
        return answer.Json["results"]!.AsArray().Single()!;
    }
}
