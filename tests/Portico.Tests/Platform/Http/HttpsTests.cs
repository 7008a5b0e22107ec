using System.Net.Security;
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
        using var certificate = TestCertificate.MakeIn(portal.Folder);
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
}
