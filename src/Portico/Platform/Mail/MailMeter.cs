using System.Diagnostics.Metrics;
using Portico.Platform.Telemetry;

namespace Portico.Platform.Mail;

/// <summary>Counts mails by what came of handing them over.</summary>
internal static class MailMeter
{
    private static readonly Meter Meter = new(PorticoTelemetry.Name);
    private static readonly Counter<long> Mails = Meter.CreateCounter<long>(
        "portico.mails",
        "{mail}",
        "Mails handed over, by what came of it: sent, transient (tried again later) or permanent (refused for good)."
    );

    public static void Count(MailResult result) =>
        Mails.Add(1, new KeyValuePair<string, object?>("result", result.GetType().Name.ToLowerInvariant()));
}
