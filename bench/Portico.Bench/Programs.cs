using System.Diagnostics;

namespace Portico.Bench;

/// <summary>Runs other programs: to their end, or pinned to the core that is measured.</summary>
internal static class Programs
{
    private static readonly bool CanPin = File.Exists("/usr/bin/taskset") && CoresOnline() > 1;

    /// <summary>What stands in front of a program that is to run on the first core; nothing where that cannot be had.</summary>
    public static IReadOnlyList<string> OnFirstCore { get; } = CanPin ? ["/usr/bin/taskset", "-c", "0"] : [];

    /// <summary>Runs a program to its end and returns its standard output; standard error goes through when it is to be seen.</summary>
    /// <exception cref="InvalidOperationException">It ended with something else than 0.</exception>
    public static async Task<string> RunAsync(
        IReadOnlyList<string> command,
        string input = "",
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        using var process = Start(command, environment, redirect: true);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}: {await errors}{output}");
    }

    public static Process Start(IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment, bool redirect)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = redirect,
            RedirectStandardOutput = redirect,
            RedirectStandardError = redirect,
            WorkingDirectory = "/tmp",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs a program of PostgreSQL, which refuses root. Its server would keep redirected streams open: they go nowhere.</summary>
    public static Task AsPostgresAsync(params string[] command)
    {
        string[] silently = ["/bin/sh", "-c", "exec \"$0\" \"$@\" >/dev/null 2>&1", .. command];
        return RunAsync(Environment.UserName is "root" ? ["runuser", "-u", "postgres", "--", .. silently] : silently);
    }

    private static int CoresOnline() => File.ReadLines("/proc/cpuinfo").Count(l => l.StartsWith("processor", StringComparison.Ordinal));
}
