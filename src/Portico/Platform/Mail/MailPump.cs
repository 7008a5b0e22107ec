using Microsoft.Extensions.Options;
using Portico.Platform.Storage;

namespace Portico.Platform.Mail;

/// <summary>
/// Sends what was queued: at once when this node queued it, otherwise within seconds. A mail that does not go is tried again after 1
/// minute, then 2, 4 and so on up to 6 hours, and given up 5 days after it was queued. A few are sent at once, so that
/// one slow server or broken message holds up no other; a mail whose process was killed half-way is sent again, under the same Message-ID.
/// </summary>
internal sealed partial class MailPump(
    WorkQueue queue,
    Outbox outbox,
    MailTransport transport,
    MailStatus status,
    IOptions<MailSettings> settings,
    TimeProvider clock,
    ILogger<MailPump> log
) : BackgroundService
{
    internal static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(5);

    private const int Senders = 4;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    /// <summary>How long a mail is ours: longer than sending may take, so that no other node takes it meanwhile.</summary>
    private TimeSpan Lease => TimeSpan.FromSeconds(settings.Value.TimeoutSeconds) + TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => SendUntilStoppedAsync(stoppingToken)));

    /// <summary>The wait after so many tries that failed.</summary>
    internal static TimeSpan WaitAfter(int tries) =>
        tries > 9 ? LongestWait : TimeSpan.FromMinutes(Math.Min(Math.Pow(2, tries - 1), LongestWait.TotalMinutes));

    /// <summary>Sends one mail that is due; false when none is.</summary>
    internal async Task<bool> SendNextAsync(CancellationToken ct)
    {
        if (await queue.ClaimAsync<OutgoingMail>(Lease, ct) is not { } mail)
        {
            return false;
        }

        // From here on to the end, also when the server is told to stop: it stops between mails, not in the middle of one.
        var result = await HandOverAsync(mail);
        await queue.ChangeAsync<OutgoingMail>(mail.Id, row => Note(row, result), CancellationToken.None);
        status.Note(result, clock.GetUtcNow());
        MailMeter.Count(result);
        LogResult(mail.Id, mail.Purpose, mail.Tries, result.GetType().Name);
        return true;
    }

    private async Task SendUntilStoppedAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                while (!stop.IsCancellationRequested && await SendNextAsync(stop)) { }

                await status.RefreshAsync(stop);
                await outbox.WaitForMailAsync(Poll, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The store is away. What was claimed is due again when its lease ends.
                LogTrouble(exception);
                await Task.Delay(Poll, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<MailResult> HandOverAsync(OutgoingMail mail)
    {
        try
        {
            return await transport.SendAsync(outbox.Open(mail), CancellationToken.None);
        }
        catch (Exception exception)
        {
            // A message that cannot be opened or that trips the transport must not stop the others.
            LogPoison(exception, mail.Id);
            return new MailResult.Transient(MailWords.Clean(exception.Message, MailWords.MaxReason));
        }
    }

    private void Note(OutgoingMail mail, MailResult result)
    {
        var now = clock.GetUtcNow();
        var reason = result switch
        {
            MailResult.Transient later => later.Reason,
            MailResult.Permanent never => never.Reason,
            _ => null,
        };
        if (reason is null)
        {
            mail.SentAt = now;
        }

        mail.LastError = reason;
        mail.DueAt = result is MailResult.Transient && now - mail.QueuedAt < GiveUpAfter ? now + WaitAfter(mail.Tries) : null;
        if (mail.DueAt is null)
        {
            // It carries a link that lets someone in: gone as soon as it is of no use.
            mail.SealedMessage = null;
        }
    }

    [LoggerMessage(LogLevel.Information, "Mail {MailId} ({Purpose}), try {Try}: {Result}.")]
    private partial void LogResult(ObjectId mailId, string purpose, int @try, string result);

    [LoggerMessage(LogLevel.Error, "Mail {MailId} could not be handed over.")]
    private partial void LogPoison(Exception exception, ObjectId mailId);

    [LoggerMessage(LogLevel.Error, "The outbox cannot be read or written; trying again in a while.")]
    private partial void LogTrouble(Exception exception);
}
