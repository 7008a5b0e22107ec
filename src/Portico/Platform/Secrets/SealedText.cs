using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Portico.Platform.Secrets;

/// <summary>
/// Text encrypted and authenticated under the installation's key ring, for what the store must give back in the clear. What was sealed
/// for one purpose does not open for another: name the field, and for an organization's secret its id ("totp-secret:" + id).
/// </summary>
public sealed partial class SealedText(IDataProtectionProvider keys, ILogger<SealedText> log)
{
    private const string Root = "Portico.SealedText";

    public string Seal(string text, string purpose) => keys.CreateProtector(Root, purpose).Protect(text);

    /// <summary>The text, or null when it was changed, was sealed for another purpose, or its key is gone.</summary>
    public string? Open(string sealedText, string purpose)
    {
        try
        {
            return keys.CreateProtector(Root, purpose).Unprotect(sealedText);
        }
        catch (CryptographicException)
        {
            LogUnreadable();
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "A sealed value could not be opened: it was changed, or the key ring lacks its key.")]
    private partial void LogUnreadable();
}
