using System.Diagnostics;
using System.Globalization;

namespace Portico.Bench;

/// <summary>A running <c>porticod serve</c> on the first core.</summary>
internal sealed class Porticod : IAsyncDisposable
{
    private readonly Process process;

    private Porticod(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public int ProcessId => process.Id;

    /// <summary>From the start of the process to the whole of its first page, in seconds.</summary>
    public double FirstPage { get; private init; }

    /// <summary>The CPU used until then, in seconds.</summary>
    public double FirstPageCpu { get; private init; }

    public static async Task<Porticod> StartAsync(string program, IReadOnlyDictionary<string, string> environment, string log)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{PostgresCluster.FreePort()}");
        string[] silently =
        [
            "/bin/sh",
            "-c",
            $"exec \"$0\" \"$@\" >>'{log}' 2>&1",
            .. Programs.OnFirstCore,
            program,
            "serve",
            "--urls",
            address,
        ];
        using var browser = new HttpClient { BaseAddress = new Uri(address) };
        var begin = Stopwatch.GetTimestamp();
        var started = Programs.Start(silently, environment, redirect: false);
        while (!await AnswersAsync(browser))
        {
            if (started.HasExited || Stopwatch.GetElapsedTime(begin).TotalSeconds > 60)
            {
                throw new InvalidOperationException($"porticod did not start: {await File.ReadAllTextAsync(log)}");
            }

            await Task.Delay(2);
        }

        return new Porticod(started, new Uri(address))
        {
            FirstPage = Stopwatch.GetElapsedTime(begin).TotalSeconds,
            FirstPageCpu = ProcessUse.Cpu(started.Id),
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await Programs.RunAsync(["/bin/kill", "-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static async Task<bool> AnswersAsync(HttpClient browser)
    {
        try
        {
            using var answer = await browser.GetAsync(new Uri("/sign-in", UriKind.Relative));
            return answer.IsSuccessStatusCode ? true : throw new InvalidOperationException($"/sign-in answers {(int)answer.StatusCode}.");
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
