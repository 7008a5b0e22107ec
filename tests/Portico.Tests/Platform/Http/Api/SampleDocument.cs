using System.Text.Json.Nodes;
using Portico.Platform.Http.Api.Description;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Http.Api;

/// <summary>The document of a server that has the sample routes, too.</summary>
public sealed class SampleDocument : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private TestServer server = null!;

    public string Text { get; private set; } = "";

    public JsonNode Root { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(portal, map: app => app.MapSamples());
        using var browser = server.Browser();
        Text = await browser.GetStringAsync(ApiDocument.Path);
        Root = JsonNode.Parse(Text)!;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        portal.Dispose();
    }

    public JsonNode Operation(string method, string path) => Root["paths"]![path]![method]!;

    public JsonNode Schema(string name) => Root["components"]!["schemas"]![name]!;

    /// <summary>The names of a list of named things, or of an object's members, in their order.</summary>
    public static IEnumerable<string> NamesOf(JsonNode? things) =>
        things is JsonArray list ? list.Select(one => (string)one!["name"]!) : things!.AsObject().Select(member => member.Key);

    /// <summary>Compares as JSON: how it is laid out does not matter.</summary>
    public static void AssertJson(string expected, JsonNode? actual)
    {
        if (!JsonNode.DeepEquals(JsonNode.Parse(expected), actual))
        {
            Assert.Fail($"Expected {expected}\nFound {actual?.ToJsonString()}");
        }
    }
}
