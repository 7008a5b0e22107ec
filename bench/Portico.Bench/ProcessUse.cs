using System.Globalization;

namespace Portico.Bench;

/// <summary>What the kernel says a process has used: CPU in steps of 10 ms, memory in MB.</summary>
internal static class ProcessUse
{
    private const double TicksASecond = 100;

    /// <summary>User and system time so far, in seconds, of the process alone.</summary>
    public static double Cpu(int pid) => Ticks(pid, children: false) / TicksASecond;

    /// <summary>User and system time so far, in seconds, of a process, of all that it started, and of those that have ended.</summary>
    public static double CpuWithChildren(int pid)
    {
        var sum = Ticks(pid, children: true);
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var child) && ParentOf(child) == pid)
            {
                sum += Ticks(child, children: false);
            }
        }

        return sum / TicksASecond;
    }

    /// <summary>Resident memory, all of it (with what it shares with other processes) and what is its own.</summary>
    public static (double Resident, double Own) Memory(int pid)
    {
        var rollup = File.ReadLines($"/proc/{pid}/smaps_rollup")
            .Skip(1)
            .Select(l => l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var sizes = rollup.ToDictionary(f => f[0], f => double.Parse(f[1], CultureInfo.InvariantCulture) / 1024, StringComparer.Ordinal);
        return (sizes["Rss:"], sizes["Private_Clean:"] + sizes["Private_Dirty:"]);
    }

    /// <summary>The highest resident memory so far.</summary>
    public static double HighestMemory(int pid)
    {
        var line = File.ReadLines($"/proc/{pid}/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    private static long Ticks(int pid, bool children)
    {
        if (Fields(pid) is not { } fields)
        {
            return 0;
        }

        // proc(5): utime and stime are fields 14 and 15, those of waited-for children 16 and 17; what follows ")" starts with field 3.
        var own = Number(fields[11]) + Number(fields[12]);
        return children ? own + Number(fields[13]) + Number(fields[14]) : own;
    }

    private static int ParentOf(int pid) => Fields(pid) is { } fields ? (int)Number(fields[1]) : 0;

    private static string[]? Fields(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            // It has ended meanwhile; its parent counts it from then on.
            return null;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
