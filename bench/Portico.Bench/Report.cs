using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Portico.Bench;

/// <summary>Writes the figures as Markdown to standard output, and what goes on to standard error.</summary>
internal static class Report
{
    public static void Progress(string line) => Console.Error.WriteLine(line);

    public static void Line(string line = "") => Console.WriteLine(line);

    /// <summary>The machine and how busy it is: figures without these say nothing.</summary>
    public static void Heading(string title)
    {
        var model = File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(": ")[1];
        Line($"## {title}");
        Line();
        Line(
            $"{model}, {CpuCount()} cores, .NET {Environment.Version}; load average before: {Load()}; RSA-2048: {RsaSignatures():N0} signatures a second on this core."
        );
        Line();
    }

    public static void Footing()
    {
        Line();
        Line($"Load average after: {Load()}.");
        Line();
    }

    public static void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        Line($"| {string.Join(" | ", columns)} |");
        Line($"|{string.Concat(columns.Select((_, c) => c == 0 ? " --- |" : " ---: |"))}");
        foreach (var row in rows)
        {
            Line($"| {string.Join(" | ", row)} |");
        }
    }

    /// <summary>What a kind of request cost each store.</summary>
    public static void Samples(string title, string size, IReadOnlyList<Target> targets, Dictionary<Target, Sample> samples)
    {
        Line($"### {title}");
        Line();
        Table(
            [size, "server CPU ms", "database CPU ms", "p50 ms", "p99 ms"],
            targets.Select(t => (IReadOnlyList<string>)[t.Name, .. samples[t].Figures()])
        );
        Line();
    }

    public static string Number(double number, int digits = 2) => number.ToString($"N{digits}", CultureInfo.InvariantCulture);

    private static string Load() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3));

    private static int CpuCount() => File.ReadLines("/proc/cpuinfo").Count(l => l.StartsWith("processor", StringComparison.Ordinal));

    /// <summary>The raw operation that other figures of this kind are set against, measured for a second.</summary>
    private static double RsaSignatures()
    {
        using var key = RSA.Create(2048);
        var (hash, count) = (new byte[32], 0);
        // The key is made by the first.
        key.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin).TotalSeconds < 1)
        {
            key.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            count++;
        }

        return count / Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
