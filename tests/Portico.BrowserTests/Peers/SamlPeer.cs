using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Portico.BrowserTests.Support;

namespace Portico.BrowserTests.Peers;

/// <summary>
/// A SAML service provider that others wrote, in a process that serves several of them, each at a path and with an application at
/// Portico. Each side is told of the other by its metadata.
/// </summary>
public abstract class SamlPeer : IAsyncDisposable
{
    /// <summary>The name of the service provider that signs its requests with SHA-1.</summary>
    public const string Sha1 = "sha1";

    // To make one takes longer than a journey.
    private static readonly Lazy<(string Key, string Certificate)> key = new(MakeKey);

    private readonly Dictionary<string, string> applications = new(StringComparer.Ordinal);
    private PortalPortico portico = null!;

    /// <summary>Why there is no such peer on this machine; null when there is.</summary>
    public abstract string? Missing { get; }

    public PeerProcess Process { get; } = new();

    /// <summary>Starts the process, for the folders of these names in <see cref="PeerProcess.Folder"/>: sp.key, sp.crt and idp.xml.</summary>
    protected abstract Task LaunchAsync(IReadOnlyList<string> names, TimeSpan ahead);

    /// <summary>Where users go, and are greeted by their e-mail address once they are signed in.</summary>
    public string HomeOf(string name) => $"{Process.Url}/{name}/";

    public abstract string AcsOf(string name);
    public abstract string LogoutOf(string name);

    /// <summary>The cookies by which it knows a browser.</summary>
    public abstract string CookieOf(string name);

    /// <summary>In its own words, what is wrong with a response.</summary>
    public abstract string WordsFor(Wrong wrong);

    protected abstract string MetadataOf(string name);

    /// <summary>What an administrator has to choose at Portico for it.</summary>
    protected virtual JsonObject Settings => [];

    /// <summary>Starts it with service providers of these names, and an application for each.</summary>
    public async Task JoinAsync(PortalPortico portico, TimeSpan ahead, params string[] names)
    {
        this.portico = portico;
        foreach (var name in names)
        {
            var (id, metadata) = await portico.AddApplicationAsync(TitleOf(name));
            applications.Add(name, id);
            var folder = Directory.CreateDirectory(Path.Combine(Process.Folder, name)).FullName;
            await File.WriteAllTextAsync(Path.Combine(folder, "idp.xml"), metadata);
            await File.WriteAllTextAsync(Path.Combine(folder, "sp.key"), key.Value.Key);
            await File.WriteAllTextAsync(Path.Combine(folder, "sp.crt"), key.Value.Certificate);
        }

        await LaunchAsync(names, ahead);
        using var client = new HttpClient();
        foreach (var name in names)
        {
            await portico.TakeMetadataAsync(applications[name], await client.GetStringAsync(new Uri(MetadataOf(name))));
            var settings = Settings;
            settings["encryptsAssertions"] = false;
            settings["attributes"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = "urn:oid:0.9.2342.19200300.100.1.3",
                    ["nameFormat"] = "uri",
                    ["source"] = "email",
                }
            );
            await SetAsync(name, settings);
        }
    }

    /// <summary>What its tile is called: no two peers share a name, even at one Portico.</summary>
    public string TitleOf(string name) => $"{name} {Process.Port}";

    /// <summary>Changes its settings at Portico.</summary>
    public Task SetAsync(string name, JsonObject settings) => portico.SetSamlAsync(applications[name], settings);

    public Task AssignAsync(string name, string username) => portico.AssignAsync(applications[name], username);

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private static (string Key, string Certificate) MakeKey()
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=service provider", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        return (rsa.ExportPkcs8PrivateKeyPem(), certificate.ExportCertificatePem());
    }
}

/// <summary>What a service provider refuses a response for.</summary>
public enum Wrong
{
    /// <summary>What it says was changed after it was signed.</summary>
    Changed,

    /// <summary>Its signature was taken away.</summary>
    SignatureMissing,

    /// <summary>What is encrypted in it was changed.</summary>
    CipherChanged,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>It is for another service provider.</summary>
    Audience,
}
