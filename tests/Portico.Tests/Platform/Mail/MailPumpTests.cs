using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MimeKit;
using Portico.Platform;
using Portico.Platform.Mail;
using Portico.Platform.Operations;
using Portico.Platform.Storage;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Mail;

public sealed class MailPumpTests(SmtpPeer peer) : IClassFixture<SmtpPeer>, IDisposable
{
    private readonly TestPortal portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task A_mail_waits_while_the_server_is_down_and_goes_when_it_is_up_again()
    {
        var id = await QueueAsync("down and up");
        using var line = new SmtpLine(peer.PlainPort);
        var pump = PumpOver(new SmtpTransport(Options.Create(Smtp(line.Port))));

        Assert.True(await pump.SendNextAsync(default));
        var waiting = await FindAsync(id);
        Assert.Equal((1, portal.Clock.GetUtcNow().AddMinutes(1), null), (waiting.Tries, waiting.DueAt, waiting.SentAt));
        Assert.Contains("localhost, port", waiting.LastError, StringComparison.Ordinal);
        Assert.Empty(peer.Mails("down and up"));

        line.Up();
        Assert.False(await pump.SendNextAsync(default));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await pump.SendNextAsync(default));

        Assert.Single(peer.Mails("down and up"));
        var sent = await FindAsync(id);
        Assert.Equal((null, portal.Clock.GetUtcNow(), null), (sent.DueAt, sent.SentAt, sent.LastError));
        Assert.Null(sent.SealedMessage);
        Assert.False(await pump.SendNextAsync(default));
    }

    /// <summary>The process is killed after it took the mail, before it noted what came of it.</summary>
    [Fact]
    public async Task A_mail_whose_process_was_killed_half_way_is_sent_again_as_the_same_message()
    {
        var id = await QueueAsync("killed");
        var transport = new Recording();
        var killed = await portal.Services.GetRequiredService<WorkQueue>().ClaimAsync<OutgoingMail>(TimeSpan.FromMinutes(2), default);
        Assert.Equal(id, killed!.Id);
        await transport.SendAsync(Outbox.Open(killed));

        var pump = PumpOver(transport);
        Assert.False(await pump.SendNextAsync(default));
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True(await pump.SendNextAsync(default));

        Assert.Equal(2, transport.Messages.Count);
        Assert.Single(transport.Messages.Select(m => m.MessageId).Distinct());
    }

    [Fact]
    public async Task A_mail_that_cannot_be_opened_holds_up_no_other()
    {
        var poison = await QueueAsync("poison");
        await ChangeAsync(poison, mail => mail.SealedMessage = [1, 2, 3]);
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await QueueAsync("good");
        var transport = new Recording();
        var pump = PumpOver(transport);

        while (await pump.SendNextAsync(default)) { }

        Assert.Equal("good", Assert.Single(transport.Messages).Subject);
        var waiting = await FindAsync(poison);
        Assert.NotNull(waiting.LastError);
        Assert.Equal(portal.Clock.GetUtcNow().AddMinutes(1), waiting.DueAt);
    }

    [Fact]
    public async Task A_mail_is_given_up_after_5_days_and_the_reason_is_kept()
    {
        var id = await QueueAsync("hopeless");
        var transport = new Recording { Answer = new MailResult.Transient("the server is on holiday.") };
        var pump = PumpOver(transport);
        var queuedAt = portal.Clock.GetUtcNow();

        for (var mail = await FindAsync(id); mail.DueAt is { } due; mail = await FindAsync(id))
        {
            portal.Clock.SetUtcNow(due);
            Assert.True(await pump.SendNextAsync(default));
        }

        var givenUp = await FindAsync(id);
        Assert.InRange(portal.Clock.GetUtcNow() - queuedAt, TimeSpan.FromDays(5), TimeSpan.FromDays(5) + TimeSpan.FromHours(6));
        Assert.Equal("the server is on holiday.", givenUp.LastError);
        Assert.Null(givenUp.SealedMessage);
        Assert.Null(givenUp.SentAt);
    }

    [Fact]
    public async Task A_mail_that_the_server_will_never_take_is_not_tried_again()
    {
        var id = await QueueAsync("refused");
        var pump = PumpOver(new Recording { Answer = new MailResult.Permanent("no such mailbox.") });

        Assert.True(await pump.SendNextAsync(default));

        var refused = await FindAsync(id);
        Assert.Null(refused.DueAt);
        Assert.Null(refused.SealedMessage);
        Assert.Equal("no such mailbox.", refused.LastError);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(9, 256)]
    [InlineData(10, 360)]
    [InlineData(2_000, 360)]
    public void Waits_longer_from_try_to_try_up_to_6_hours(int tries, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), MailPump.WaitAfter(tries));

    [Fact]
    public async Task Two_nodes_send_each_mail_once()
    {
        var subjects = Enumerable.Range(0, 24).Select(n => $"shared {n}").ToList();
        foreach (var subject in subjects)
        {
            await QueueAsync(subject);
        }

        var transport = new Recording();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SendAllAsync(PumpOver(transport)))));

        Assert.Equal(subjects.Order(StringComparer.Ordinal), transport.Messages.Select(m => m.Subject).Order(StringComparer.Ordinal));
    }

    /// <summary>The clock stands still here: nothing but the wake-up after the commit can start the sending.</summary>
    [Fact]
    public async Task A_mail_goes_at_once_when_its_operation_is_committed()
    {
        var transport = new Recording();
        using var pump = PumpOver(transport);
        await pump.StartAsync(default);
        await Task.Delay(300);

        // The server makes its first key when it starts; inside an operation SQLite could not.
        Outbox.Seal(portal.NewId(), SendMail.Message("first key"), "test", portal.Clock.GetUtcNow());
        using var scope = portal.Services.CreateScope();
        var mails = new SendMail(scope.ServiceProvider.GetRequiredService<OperationRunner>());
        await mails.RunAsync(new SendMail.Request("at once"));
        await transport.FirstArrived.Task.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal("at once", Assert.Single(transport.Messages).Subject);
        await pump.StopAsync(default);
    }

    [Fact]
    public async Task Stops_between_mails_and_not_in_the_middle_of_one()
    {
        var id = await QueueAsync("in the middle");
        var transport = new Recording { GoOn = new TaskCompletionSource() };
        using var pump = PumpOver(transport);
        await pump.StartAsync(default);
        await transport.FirstArrived.Task.WaitAsync(TimeSpan.FromSeconds(30));

        var stopped = pump.StopAsync(default);
        await Task.Delay(200);
        Assert.False(stopped.IsCompleted);
        transport.GoOn.SetResult();
        await stopped;

        Assert.NotNull((await FindAsync(id)).SentAt);
    }

    [Fact]
    public async Task The_status_says_what_is_wrong_until_it_passes()
    {
        await QueueAsync("status");
        var transport = new Recording { Answer = new MailResult.Transient("the server refused the password.") };
        var status = new MailStatus(transport, Store);
        var pump = PumpOver(transport, status);
        Assert.Null(status.Notice);

        await pump.SendNextAsync(default);
        Assert.Contains("the server refused the password.", status.Notice, StringComparison.Ordinal);

        // Another node, or this one after a new start.
        var elsewhere = new MailStatus(transport, Store);
        await elsewhere.RefreshAsync(default);
        Assert.Equal("the server refused the password.", elsewhere.Failure?.Reason);

        transport.Answer = new MailResult.Sent();
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await pump.SendNextAsync(default);
        await elsewhere.RefreshAsync(default);
        Assert.Null(status.Notice);
        Assert.Null(elsewhere.Notice);
    }

    [Fact]
    public void The_status_says_that_mails_become_files() =>
        Assert.Equal(
            $"Mail is written to files in the folder {Path.Combine(portal.Folder, "mail")}, because no SMTP server is configured.",
            portal.Services.GetRequiredService<MailStatus>().Notice
        );

    private Store Store => portal.Services.GetRequiredService<Store>();
    private Outbox Outbox => portal.Services.GetRequiredService<Outbox>();

    private MailPump PumpOver(MailTransport transport, MailStatus? status = null) =>
        new(
            portal.Services.GetRequiredService<WorkQueue>(),
            Outbox,
            transport,
            status ?? new MailStatus(transport, Store),
            Options.Create(new MailSettings()),
            portal.Clock,
            NullLogger<MailPump>.Instance
        );

    private static async Task SendAllAsync(MailPump pump)
    {
        while (await pump.SendNextAsync(default)) { }
    }

    private static MailSettings Smtp(int port) =>
        new()
        {
            Host = "localhost",
            Port = port,
            Security = MailSecurity.None,
            TimeoutSeconds = 20,
        };

    private async Task<ObjectId> QueueAsync(string subject)
    {
        await using var db = portal.Credentials();
        var mail = Outbox.Seal(portal.NewId(), SendMail.Message(subject), "test", portal.Clock.GetUtcNow());
        db.Add(mail);
        await db.SaveChangesAsync();
        return mail.Id;
    }

    private async Task<OutgoingMail> FindAsync(ObjectId id)
    {
        await using var db = portal.Credentials();
        return await db.Set<OutgoingMail>().SingleAsync(m => m.Id == id);
    }

    private async Task ChangeAsync(ObjectId id, Action<OutgoingMail> change)
    {
        await using var db = portal.Credentials();
        change(await db.Set<OutgoingMail>().SingleAsync(m => m.Id == id));
        await db.SaveChangesAsync();
    }

    /// <summary>The way out of a test that needs no real server: keeps what it is given and answers as told.</summary>
    private sealed class Recording : MailTransport
    {
        public ConcurrentQueue<MimeMessage> Messages { get; } = [];
        public MailResult Answer { get; set; } = new MailResult.Sent();
        public TaskCompletionSource FirstArrived { get; } = new();
        public TaskCompletionSource? GoOn { get; init; }
        public override string Destination => "the test";
        public override bool ReachesPeople => true;

        public override async Task<MailResult> SendAsync(MimeMessage message, CancellationToken ct = default)
        {
            Messages.Enqueue(message);
            FirstArrived.TrySetResult();
            await (GoOn?.Task ?? Task.CompletedTask);
            return Answer;
        }

        public override Task<MailResult> ProbeAsync(CancellationToken ct = default) => Task.FromResult(Answer);
    }
}
