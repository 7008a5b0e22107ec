using System.Diagnostics;
using System.Diagnostics.Metrics;
using Portico.Platform.Operations;

namespace Portico.Platform.Telemetry;

/// <summary>
/// A span and a duration for each operation, by its name and what came of it: <c>ok</c>, a problem's code, or <c>exception</c>. Never
/// whose it was: an organization's id in a metric would make a series of each customer.
/// </summary>
internal static class OperationTelemetry
{
    private static readonly ActivitySource Spans = new(PorticoTelemetry.Name);
    private static readonly Meter Meter = new(PorticoTelemetry.Name);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "portico.operation.duration",
        "s",
        "How long operations took, by name and outcome."
    );

    public static async Task<Outcome<T>> MeasureAsync<T>(object operation, Func<Task<Outcome<T>>> run)
    {
        var name = operation.GetType().Name;
        using var span = Spans.StartActivity(name);
        var start = Stopwatch.GetTimestamp();
        var result = "exception";
        try
        {
            var outcome = await run();
            result = outcome.Problem?.Code ?? "ok";
            return outcome;
        }
        catch (Exception exception)
        {
            span?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
            throw;
        }
        finally
        {
            span?.SetTag("portico.outcome", result);
            Duration.Record(
                Stopwatch.GetElapsedTime(start).TotalSeconds,
                new KeyValuePair<string, object?>("operation", name),
                new KeyValuePair<string, object?>("outcome", result)
            );
        }
    }
}
