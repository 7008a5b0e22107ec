using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Portico.Platform.Mail;

/// <summary>Says at the start, in sentences, what is wrong with the mail settings.</summary>
internal sealed class MailSettingsValidation : IValidateOptions<MailSettings>
{
    public ValidateOptionsResult Validate(string? name, MailSettings options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(MailSettings settings)
    {
        if (settings.FromAddress is not null && !MailAddresses.IsAddress(settings.FromAddress))
        {
            yield return "Portico__Mail__FromAddress is not an e-mail address. Give the bare address, such as portal@example.com.";
        }

        if (!settings.HasServer)
        {
            yield break;
        }

        if (settings.FromAddress is null)
        {
            yield return "Portico__Mail__Host is set but Portico__Mail__FromAddress is not. Give the address that mails come from.";
        }

        if (settings.Port is < 1 or > 65535)
        {
            yield return "Portico__Mail__Port has to be between 1 and 65535.";
        }

        if (settings.TimeoutSeconds is < 1 or > 600)
        {
            yield return "Portico__Mail__TimeoutSeconds has to be between 1 and 600.";
        }

        if (settings.Security == MailSecurity.None && !IsLoopback(settings.Host!))
        {
            yield return "Portico__Mail__Security is None, which is allowed only to a mail server on this machine. Use StartTls or Tls.";
        }

        if (string.IsNullOrEmpty(settings.UserName) != string.IsNullOrEmpty(settings.Password))
        {
            yield return "Portico__Mail__UserName and Portico__Mail__Password belong together. Set both, or neither.";
        }

        if (settings.CertificateAuthorityPath is { } path && ProblemOf(path) is { } problem)
        {
            yield return problem;
        }
    }

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static string? ProblemOf(string certificateAuthorityPath)
    {
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(certificateAuthorityPath);
            return authorities.Count > 0
                ? null
                : $"Portico__Mail__CertificateAuthorityPath: {certificateAuthorityPath} holds no certificate.";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return $"Portico__Mail__CertificateAuthorityPath: {certificateAuthorityPath} can't be read as PEM. {exception.Message}";
        }
    }
}
