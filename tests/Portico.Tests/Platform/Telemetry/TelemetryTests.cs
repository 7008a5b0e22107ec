using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Portico.Organizations;
using Portico.Platform.Access;
using Portico.Platform.Telemetry;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Telemetry;

public sealed class TelemetryTests : IDisposable
{
    private readonly TestPortal portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task Operations_are_measured_by_name_and_outcome_and_by_nothing_that_names_a_customer()
    {
        var seen = new ConcurrentBag<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name is "portico.operation.duration")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>(
            (_, _, tags, _) => seen.Add(string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}")))
        );
        listener.Start();
        var rita = portal.AddTechnician(portal.Northwind, "Rita", "Reader", Role.ReadOnly);

        await portal.Anna.Does<AddManagedOrganization>().RunAsync(new() { Name = "Acme" });
        await rita.Does<AddManagedOrganization>().RunAsync(new() { Name = "Bolt" });

        Assert.Contains("operation=AddManagedOrganization outcome=ok", seen);
        Assert.Contains("operation=AddManagedOrganization outcome=role-too-weak", seen);
    }

    /// <summary>What really leaves the process, seen by a collector that speaks OTLP over HTTP.</summary>
    [Fact]
    public async Task Metrics_and_traces_go_to_the_configured_collector_without_the_token_of_a_link()
    {
        var received = new ConcurrentBag<(string Path, string Body)>();
        await using var collector = await CollectorAsync(received);
        const string Token = "Jc3xq0Zb9yH1uR5wT7vK2mN4pL6sD8fG0aE3iO5kQ9c";
        await using (
            var server = await TestServer.StartAsync(
                portal,
                builder =>
                {
                    builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.First();
                    builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
                }
            )
        )
        {
            using var browser = server.Browser();
            await browser.GetAsync($"/invitation/{Token}");
            await browser.GetAsync("/healthz");
        }

        var traces = string.Concat(received.Where(r => r.Path is "/v1/traces").Select(r => r.Body));
        var metrics = string.Concat(received.Where(r => r.Path is "/v1/metrics").Select(r => r.Body));
        Assert.Contains("http.request.method", traces, StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, traces + metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("/healthz", traces, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/invitation/Jc3xq0Zb9yH1uR5wT7vK2mN4pL6sD8fG0aE3iO5kQ9c", "/invitation/*")]
    [InlineData("/organizations/69a40010ee4dfb5251d0cfc8/settings/general", "/organizations/69a40010ee4dfb5251d0cfc8/settings/general")]
    [InlineData("/", "/")]
    public void Tokens_are_taken_out_of_paths_and_ids_are_not(string path, string hidden) =>
        Assert.Equal(hidden, SecretsInPaths.Hide(path));

    [Fact]
    public void The_log_is_json_where_it_is_collected_and_lines_at_a_terminal()
    {
        Assert.Equal(ConsoleFormatterNames.Json, PorticoLogging.FormatterFor(isCollected: true));
        Assert.Equal(ConsoleFormatterNames.Simple, PorticoLogging.FormatterFor(isCollected: false));
    }

    private static async Task<WebApplication> CollectorAsync(ConcurrentBag<(string, string)> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http1));
        var collector = builder.Build();
        collector.MapPost(
            "/v1/{kind}",
            async (HttpContext context) =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                received.Add((context.Request.Path.Value!, Encoding.Latin1.GetString(body.ToArray())));
            }
        );
        await collector.StartAsync();
        return collector;
    }
}
