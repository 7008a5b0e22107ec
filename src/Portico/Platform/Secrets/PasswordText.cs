using System.Text;

namespace Portico.Platform.Secrets;

/// <summary>The one way a typed password becomes the text that is measured, looked up and hashed.</summary>
internal static class PasswordText
{
    /// <summary>Normalization form C (RFC 8265 §4.2); text that is no valid Unicode stays as it is.</summary>
    public static string Normalize(string password)
    {
        try
        {
            return password.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return password;
        }
    }

    /// <summary>Unicode code points: NIST SP 800-63B §3.1.1.2 counts each as one character.</summary>
    public static int Length(string password) => Normalize(password).EnumerateRunes().Count();
}
