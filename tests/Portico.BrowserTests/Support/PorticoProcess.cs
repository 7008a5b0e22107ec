using System.Diagnostics;
using System.Text;

namespace Portico.BrowserTests.Support;

/// <summary>The server as the program it is: its own process, data folder and port, on loopback. Ended with the test.</summary>
public sealed class PorticoProcess : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("portico-browser-").FullName;
    private readonly StringBuilder output = new();
    private readonly Dictionary<string, string> settings;
    private Process? server;

    public PorticoProcess(params IEnumerable<KeyValuePair<string, string>> settings)
    {
        this.settings = new Dictionary<string, string>(settings, StringComparer.Ordinal) { ["Portico__DataDirectory"] = folder };
        // Passkeys and secure-context features need the name, not the address.
        Url = $"http://localhost:{FreePort.Find()}";
    }

    public string Url { get; }

    public string Folder => folder;

    /// <summary>What the server has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>The mails that were written because no SMTP server is configured, oldest first.</summary>
    public IReadOnlyList<string> Mails =>
        Directory.Exists(Path.Combine(folder, "mail"))
            ? [.. Directory.GetFiles(Path.Combine(folder, "mail"), "*.eml").OrderBy(File.GetCreationTimeUtc)]
            : [];

    /// <summary>Runs one of porticod's commands to its end; what it printed on standard output.</summary>
    public async Task<string> RunAsync(string? input, params string[] arguments)
    {
        using var process = Start(arguments, redirectInput: true);
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
        }

        process.StandardInput.Close();
        var printed = process.StandardOutput.ReadToEndAsync();
        var complained = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await printed
            : throw new InvalidOperationException(
                $"porticod {string.Join(' ', arguments)} ended with {process.ExitCode}: {await complained}"
            );
    }

    /// <summary>Starts the server and waits until it answers, at most 90 seconds: the demo is made before.</summary>
    public async Task ServeAsync(params string[] options)
    {
        server = Start(["serve", "--urls", Url, .. options], redirectInput: false);
        server.OutputDataReceived += Keep;
        server.ErrorDataReceived += Keep;
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        using var client = new HttpClient();
        for (var tries = 0; tries < 900; tries++)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(Url + "/healthz"));
                return;
            }
            catch (HttpRequestException) when (!server.HasExited)
            {
                await Task.Delay(100);
            }
        }

        throw new InvalidOperationException($"The server did not start: {Output}");
    }

    /// <summary>Waits until the server has printed the words, at most 15 seconds.</summary>
    public async Task SaysAsync(string words)
    {
        for (var tries = 0; tries < 150 && !Output.Contains(words, StringComparison.Ordinal); tries++)
        {
            await Task.Delay(100);
        }

        Assert.Contains(words, Output, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is { HasExited: false })
        {
            server.Kill();
            await server.WaitForExitAsync();
        }

        server?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private Process Start(string[] arguments, bool redirectInput)
    {
        var start = new ProcessStartInfo("dotnet", [ProgramPath, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = redirectInput,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        // A server that lives for a minute never earns back what it spends on measuring its own code.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var setting in settings)
        {
            start.Environment[setting.Key] = setting.Value;
        }

        return Process.Start(start)!;
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (output)
        {
            output.AppendLine(line.Data);
        }
    }

    /// <summary>PORTICO_SERVER names another build, e.g. the published one; else the one built beside these tests.</summary>
    private static string ProgramPath =>
        Environment.GetEnvironmentVariable("PORTICO_SERVER")
        ?? AppContext.BaseDirectory.Replace("/Portico.BrowserTests/", "/Portico/", StringComparison.Ordinal) + "porticod.dll";
}
