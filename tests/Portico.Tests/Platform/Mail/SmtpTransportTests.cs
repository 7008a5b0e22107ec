using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using MimeKit;
using Portico.Platform.Mail;

namespace Portico.Tests.Platform.Mail;

public sealed class SmtpTransportTests(SmtpPeer peer) : IClassFixture<SmtpPeer>
{
    [Fact]
    public async Task Sends_over_starttls_signed_in()
    {
        var message = Message("over starttls");

        Assert.Equal(new MailResult.Sent(), await SendAsync(StartTls(), message));

        var mail = Assert.Single(peer.Mails("over starttls"));
        Assert.Equal("True True portal@north.example peter@acme.example", mail.Headers["X-Peer"]);
        Assert.Equal(message.MessageId, mail.MessageId);
        Assert.Equal("Árvíztűrő tükörfúrógép", mail.TextBody!.Trim());
    }

    [Fact]
    public async Task Sends_over_tls_from_the_first_byte()
    {
        var settings = StartTls();
        (settings.Security, settings.Port) = (MailSecurity.Tls, peer.TlsPort);

        Assert.Equal(new MailResult.Sent(), await SendAsync(settings, Message("over tls")));
        Assert.StartsWith("True True", Assert.Single(peer.Mails("over tls")).Headers["X-Peer"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sends_in_the_clear_only_when_told_so()
    {
        var settings = new MailSettings
        {
            Host = "localhost",
            Port = peer.PlainPort,
            Security = MailSecurity.None,
        };

        Assert.Equal(new MailResult.Sent(), await SendAsync(settings, Message("in the clear")));
        Assert.StartsWith("False", Assert.Single(peer.Mails("in the clear")).Headers["X-Peer"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sends_nothing_when_the_server_offers_no_starttls()
    {
        var settings = StartTls();
        settings.Port = peer.PlainPort;

        await Delays(settings, "no starttls", because: "STARTTLS");
    }

    [Fact]
    public async Task Sends_nothing_to_a_server_whose_certificate_nobody_trusts()
    {
        var settings = StartTls();
        settings.CertificateAuthorityPath = null;

        await Delays(settings, "untrusted", because: "certificate is not trusted");
    }

    [Fact]
    public async Task Sends_nothing_to_a_server_with_the_certificate_of_another_name()
    {
        var settings = StartTls();
        settings.Host = "127.0.0.1";

        await Delays(settings, "other name", because: "certificate is for another name");
    }

    [Fact]
    public async Task Waits_when_the_server_refuses_the_password()
    {
        var settings = StartTls();
        settings.Password = "wrong password";

        var reason = await Delays(settings, "wrong password", because: "user name or the password");
        Assert.DoesNotContain("wrong password", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_up_when_the_server_refuses_the_recipient()
    {
        var result = await SendAsync(StartTls(), Message("no such mailbox", to: "nobody@acme.example"));

        Assert.Contains("No such mailbox", Assert.IsType<MailResult.Permanent>(result).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_up_when_the_server_refuses_the_content()
    {
        var result = await SendAsync(StartTls(), Message("refuse the content"));

        Assert.Contains("Content refused", Assert.IsType<MailResult.Permanent>(result).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waits_when_the_server_is_busy()
    {
        var result = await SendAsync(StartTls(), Message("busy", to: "busy@acme.example"));

        Assert.Contains("Try again later", Assert.IsType<MailResult.Transient>(result).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waits_when_the_server_refuses_the_sender_because_that_is_a_wrong_setting()
    {
        var message = Message("stranger");
        message.From.Clear();
        message.From.Add(new MailboxAddress("", "stranger@north.example"));

        Assert.IsType<MailResult.Transient>(await SendAsync(StartTls(), message));
    }

    [Fact]
    public async Task Waits_when_nobody_listens()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var result = await SendAsync(new MailSettings { Host = "127.0.0.1", Port = port }, Message("nobody listens"));

        Assert.StartsWith($"127.0.0.1, port {port}: ", Assert.IsType<MailResult.Transient>(result).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waits_when_the_server_never_answers()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var result = await SendAsync(
            new MailSettings
            {
                Host = "127.0.0.1",
                Port = port,
                TimeoutSeconds = 1,
            },
            Message("silence")
        );

        Assert.Contains("no answer within 1 second.", Assert.IsType<MailResult.Transient>(result).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waits_when_the_server_speaks_something_else()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answer = AnswerAsync(listener, "HTTP/1.1 400 Bad Request\r\n\r\n");
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        Assert.IsType<MailResult.Transient>(
            await SendAsync(
                new MailSettings
                {
                    Host = "127.0.0.1",
                    Port = port,
                    TimeoutSeconds = 5,
                },
                Message("not smtp")
            )
        );
        await answer;
    }

    [Fact]
    public async Task Throws_only_when_the_caller_gives_up()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var transport = new SmtpTransport(
            Options.Create(new MailSettings { Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port })
        );

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transport.SendAsync(Message("stopped"), stop.Token));
    }

    private static async Task AnswerAsync(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer));
    }

    private async Task<string> Delays(MailSettings settings, string subject, string because)
    {
        var result = await SendAsync(settings, Message(subject));

        var reason = Assert.IsType<MailResult.Transient>(result).Reason;
        Assert.Contains(because, reason, StringComparison.Ordinal);
        Assert.Empty(peer.Mails(subject));
        return reason;
    }

    private MailSettings StartTls() =>
        new()
        {
            Host = "localhost",
            Port = peer.StartTlsPort,
            UserName = "portico",
            Password = "mail password",
            CertificateAuthorityPath = peer.AuthorityPath,
        };

    private static Task<MailResult> SendAsync(MailSettings settings, MimeMessage message) =>
        new SmtpTransport(Options.Create(settings)).SendAsync(message);

    private static MimeMessage Message(string subject, string to = "peter@acme.example") =>
        new(
            [new MailboxAddress("Portico", "portal@north.example")],
            [new MailboxAddress("Peter", to)],
            subject,
            new TextPart("plain") { Text = "Árvíztűrő tükörfúrógép" }
        );
}
