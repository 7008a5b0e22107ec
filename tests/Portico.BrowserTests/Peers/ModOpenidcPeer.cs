using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Portico.BrowserTests.Support;

namespace Portico.BrowserTests.Peers;

/// <summary>Apache with mod_auth_openidc, Debian's, from a configuration of its own: a virtual host for each application, at a port of its own.</summary>
public sealed class ModOpenidcPeer : OpenIdPeer
{
    private const string Apache = "/usr/sbin/apache2";
    private const string Modules = "/usr/lib/apache2/modules";

    private readonly ConcurrentDictionary<string, string> hosts = new(StringComparer.Ordinal);

    public override string? Missing =>
        !File.Exists(Apache) ? "apache2 is not installed."
        : !File.Exists(Modules + "/mod_auth_openidc.so") ? "libapache2-mod-auth-openidc is not installed."
        : null;

    public override string HomeOf(string name) => $"http://{HostOf(name)}/{name}/";

    public override string CallbackOf(string name) => HomeOf(name) + "callback";

    public override string LogoutOf(string name) => $"{CallbackOf(name)}?logout={Uri.EscapeDataString(ByeOf(name))}";

    public override string ByeOf(string name) => $"http://{HostOf(name)}/signed-out.html";

    public override string ToldAt(string name) => CallbackOf(name) + "?logout=backchannel";

    public override string CookieOf(string name) => $"openidc-{name}";

    public override string WordsFor(Crooked wrong) =>
        wrong switch
        {
            // Of another issuer it is not told before the signature, which the change breaks too.
            Crooked.Changed or Crooked.Issuer => "id_token signature could not be validated",
            Crooked.SignatureMissing => "could not validate access token against \"at_hash\" claim value",
            Crooked.Audience => "is present in the id_token, but is not equal to the configured client_id",
            Crooked.Nonce => "in the id_token did not match the one stored in the browser session",
            Crooked.State => "state cookie found: check domain and samesite cookie settings",
            Crooked.Challenge => "invalid_grant",
            _ => "\"exp\" validation failure",
        };

    protected override async Task LaunchAsync(IReadOnlyList<OpenIdClientFacts> clients, TimeSpan ahead)
    {
        var pages = Directory.CreateDirectory(Path.Combine(Process.Folder, "pages")).FullName;
        await File.WriteAllTextAsync(Path.Combine(pages, "signed-out.html"), Page("Signed out", "Everywhere."));
        // Else the browser's console tells of a page that is not found.
        await File.WriteAllTextAsync(Path.Combine(pages, "favicon.ico"), "");
        foreach (var client in clients)
        {
            var home = Directory.CreateDirectory(Path.Combine(pages, client.Name)).FullName;
            await File.WriteAllTextAsync(
                Path.Combine(home, "index.html"),
                Page("Hello <!--#echo var=\"REMOTE_USER\" -->", "mail=<!--#echo var=\"OIDC_CLAIM_email\" -->")
            );
        }

        // Started by root, its children read as www-data.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Process.Folder, (UnixFileMode)Convert.ToInt32("755", 8));
        }

        var configuration = Path.Combine(Process.Folder, "apache.conf");
        await File.WriteAllTextAsync(configuration, Configuration() + string.Concat(clients.Select(Host)));
        await Process.StartAsync(new PeerProgram(Apache, "-f", configuration, "-DFOREGROUND") { Ahead = ahead }, "/signed-out.html");
    }

    private string HostOf(string name) =>
        hosts.GetOrAdd(name, _ => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{FreePort.Find()}"));

    private string Configuration() =>
        $"""
            ServerRoot {Process.Folder}
            ServerName 127.0.0.1
            Listen 127.0.0.1:{Process.Port.ToString(CultureInfo.InvariantCulture)}
            PidFile {Process.Folder}/apache.pid
            Mutex file:{Process.Folder} default
            ErrorLog /dev/stderr
            LoadModule mpm_event_module {Modules}/mod_mpm_event.so
            LoadModule authn_core_module {Modules}/mod_authn_core.so
            LoadModule authz_core_module {Modules}/mod_authz_core.so
            LoadModule authz_user_module {Modules}/mod_authz_user.so
            LoadModule dir_module {Modules}/mod_dir.so
            LoadModule include_module {Modules}/mod_include.so
            LoadModule auth_openidc_module {Modules}/mod_auth_openidc.so
            LogLevel warn
            StartServers 1
            ThreadsPerChild 25
            MaxRequestWorkers 25
            MaxSpareThreads 25
            User www-data
            Group www-data
            DocumentRoot {Process.Folder}/pages
            DirectoryIndex index.html
            AddDefaultCharset utf-8
            OIDCCryptoPassphrase {Convert.ToHexString(RandomNumberGenerator.GetBytes(16))}

            """;

    private string Host(OpenIdClientFacts client) =>
        $"""
            Listen {HostOf(client.Name)}
            <VirtualHost {HostOf(client.Name)}>
              OIDCProviderMetadataURL {client.Discovery}
              OIDCClientID {client.Id}
              OIDCClientSecret {client.Secret}
              OIDCRedirectURI {CallbackOf(client.Name)}
              OIDCScope "openid email"
              OIDCPKCEMethod S256
              OIDCRemoteUserClaim email
              OIDCCookie {CookieOf(client.Name)}
              OIDCCookiePath /{client.Name}
              <Location /{client.Name}/>
                Options +Includes
                SetOutputFilter INCLUDES
                ForceType text/html
                AuthType openid-connect
                Require valid-user
              </Location>
            </VirtualHost>

            """;

    private static string Page(string heading, string text) =>
        $"""<!DOCTYPE html><html lang="en"><title>{heading}</title><h1>{heading}</h1><p>{text}</p></html>""";
}
