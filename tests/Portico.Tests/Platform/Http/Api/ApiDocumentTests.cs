using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using Portico.Platform.Http.Api;
using Portico.Platform.Http.Api.Description;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Http.Api;

/// <summary>docs/api/openapi.json is generated, so that a change of the API is seen and reviewed as text.</summary>
public sealed class ApiDocumentTests(SampleDocument samples) : IClassFixture<SampleDocument>
{
    private const string Kept = "docs/api/openapi.json";

    [Fact]
    public async Task The_document_is_what_the_server_says()
    {
        var now = await ServedAsync();
        var file = Path.Combine(SourceTree.Root, Kept);
        if (Environment.GetEnvironmentVariable("PORTICO_WRITE_DOCS") is "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, now);
        }

        var kept = File.Exists(file) ? await File.ReadAllTextAsync(file) : "";
        if (!string.Equals(kept, now, StringComparison.Ordinal))
        {
            Assert.Fail(
                $"{Kept} is not what the server says now. Look at each line, then run this test with PORTICO_WRITE_DOCS=1.\n"
                    + string.Join('\n', Differences(kept.Split('\n'), now.Split('\n')))
            );
        }
    }

    [Fact]
    public async Task Says_the_same_to_anyone_anywhere()
    {
        using var portal = new TestPortal();
        await using var server = await TestServer.StartAsync(
            portal,
            builder =>
            {
                builder.Environment.EnvironmentName = "Development";
                builder.Configuration["Portico:PublicUrl"] = "https://portico.example";
            },
            app => app.MapSamples()
        );
        using var stranger = server.Browser();
        stranger.DefaultRequestHeaders.Host = "elsewhere.example";

        using var answer = await stranger.GetAsync(ApiDocument.Path);

        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(samples.Text, await answer.Content.ReadAsStringAsync());
        Assert.DoesNotContain("127.0.0.1", samples.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_valid()
    {
        Assert.Empty(await ProblemsOfAsync(await ServedAsync()));
        Assert.Empty(await ProblemsOfAsync(samples.Text));
        Assert.NotEmpty(await ProblemsOfAsync(samples.Text.Replace("\"title\": \"Portico API\",", "", StringComparison.Ordinal)));
    }

    /// <summary>One name for two things would describe one of them wrongly.</summary>
    [Fact]
    public async Task Is_refused_when_two_types_would_have_one_name()
    {
        using var portal = new TestPortal();
        await using var server = await TestServer.StartAsync(
            portal,
            map: app =>
            {
                app.MapPost("/v1/one", (Body<Twin.Request> body) => body.Request.ToString());
                app.MapPost("/v1/two", (Body<TwinRequest> body) => body.Request.ToString());
            }
        );
        using var browser = server.Browser();

        using var answer = await browser.GetAsync(ApiDocument.Path);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
    }

    private static async Task<string> ServedAsync()
    {
        using var portal = new TestPortal();
        await using var server = await TestServer.StartAsync(portal);
        using var anyone = server.Browser();
        return await anyone.GetStringAsync(ApiDocument.Path);
    }

    private static async Task<IReadOnlyList<string>> ProblemsOfAsync(string text)
    {
        await using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var settings = new OpenApiReaderSettings { RuleSet = ValidationRuleSet.GetDefaultRuleSet() };
        var read = await OpenApiDocument.LoadAsync(stream, "json", settings);
        return [.. read.Diagnostic!.Errors.Concat(read.Diagnostic.Warnings).Select(e => $"{e.Pointer}: {e.Message}")];
    }

    private static IEnumerable<string> Differences(string[] before, string[] after) =>
        [.. before.Except(after).Select(line => $"- {line}"), .. after.Except(before).Select(line => $"+ {line}")];
}

internal static class Twin
{
    public sealed record Request
    {
        public string Name { get; set; } = "";
    }
}

internal sealed record TwinRequest
{
    public int Number { get; set; }
}
