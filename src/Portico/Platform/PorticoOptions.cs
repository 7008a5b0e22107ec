using System.ComponentModel.DataAnnotations;

namespace Portico.Platform;

/// <summary>The installation's settings, section <c>Portico</c>; environment variables begin with <c>Portico__</c>.</summary>
public sealed class PorticoOptions : IValidatableObject
{
    public const string Section = "Portico";

    /// <summary>Where the embedded store, the key certificate and unsent mail lie.</summary>
    [Required(ErrorMessage = "Portico__DataDirectory is empty: name the folder for the data.")]
    public string DataDirectory { get; set; } = "data";

    /// <summary>The address people use, when it is another than the server listens on: <c>https://portal.example.com</c>.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Addresses and networks (CIDR) of the proxies whose forwarded headers are believed; from nobody else.</summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>PKCS #12 file that encrypts the data-protection keys; made in the data directory when it is not set.</summary>
    public string? KeyCertificatePath { get; set; }

    public string? KeyCertificatePassword { get; set; }

    /// <summary>What is wrong with the settings, in the words in which they are configured.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PublicUrl is not null && !IsOrigin(PublicUrl))
        {
            yield return new(
                $"Portico__PublicUrl is \"{PublicUrl}\": write it as https://portal.example.com, with nothing after the host and port."
            );
        }

        foreach (var proxy in TrustedProxies.Where(p => Http.TrustedProxies.Read(p) is null))
        {
            yield return new($"Portico__TrustedProxies names \"{proxy}\", which is neither an address nor a network such as 10.0.0.0/8.");
        }
    }

    private static bool IsOrigin(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.Scheme is "https" or "http"
        && uri is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" };
}
