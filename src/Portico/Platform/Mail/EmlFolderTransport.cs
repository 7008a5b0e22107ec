using System.Globalization;
using System.Security.Cryptography;
using MimeKit;

namespace Portico.Platform.Mail;

/// <summary>
/// Writes each mail as an .eml file that mail programs open. The files carry links that let someone in, so that only the server's own
/// user may read them.
/// </summary>
public sealed class EmlFolderTransport(string folder, TimeProvider clock) : MailTransport
{
    public override string Destination => $"the folder {Path.GetFullPath(folder)}";

    public override bool ReachesPeople => false;

    public override async Task<MailResult> SendAsync(MimeMessage message, CancellationToken ct = default)
    {
        var time = clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);
        var path = Path.Combine(folder, $"{time}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}.eml");
        try
        {
            OwnerOnly.MakeFolder(folder);
            await WriteAsync(message, path, ct);
            return new MailResult.Sent();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new MailResult.Transient($"The mail could not be written: {exception.Message}");
        }
    }

    public override Task<MailResult> ProbeAsync(CancellationToken ct = default)
    {
        var path = Path.Combine(folder, $"{RandomNumberGenerator.GetHexString(8, lowercase: true)}.unfinished");
        try
        {
            OwnerOnly.MakeFolder(folder);
            using var probe = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return Task.FromResult<MailResult>(new MailResult.Sent());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult<MailResult>(new MailResult.Transient($"{Destination} cannot be written: {exception.Message}"));
        }
    }

    // Under another name first, so that whoever looks into the folder never meets half a mail.
    private static async Task WriteAsync(MimeMessage message, string path, CancellationToken ct)
    {
        var unfinished = path + ".unfinished";
        try
        {
            await using (var file = OwnerOnly.MakeFile(unfinished))
            {
                await message.WriteToAsync(file, ct);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
