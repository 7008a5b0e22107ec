using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Http;

public sealed class HttpsTests : IDisposable
{
    private readonly TestPortal portal = new();

    public void Dispose() => portal.Dispose();

    [Theory]
    [InlineData("server.pem", "server.key")]
    [InlineData("server.pfx", null)]
    public async Task Serves_https_with_a_certificate_file(string file, string? keyFile)
    {
        using var certificate = MakeCertificate();
        await using var server = await TestServer.StartAsync(
            portal,
            builder =>
            {
                var setting = builder.Configuration.GetSection("Kestrel:Certificates:Default");
                setting["Path"] = Path.Combine(portal.Folder, file);
                setting["KeyPath"] = keyFile is null ? null : Path.Combine(portal.Folder, keyFile);
                setting["Password"] = keyFile is null ? "hush" : null;
            },
            url: "https://127.0.0.1:0"
        );
        using var client = new HttpClient(
            new SocketsHttpHandler
            {
                SslOptions = new SslClientAuthenticationOptions
                {
                    // Only the certificate of the file.
                    RemoteCertificateValidationCallback = (_, shown, _, _) => certificate.Equals(shown),
                },
            }
        );

        Assert.Equal("Healthy", await client.GetStringAsync(new Uri(server.Address, "/healthz")));
        Assert.Equal(Uri.UriSchemeHttps, server.Address.Scheme);
    }

    private X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Path.Combine(portal.Folder, "server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(portal.Folder, "server.key"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllBytes(Path.Combine(portal.Folder, "server.pfx"), certificate.Export(X509ContentType.Pkcs12, "hush"));
        return certificate;
    }
}
