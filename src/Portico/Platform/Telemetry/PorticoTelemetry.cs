using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Portico.Platform.Http;

namespace Portico.Platform.Telemetry;

/// <summary>
/// Metrics and traces by OTLP, when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to; without it nothing is gathered at all. The other
/// <c>OTEL_…</c> variables mean what the OpenTelemetry specification says.
/// </summary>
public static class PorticoTelemetry
{
    /// <summary>The name of our meter and of our traces' source.</summary>
    public const string Name = "Portico";

    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static IServiceCollection AddPorticoTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (string.IsNullOrWhiteSpace(configuration[Endpoint]))
        {
            return services;
        }

        services
            .AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("portico", serviceVersion: PorticoVersion.Text))
            .WithMetrics(metrics =>
                metrics.AddMeter(Name, "Npgsql").AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddOtlpExporter()
            )
            .WithTracing(traces => traces.AddSource(Name).AddAspNetCoreInstrumentation(Requests).AddNpgsql().AddOtlpExporter());
        return services;
    }

    private static void Requests(OpenTelemetry.Instrumentation.AspNetCore.AspNetCoreTraceInstrumentationOptions options)
    {
        options.Filter = request => request.Request.Path.Value is not (Health.LivePath or Health.ReadyPath);
        options.EnrichWithHttpRequest = (activity, _) =>
        {
            if (activity.GetTagItem("url.path") is string path)
            {
                activity.SetTag("url.path", SecretsInPaths.Hide(path));
            }
        };
    }
}
