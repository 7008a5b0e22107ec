namespace Portico.Platform.Mail;

/// <summary>How the way to the mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>Plain at first, then TLS before anything is said; without it nothing is sent. Port 587.</summary>
    StartTls,

    /// <summary>TLS from the first byte. Port 465.</summary>
    Tls,

    /// <summary>No protection, allowed only to a mail server on this machine. Port 25.</summary>
    None,
}

/// <summary>
/// The mail server, section <c>Portico:Mail</c>; environment variables begin with <c>Portico__Mail__</c>. Without a host, mails are
/// written as files.
/// </summary>
public sealed class MailSettings
{
    public const string Section = "Portico:Mail";

    /// <summary>Name or address of the SMTP server; empty when there is none.</summary>
    public string? Host { get; set; }

    /// <summary>When it is another than the usual one of <see cref="Security"/>.</summary>
    public int? Port { get; set; }

    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    public string? UserName { get; set; }

    public string? Password { get; set; }

    public string FromName { get; set; } = "Portico";

    /// <summary>The address that mails come from; needed with a host.</summary>
    public string? FromAddress { get; set; }

    /// <summary>PEM file of authorities that the server's certificate may come from, besides those that the machine trusts.</summary>
    public string? CertificateAuthorityPath { get; set; }

    /// <summary>How long one mail may take, 1 to 600 seconds.</summary>
    public int TimeoutSeconds { get; set; } = 60;

    public bool HasServer => !string.IsNullOrWhiteSpace(Host);

    internal int PortToUse =>
        Port
        ?? Security switch
        {
            MailSecurity.Tls => 465,
            MailSecurity.None => 25,
            _ => 587,
        };
}
