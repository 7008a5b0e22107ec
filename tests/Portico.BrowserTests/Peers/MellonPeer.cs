using System.Globalization;

namespace Portico.BrowserTests.Peers;

/// <summary>Apache with mod_auth_mellon, Debian's, from a configuration of its own.</summary>
public sealed class MellonPeer : SamlPeer
{
    private const string Apache = "/usr/sbin/apache2";
    private const string Modules = "/usr/lib/apache2/modules";

    public override string? Missing =>
        !File.Exists(Apache) ? "apache2 is not installed."
        : !File.Exists(Modules + "/mod_auth_mellon.so") ? "libapache2-mod-auth-mellon is not installed."
        : null;

    public override string AcsOf(string name) => HomeOf(name) + "mellon/postResponse";

    public override string LogoutOf(string name) =>
        $"{HomeOf(name)}mellon/logout?ReturnTo={Uri.EscapeDataString(Process.Url + "/signed-out.html")}";

    public override string CookieOf(string name) => $"mellon-{name}";

    public override string WordsFor(Wrong wrong) =>
        wrong switch
        {
            Wrong.Changed => "Failed to verify signature.",
            Wrong.SignatureMissing => "Signature element not found.",
            Wrong.CipherChanged => "Could not decrypt an assertion",
            Wrong.Expired => "NotOnOrAfter in SubjectConfirmationData was in the past.",
            _ => "Invalid Audience in Conditions.",
        };

    protected override string MetadataOf(string name) => HomeOf(name) + "mellon/metadata";

    protected override async Task LaunchAsync(IReadOnlyList<string> names, TimeSpan ahead)
    {
        var pages = Directory.CreateDirectory(Path.Combine(Process.Folder, "pages")).FullName;
        await File.WriteAllTextAsync(Path.Combine(pages, "signed-out.html"), Page("Signed out", "Everywhere."));
        // Else the browser's console tells of a page that is not found.
        await File.WriteAllTextAsync(Path.Combine(pages, "favicon.ico"), "");
        foreach (var name in names)
        {
            var home = Directory.CreateDirectory(Path.Combine(pages, name)).FullName;
            await File.WriteAllTextAsync(
                Path.Combine(home, "index.html"),
                Page("Hello <!--#echo var=\"REMOTE_USER\" -->", "mail=<!--#echo var=\"MELLON_mail\" -->")
            );
        }

        // Started by root, its children read as www-data.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Process.Folder, (UnixFileMode)Convert.ToInt32("755", 8));
        }

        var configuration = Path.Combine(Process.Folder, "apache.conf");
        await File.WriteAllTextAsync(configuration, Configuration() + string.Concat(names.Select(Location)));
        await Process.StartAsync(new PeerProgram(Apache, "-f", configuration, "-DFOREGROUND") { Ahead = ahead }, "/signed-out.html");
    }

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
            LoadModule auth_mellon_module {Modules}/mod_auth_mellon.so
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
            MellonLockFile {Process.Folder}/mellon.lock

            """;

    private string Location(string name) =>
        $"""
            <Location /{name}>
              Options +Includes
              SetOutputFilter INCLUDES
              ForceType text/html
              AuthType Mellon
              Require valid-user
              MellonEnable auth
              MellonEndpointPath /{name}/mellon
              MellonDefaultLoginPath /{name}/
              MellonVariable {name}
              MellonSecureCookie On
              MellonUser MAIL
              MellonSetEnvNoPrefix MAIL urn:oid:0.9.2342.19200300.100.1.3
              MellonSetEnv mail urn:oid:0.9.2342.19200300.100.1.3
              MellonSPentityId {Process.Url}/{name}/mellon/metadata
              MellonSPPrivateKeyFile {Process.Folder}/{name}/sp.key
              MellonSPCertFile {Process.Folder}/{name}/sp.crt
              MellonIdPMetadataFile {Process.Folder}/{name}/idp.xml
              MellonSignatureMethod {(name is Sha1 ? "rsa-sha1" : "rsa-sha256")}
            </Location>

            """;

    private static string Page(string heading, string text) =>
        $"""<!DOCTYPE html><html lang="en"><title>{heading}</title><h1>{heading}</h1><p>{text}</p></html>""";
}
