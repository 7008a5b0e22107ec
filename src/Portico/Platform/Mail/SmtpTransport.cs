using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Portico.Platform.Mail;

/// <summary>Sends over SMTP, one connection a mail.</summary>
public sealed class SmtpTransport(IOptions<MailSettings> options) : MailTransport
{
    private readonly MailSettings settings = options.Value;

    public override string Destination => string.Create(CultureInfo.InvariantCulture, $"{settings.Host}, port {settings.PortToUse}");

    public override bool ReachesPeople => true;

    public override Task<MailResult> SendAsync(MimeMessage message, CancellationToken ct = default) =>
        WithServerAsync((client, limit) => HandOverAsync(client, message, limit), ct);

    public override Task<MailResult> ProbeAsync(CancellationToken ct = default) =>
        WithServerAsync(
            async (client, limit) =>
            {
                await SayGoodbyeAsync(client, limit);
                return new MailResult.Sent();
            },
            ct
        );

    private async Task<MailResult> WithServerAsync(Func<SmtpClient, CancellationToken, Task<MailResult>> act, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(settings.TimeoutSeconds));
        var certificates = new ServerCertificateCheck(settings.CertificateAuthorityPath);
        using var client = new SmtpClient
        {
            // As in mail servers: a revocation server that does not answer must not hold up all mail.
            CheckCertificateRevocation = false,
            ServerCertificateValidationCallback = certificates.IsTrusted,
        };
        try
        {
            return await ConnectAsync(client, certificates, limit.Token) ?? await act(client, limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new MailResult.Transient($"{Destination}: no answer within {MailTexts.Count(settings.TimeoutSeconds, "second")}.");
        }
    }

    /// <summary>Null when the connection stands. What fails here concerns every mail and is a matter of settings or of the server.</summary>
    private async Task<MailResult?> ConnectAsync(SmtpClient client, ServerCertificateCheck certificates, CancellationToken ct)
    {
        try
        {
            await client.ConnectAsync(settings.Host!, settings.PortToUse, SocketOptionsFor(settings.Security), ct);
            if (settings is { UserName.Length: > 0, Password: { } password })
            {
                await client.AuthenticateAsync(settings.UserName, password, ct);
            }

            return null;
        }
        catch (NotSupportedException)
        {
            return Transient("the server offers no STARTTLS, or no way to sign in that we know.");
        }
        catch (SslHandshakeException)
        {
            return Transient($"no secure connection: {certificates.LastProblem ?? "the server did not agree to TLS"}.");
        }
        catch (AuthenticationException)
        {
            return Transient("the server refused the user name or the password.");
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            return Transient(exception.Message);
        }
    }

    private async Task<MailResult> HandOverAsync(SmtpClient client, MimeMessage message, CancellationToken ct)
    {
        try
        {
            await client.SendAsync(message, ct);
        }
        catch (SmtpCommandException refusal) when ((int)refusal.StatusCode >= 500 && refusal.ErrorCode != SmtpErrorCode.SenderNotAccepted)
        {
            return new MailResult.Permanent(Words(refusal.Message));
        }
        catch (NotSupportedException)
        {
            return new MailResult.Permanent(Words("the server takes no addresses with letters outside ASCII."));
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            // A refused sender is among these: the setting is wrong, and no mail shall be lost by it.
            return Transient(exception.Message);
        }

        await SayGoodbyeAsync(client, ct);
        return new MailResult.Sent();
    }

    // The mail is accepted: whatever happens now, sending it again would be wrong.
    private static async Task SayGoodbyeAsync(SmtpClient client, CancellationToken ct)
    {
        try
        {
            await client.DisconnectAsync(quit: true, ct);
        }
        catch (Exception exception) when (IsExpected(exception) || exception is OperationCanceledException)
        {
            // The connection ends with the client.
        }
    }

    private MailResult.Transient Transient(string reason) => new(Words(reason));

    private string Words(string reason) => MailWords.Clean($"{Destination}: {reason}", MailWords.MaxReason);

    private static bool IsExpected(Exception exception) =>
        exception is IOException or SocketException or CommandException or ProtocolException or ServiceNotAuthenticatedException;

    private static SecureSocketOptions SocketOptionsFor(MailSecurity security) =>
        security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.None => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        };
}
