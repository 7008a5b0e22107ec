using MimeKit;

namespace Portico.Platform.Mail;

/// <summary>What came of handing a mail over.</summary>
public abstract record MailResult
{
    private MailResult() { }

    /// <summary>It has been accepted; trying again would send it twice.</summary>
    public sealed record Sent : MailResult;

    /// <summary>It may work later: nobody answers, the server is busy, or a setting is wrong and will be put right.</summary>
    public sealed record Transient(string Reason) : MailResult;

    /// <summary>The server will never take this mail.</summary>
    public sealed record Permanent(string Reason) : MailResult;
}

/// <summary>The way a mail leaves this machine: an SMTP server, or a folder when none is set up.</summary>
public abstract class MailTransport
{
    /// <summary>Where mails go, in words for the operator ("smtp.example.com, port 587", "the folder /var/lib/portico/mail").</summary>
    public abstract string Destination { get; }

    /// <summary>Whether people get their mails; false when they are files that someone has to open.</summary>
    public abstract bool ReachesPeople { get; }

    /// <summary>Hands one mail over. Failures are results; only the caller's own cancellation throws.</summary>
    public abstract Task<MailResult> SendAsync(MimeMessage message, CancellationToken ct = default);

    /// <summary>Goes all the way but hands nothing over: <see cref="MailResult.Sent"/> means that a mail would be taken.</summary>
    public abstract Task<MailResult> ProbeAsync(CancellationToken ct = default);
}
