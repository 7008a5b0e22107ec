using Microsoft.Extensions.Logging.Console;

namespace Portico.Platform.Telemetry;

/// <summary>
/// The log: on standard error, so that standard output stays the command's own. One line each for a person at a terminal; one JSON
/// object each for whatever collects it otherwise, unless <c>Logging:Console:FormatterName</c> says which.
/// </summary>
public static class PorticoLogging
{
    public static ILoggingBuilder AddPorticoLogging(this ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.ClearProviders();
        logging.Services.AddSingleton<IExternalScopeProvider, LogScopes>();
        // It would write down every request of OpenID Connect twice; what matters of them are events.
        logging.AddFilter("OpenIddict", LogLevel.Warning);
        logging.AddConsole(console =>
        {
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            console.FormatterName = configuration["Logging:Console:FormatterName"] ?? FormatterFor(Console.IsErrorRedirected);
        });
        logging.AddSimpleConsole(line =>
        {
            line.SingleLine = true;
            line.TimestampFormat = "HH:mm:ss ";
        });
        logging.AddJsonConsole(json =>
        {
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            json.IncludeScopes = true;
        });
        return logging;
    }

    internal static string FormatterFor(bool isCollected) => isCollected ? ConsoleFormatterNames.Json : ConsoleFormatterNames.Simple;
}
