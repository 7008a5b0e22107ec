using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portico.Platform.Mail;
using Portico.Platform.Storage;

namespace Portico.Platform.Doctor;

/// <summary>The mail server takes us as we are configured, or the folder for mails can be written.</summary>
internal sealed class MailCheckup(MailTransport transport) : Checkup
{
    public override string Name => "mail";
    public override bool NeedsStore => false;

    public override async Task<IReadOnlyList<Finding>> ExamineAsync(bool repair, CancellationToken ct) =>
        await transport.ProbeAsync(ct) switch
        {
            MailResult.Transient trouble => [Wrong(trouble.Reason)],
            MailResult.Permanent trouble => [Wrong(trouble.Reason)],
            _ when transport.ReachesPeople => [Well($"{transport.Destination} takes our mails.")],
            _ => [Well($"No SMTP server is configured: mails are written to files in {transport.Destination}.")],
        };
}

/// <summary>No mail waits for long, and none was given up lately.</summary>
internal sealed class OutboxCheckup(Store store, TimeProvider clock) : Checkup
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);
    private static readonly TimeSpan Lately = TimeSpan.FromDays(7);

    public override string Name => "outbox";

    public override async Task<IReadOnlyList<Finding>> ExamineAsync(bool repair, CancellationToken ct)
    {
        await using var db = store.OpenCredentials();
        var now = clock.GetUtcNow();
        var (longAgo, lately) = (now - Long, now - Lately);
        var stuck = db.Set<OutgoingMail>().Where(m => m.DueAt != null && m.QueuedAt < longAgo);
        var lost = db.Set<OutgoingMail>().Where(m => m.DueAt == null && m.SentAt == null && m.QueuedAt > lately);
        var findings = new List<Finding>();
        if (await stuck.CountAsync(ct) is var waiting and > 0)
        {
            var reason = await stuck.OrderByDescending(m => m.Tries).Select(m => m.LastError).FirstAsync(ct);
            findings.Add(Wrong($"{Mails(waiting)} waiting for more than an hour: {reason ?? "no server took them up. Is one running?"}"));
        }

        if (await lost.CountAsync(ct) is var given and > 0)
        {
            var reason = await lost.OrderByDescending(m => m.QueuedAt).Select(m => m.LastError).FirstAsync(ct);
            findings.Add(Wrong($"{Mails(given)} given up in the last 7 days, the latest because: {reason} Send those invitations again."));
        }

        return findings.Count > 0 ? findings : [Well("No mail waits for more than an hour; none was given up in the last 7 days.")];
    }

    private static string Mails(int count) =>
        count == 1 ? "1 mail is" : string.Create(CultureInfo.InvariantCulture, $"{count:n0} mails are");
}
