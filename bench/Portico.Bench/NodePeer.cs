using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Portico.Saml.Signatures;

namespace Portico.Bench;

/// <summary>A package of npm as an identity provider with everything in memory, on the first core, with a key of its own.</summary>
internal sealed class NodePeer : IAsyncDisposable
{
    private readonly string keys;
    private readonly Process process;

    private NodePeer(string keys, Process process, Uri address)
    {
        (this.keys, this.process) = (keys, process);
        Browser = new Browser(address);
    }

    public Browser Browser { get; }

    /// <summary>Where the packages of one are.</summary>
    public static string FolderOf(string name) => Path.Combine(Published.Root, "artifacts/bench", name);

    /// <summary>Null where there is no node or the packages cannot be had.</summary>
    /// <param name="name">The package, and its folder below <c>bench/peers</c>.</param>
    /// <param name="program">What node runs.</param>
    public static async Task<NodePeer?> StartAsync(string name, string program)
    {
        if (!await InstalledAsync(name, program))
        {
            return null;
        }

        var folder = Directory.CreateTempSubdirectory($"portico-{name}-").FullName;
        await WriteKeyAsync(folder);
        var port = PostgresCluster.FreePort().ToString(CultureInfo.InvariantCulture);
        var node = Programs.Start(
            [.. Programs.OnFirstCore, "node", Path.Combine(FolderOf(name), program), port, folder],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["NODE_NO_WARNINGS"] = "1" },
            redirect: true
        );
        var peer = new NodePeer(folder, node, new Uri("http://127.0.0.1:" + port));
        for (var tries = 0; ; tries++)
        {
            try
            {
                await peer.Browser.AnswersAsync();
                return peer;
            }
            catch (HttpRequestException) when (tries < 100 && !node.HasExited)
            {
                await Task.Delay(100);
            }
        }
    }

    public SsoKind Kind(string title, Func<Task> make) => new(title, OpensslSpeed.Rsa, () => (ProcessUse.Cpu(process.Id), 0), _ => make);

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
        Browser.Dispose();
        Directory.Delete(keys, recursive: true);
    }

    private static async Task<bool> InstalledAsync(string name, string program)
    {
        var (source, folder) = (Path.Combine(Published.Root, "bench/peers", name), FolderOf(name));
        Directory.CreateDirectory(folder);
        foreach (var file in new[] { "package.json", "package-lock.json", program })
        {
            File.Copy(Path.Combine(source, file), Path.Combine(folder, file), overwrite: true);
        }

        try
        {
            await Programs.RunAsync(["npm", "ci", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]);
            return true;
        }
        catch (Exception missing) when (missing is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            Report.Progress($"{name} cannot be measured: {missing.Message}");
            return false;
        }
    }

    private static async Task WriteKeyAsync(string folder)
    {
        var now = TimeProvider.System.GetUtcNow();
        var pair = SamlKeyPair.Create(SamlKeyKind.Rsa2048, "peer", now.AddDays(-1), now.AddDays(2));
        await File.WriteAllTextAsync(Path.Combine(folder, "idp.key"), PemEncoding.WriteString("PRIVATE KEY", pair.Pkcs8));
        await File.WriteAllTextAsync(Path.Combine(folder, "idp.crt"), PemEncoding.WriteString("CERTIFICATE", pair.Certificate));
    }
}
