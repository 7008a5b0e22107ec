using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Portico.Saml.Signatures;

namespace Portico.Bench;

/// <summary>npm's samlp as an identity provider with sessions in memory, on the first core, with a key of its own.</summary>
internal sealed class SamlpServer : IAsyncDisposable
{
    private readonly string keys;
    private readonly Process process;
    private readonly Browser browser;

    private SamlpServer(string keys, Process process, Browser browser) =>
        (this.keys, this.process, this.browser) = (keys, process, browser);

    /// <summary>Where its packages are.</summary>
    public static string Folder { get; } = Path.Combine(Published.Root, "artifacts/bench/samlp");

    public SsoKind Kind =>
        new(
            "npm samlp, in memory, without a request, RSA-2048",
            OpensslSpeed.Rsa,
            () => (ProcessUse.Cpu(process.Id), 0),
            _ =>
                async () =>
                {
                    if (!(await browser.GetAsync("/sso")).Contains("name=\"SAMLResponse\"", StringComparison.Ordinal))
                    {
                        throw new InvalidOperationException("There is no response in samlp's answer.");
                    }
                }
        );

    /// <summary>Null where there is no node or its packages cannot be had.</summary>
    public static async Task<SamlpServer?> StartAsync()
    {
        var source = Path.Combine(Published.Root, "bench/peers/samlp");
        if (!await InstalledAsync(source))
        {
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("portico-samlp-").FullName;
        await WriteKeyAsync(folder);
        var port = PostgresCluster.FreePort().ToString(CultureInfo.InvariantCulture);
        var node = Programs.Start(
            [.. Programs.OnFirstCore, "node", Path.Combine(source, "server.js"), port, folder],
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["NODE_PATH"] = Path.Combine(Folder, "node_modules"),
                ["NODE_NO_WARNINGS"] = "1",
            },
            redirect: true
        );
        var visitor = new Browser(new Uri("http://127.0.0.1:" + port));
        for (var tries = 0; ; tries++)
        {
            try
            {
                await visitor.GetAsync("/sign-in");
                return new SamlpServer(folder, node, visitor);
            }
            catch (HttpRequestException) when (tries < 100 && !node.HasExited)
            {
                await Task.Delay(100);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
        browser.Dispose();
        Directory.Delete(keys, recursive: true);
    }

    private static async Task<bool> InstalledAsync(string source)
    {
        Directory.CreateDirectory(Folder);
        foreach (var file in new[] { "package.json", "package-lock.json" })
        {
            File.Copy(Path.Combine(source, file), Path.Combine(Folder, file), overwrite: true);
        }

        try
        {
            await Programs.RunAsync(["npm", "ci", "--prefix", Folder, "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]);
            return true;
        }
        catch (Exception missing) when (missing is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            Report.Progress($"samlp cannot be measured: {missing.Message}");
            return false;
        }
    }

    private static async Task WriteKeyAsync(string folder)
    {
        var now = TimeProvider.System.GetUtcNow();
        var pair = SamlKeyPair.Create(SamlKeyKind.Rsa2048, "samlp", now.AddDays(-1), now.AddDays(2));
        await File.WriteAllTextAsync(Path.Combine(folder, "idp.key"), PemEncoding.WriteString("PRIVATE KEY", pair.Pkcs8));
        await File.WriteAllTextAsync(Path.Combine(folder, "idp.crt"), PemEncoding.WriteString("CERTIFICATE", pair.Certificate));
    }
}
