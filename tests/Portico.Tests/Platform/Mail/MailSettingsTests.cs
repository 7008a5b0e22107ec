using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portico.Platform;
using Portico.Platform.Mail;

namespace Portico.Tests.Platform.Mail;

public sealed class MailSettingsTests
{
    [Fact]
    public void Writes_files_when_no_server_is_set()
    {
        var transport = Transport([]);

        Assert.IsType<EmlFolderTransport>(transport);
        Assert.EndsWith(Path.Combine("somewhere", "mail"), transport.Destination, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("StartTls", null, "mail.north.example, port 587")]
    [InlineData("Tls", null, "mail.north.example, port 465")]
    [InlineData("Tls", "2465", "mail.north.example, port 2465")]
    public void Sends_to_the_server_that_is_set(string security, string? port, string destination)
    {
        var transport = Transport(
            new()
            {
                ["Host"] = "mail.north.example",
                ["FromAddress"] = "portal@north.example",
                ["Security"] = security,
                ["Port"] = port,
            }
        );

        Assert.IsType<SmtpTransport>(transport);
        Assert.Equal(destination, transport.Destination);
        Assert.True(transport.ReachesPeople);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Allows_no_protection_on_this_machine(string host) =>
        Assert.IsType<SmtpTransport>(
            Transport(
                new()
                {
                    ["Host"] = host,
                    ["FromAddress"] = "portal@north.example",
                    ["Security"] = "None",
                }
            )
        );

    [Theory]
    [InlineData("Security", "None", "Portico__Mail__Security is None")]
    [InlineData("FromAddress", null, "Portico__Mail__FromAddress is not. Give")]
    [InlineData("FromAddress", "Portal <portal@north.example>", "is not an e-mail address")]
    [InlineData("FromAddress", "portal", "is not an e-mail address")]
    [InlineData("Port", "70000", "between 1 and 65535")]
    [InlineData("TimeoutSeconds", "0", "between 1 and 600")]
    [InlineData("UserName", "portico", "belong together")]
    [InlineData("Password", "secret", "belong together")]
    [InlineData("CertificateAuthorityPath", "/nowhere/authority.pem", "can't be read")]
    public void Says_what_is_wrong(string setting, string? value, string sentence)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Host"] = "mail.north.example",
            ["FromAddress"] = "portal@north.example",
            [setting] = value,
        };

        var problem = Assert.Throws<OptionsValidationException>(() => Transport(settings));

        Assert.Contains(sentence, Assert.Single(problem.Failures), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_when_an_authority_file_holds_no_certificate()
    {
        var path = Path.GetTempFileName();
        try
        {
            var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Host"] = "mail.north.example",
                ["FromAddress"] = "portal@north.example",
                ["CertificateAuthorityPath"] = path,
            };
            Assert.Contains(
                "holds no certificate",
                Assert.Throws<OptionsValidationException>(() => Transport(settings)).Message,
                StringComparison.Ordinal
            );
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("anna@north.example", true)]
    [InlineData("anna+msp@north.example", true)]
    [InlineData("o'brien@north.example", true)]
    [InlineData("josé@exämple.example", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("anna", false)]
    [InlineData("@north.example", false)]
    [InlineData("anna@", false)]
    [InlineData("anna@north.example, eve@evil.example", false)]
    [InlineData("anna@north.example\r\nBcc: eve@evil.example", false)]
    [InlineData("Anna <anna@north.example>", false)]
    [InlineData("anna@north.example (Anna)", false)]
    [InlineData("<anna@north.example>", false)]
    [InlineData("<@evil.example:anna@north.example>", false)]
    [InlineData("team: anna@north.example;", false)]
    public void Knows_a_bare_address(string? text, bool isAddress) => Assert.Equal(isAddress, MailAddresses.IsAddress(text));

    [Fact]
    public void Refuses_an_address_too_long_for_a_mail_server() =>
        Assert.False(MailAddresses.IsAddress("anna@" + new string('a', 246) + ".example"));

    private static MailTransport Transport(Dictionary<string, string?> settings)
    {
        var services = new ServiceCollection();
        var configuration = settings.Select(s => KeyValuePair.Create("Portico:Mail:" + s.Key, s.Value));
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(configuration).Build());
        services.AddSingleton(TimeProvider.System);
        services.Configure<PorticoOptions>(options => options.DataDirectory = "somewhere");
        services.AddMail();
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<MailTransport>();
    }
}
