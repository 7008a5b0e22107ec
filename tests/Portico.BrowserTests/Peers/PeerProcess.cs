using System.Diagnostics;
using System.Globalization;
using System.Text;
using Portico.BrowserTests.Support;

namespace Portico.BrowserTests.Peers;

/// <summary>
/// A program that others wrote, as a process of its own on loopback: with a free port and a folder, ended by its id. What it prints is kept,
/// for longer than the tests too in the folder that PORTICO_PEER_LOGS names.
/// </summary>
public sealed class PeerProcess : IAsyncDisposable
{
    private readonly StringBuilder output = new();
    private Process? process;

    public string Folder { get; } = Directory.CreateTempSubdirectory("portico-peer-").FullName;

    public int Port { get; } = FreePort.Find();

    /// <summary>By the address: for a browser that is another site than the name at which Portico is.</summary>
    public string Url => $"http://127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>What lets a program's clock be another one; null where it is not installed.</summary>
    public static string? Faketime { get; } =
        Directory
            .EnumerateDirectories("/usr/lib", "*-linux-gnu*")
            .Select(f => Path.Combine(f, "faketime/libfaketimeMT.so.1"))
            .FirstOrDefault(File.Exists);

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

    /// <summary>Starts the program and waits until it answers at that path, at most 30 seconds.</summary>
    public async Task StartAsync(PeerProgram program, string health)
    {
        var start = new ProcessStartInfo(program.Path, program.Arguments)
        {
            UseShellExecute = false,
            // What reads it ends with these tests, even if they are killed.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        foreach (var (name, value) in program.Environment)
        {
            start.Environment[name] = value;
        }

        if (program.Ahead > TimeSpan.Zero)
        {
            start.Environment["LD_PRELOAD"] = Faketime ?? throw new InvalidOperationException("faketime is not installed.");
            start.Environment["FAKETIME"] = string.Create(CultureInfo.InvariantCulture, $"+{program.Ahead.TotalSeconds}s");
            start.Environment["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await AnswersAsync(new Uri(Url + health));
    }

    /// <summary>Waits until the program has printed the words after that many characters, at most 15 seconds.</summary>
    public async Task SaysAsync(string words, int after)
    {
        for (var tries = 0; tries < 150 && !Output[after..].Contains(words, StringComparison.Ordinal); tries++)
        {
            await Task.Delay(100);
        }

        Assert.Contains(words, Output[after..], StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        if (Environment.GetEnvironmentVariable("PORTICO_PEER_LOGS") is { } kept)
        {
            await File.WriteAllTextAsync(Path.Combine(kept, $"{Path.GetFileName(Folder)}.log"), Output);
        }

        Directory.Delete(Folder, recursive: true);
    }

    private async Task AnswersAsync(Uri address)
    {
        using var client = new HttpClient();
        for (var tries = 0; tries < 300; tries++)
        {
            try
            {
                using var answer = await client.GetAsync(address);
                return;
            }
            catch (HttpRequestException) when (!process!.HasExited)
            {
                await Task.Delay(100);
            }
            catch (HttpRequestException)
            {
                break;
            }
        }

        throw new InvalidOperationException($"The peer did not start: {Output}");
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (output)
        {
            output.AppendLine(line.Data);
        }
    }
}

/// <summary>How a peer's program is started.</summary>
/// <param name="Path">Of the program.</param>
/// <param name="Arguments">Of the program.</param>
public sealed record PeerProgram(string Path, params string[] Arguments)
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How far its clock is ahead.</summary>
    public TimeSpan Ahead { get; init; }
}
