using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using MimeKit;

namespace Portico.Tests.Platform.Mail;

/// <summary>Debian's aiosmtpd as a process of its own, with a certificate for "localhost" from an authority made for this run.</summary>
public sealed class SmtpPeer : IAsyncLifetime
{
    private const string Python = "/usr/bin/python3";
    private const string Missing =
        "NOT TESTED: mail over real SMTP. Install aiosmtpd for the system's Python: apt-get install python3-aiosmtpd";

    private readonly string folder = Directory.CreateTempSubdirectory("portico-smtp-").FullName;
    private Process? process;
    private Dictionary<string, int> ports = [];

    public string AuthorityPath => Path.Combine(folder, "authority.pem");

    /// <summary>The port that asks for STARTTLS before anything else.</summary>
    public int StartTlsPort => Port("startTls");

    /// <summary>The port that speaks TLS from the first byte.</summary>
    public int TlsPort => Port("tls");

    /// <summary>The port that knows no TLS.</summary>
    public int PlainPort => Port("plain");

    private string MailFolder => Path.Combine(folder, "mails");

    /// <summary>The accepted mails; the header X-Peer says whether over TLS, whether signed in, from whom and to whom.</summary>
    public IReadOnlyList<MimeMessage> Mails(string subject) =>
        [
            .. Directory
                .EnumerateFiles(MailFolder)
                .Select(path => MimeMessage.Load(path))
                .Where(mail => string.Equals(mail.Subject, subject, StringComparison.Ordinal)),
        ];

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(MailFolder);
        MakeCertificates();
        if (!File.Exists(Python) || !await HasAiosmtpdAsync())
        {
            return;
        }

        process = Start(ScriptPath(), Path.Combine(folder, "server.pem"), Path.Combine(folder, "server.key"), MailFolder);
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        ports = JsonSerializer.Deserialize<Dictionary<string, int>>(line ?? "{}") ?? [];
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.StandardInput.Close();
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }

    private int Port(string kind)
    {
        Assert.SkipWhen(process is null, Missing);
        return ports[kind];
    }

    private static async Task<bool> HasAiosmtpdAsync()
    {
        using var probe = Start("-c", "import aiosmtpd.smtp");
        await probe.WaitForExitAsync();
        return probe.ExitCode == 0;
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo(Python, arguments)
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;

    private static string ScriptPath([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "smtp_peer.py");

    private void MakeCertificates()
    {
        var (from, until) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(7));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=Portico test authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = authorityRequest.CreateSelfSigned(from, until);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using var server = request.Create(authority, from, until.AddDays(-1), RandomNumberGenerator.GetBytes(8));

        File.WriteAllText(AuthorityPath, authority.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "server.pem"), server.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "server.key"), key.ExportPkcs8PrivateKeyPem());
    }
}
