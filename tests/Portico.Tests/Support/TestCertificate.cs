using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;

namespace Portico.Tests.Support;

/// <summary>A certificate of the test's own for a server that speaks https.</summary>
internal static class TestCertificate
{
    /// <summary>Writes server.pem with server.key, and the same as server.pfx under the password "hush".</summary>
    public static X509Certificate2 MakeIn(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Path.Combine(folder, "server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "server.key"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllBytes(Path.Combine(folder, "server.pfx"), certificate.Export(X509ContentType.Pkcs12, "hush"));
        return certificate;
    }

    /// <summary>Lets a server listen on https.</summary>
    public static void WithCertificate(this TestPortal portal, WebApplicationBuilder builder)
    {
        MakeIn(portal.Folder).Dispose();
        builder.Configuration["Kestrel:Certificates:Default:Path"] = Path.Combine(portal.Folder, "server.pfx");
        builder.Configuration["Kestrel:Certificates:Default:Password"] = "hush";
    }
}
