using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Portico.Platform.Mail;

namespace Portico.Tests.Platform.Mail;

public sealed class EmlFolderTransportTests : IDisposable
{
    private readonly string parent = Directory.CreateTempSubdirectory("portico-mail-").FullName;
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 17, 49, 1, TimeSpan.Zero));

    private string Folder => Path.Combine(parent, "mail");

    public void Dispose() => Directory.Delete(parent, recursive: true);

    [Fact]
    public async Task Writes_a_whole_mail_that_can_be_read_back()
    {
        var message = Message();

        Assert.Equal(new MailResult.Sent(), await Transport().SendAsync(message));

        var path = Assert.Single(Directory.GetFiles(Folder));
        Assert.Matches(@"\A20261123T174901000Z-[0-9a-f]{8}\.eml\z", Path.GetFileName(path));
        var read = await MimeMessage.LoadAsync(path);
        Assert.Equal(message.MessageId, read.MessageId);
        Assert.Equal("Set a new password", read.Subject);
    }

    [Fact]
    public async Task Lets_nobody_else_read_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes.");
            return;
        }

        await Transport().SendAsync(Message());

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Directory.GetFiles(Folder)[0]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
    }

    [Fact]
    public async Task Keeps_mails_of_the_same_moment_apart()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Transport().SendAsync(Message())));

        Assert.Equal(20, Directory.GetFiles(Folder, "*.eml").Length);
        Assert.Empty(Directory.GetFiles(Folder, "*.unfinished"));
    }

    [Fact]
    public async Task Waits_when_the_folder_can_not_be_written()
    {
        await File.WriteAllTextAsync(Folder, "a file where the folder should be");

        Assert.IsType<MailResult.Transient>(await Transport().SendAsync(Message()));
    }

    [Fact]
    public async Task Leaves_nothing_behind_when_it_is_stopped()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Transport().SendAsync(Message(), stop.Token));
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public void Says_that_nobody_gets_these_mails()
    {
        Assert.False(Transport().ReachesPeople);
        Assert.Contains(Folder, Transport().Destination, StringComparison.Ordinal);
    }

    private EmlFolderTransport Transport() => new(Folder, clock);

    private static MimeMessage Message() =>
        new(
            [new MailboxAddress("Portico", "portal@north.example")],
            [new MailboxAddress("Peter", "peter@acme.example")],
            "Set a new password",
            new TextPart("plain") { Text = "Hello" }
        );
}
