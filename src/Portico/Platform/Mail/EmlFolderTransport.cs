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
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public override string Destination => $"the folder {Path.GetFullPath(folder)}";

    public override bool ReachesPeople => false;

    public override async Task<MailResult> SendAsync(MimeMessage message, CancellationToken ct = default)
    {
        var time = clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);
        var path = Path.Combine(folder, $"{time}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}.eml");
        try
        {
            MakeFolder();
            await WriteAsync(message, path, ct);
            return new MailResult.Sent();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new MailResult.Transient($"The mail could not be written: {exception.Message}");
        }
    }

    // Under another name first, so that whoever looks into the folder never meets half a mail.
    private static async Task WriteAsync(MimeMessage message, string path, CancellationToken ct)
    {
        var unfinished = path + ".unfinished";
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        try
        {
            await using (var file = new FileStream(unfinished, options))
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

    private void MakeFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }
}
