using System.ComponentModel.DataAnnotations;

namespace Portico.Platform;

/// <summary>The installation's settings, section <c>Portico</c>; environment variables begin with <c>Portico__</c>.</summary>
public sealed class PorticoOptions
{
    public const string Section = "Portico";

    /// <summary>Where the embedded store, the key certificate and unsent mail lie.</summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    /// <summary>The address people use, when it is another than the server listens on: <c>https://portal.example.com</c>.</summary>
    [Url]
    public string? PublicUrl { get; set; }

    /// <summary>Addresses and networks (CIDR) of the proxies whose forwarded headers are believed; from nobody else.</summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>PKCS #12 file that encrypts the data-protection keys; made in the data directory when it is not set.</summary>
    public string? KeyCertificatePath { get; set; }

    public string? KeyCertificatePassword { get; set; }
}
