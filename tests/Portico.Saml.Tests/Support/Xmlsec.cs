using System.Diagnostics;

namespace Portico.Saml.Tests.Support;

/// <summary>The program xmlsec1: a third reading of the standards, where it is installed.</summary>
internal static class Xmlsec
{
    public static readonly bool IsInstalled = Array.Exists(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'),
        folder => File.Exists(Path.Combine(folder, "xmlsec1"))
    );

    /// <summary>Runs it over files in a folder of their own; answers its exit code and what it wrote.</summary>
    public static async Task<(int Code, string Output)> RunAsync(byte[] xml, byte[] key, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("portico-saml-");
        try
        {
            var (document, keyFile) = (Path.Combine(folder.FullName, "document.xml"), Path.Combine(folder.FullName, "key.pem"));
            await File.WriteAllBytesAsync(document, xml);
            await File.WriteAllBytesAsync(keyFile, key);
            var start = new ProcessStartInfo("xmlsec1")
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach (var argument in arguments)
            {
                start.ArgumentList.Add(argument.Replace("KEY", keyFile, StringComparison.Ordinal));
            }

            start.ArgumentList.Add(document);
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
