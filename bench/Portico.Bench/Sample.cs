namespace Portico.Bench;

/// <summary>What a number of like requests cost, gathered over several rounds.</summary>
internal sealed class Sample
{
    private readonly List<double> milliseconds = [];
    private double cpu;
    private double databaseCpu;

    public int Count => milliseconds.Count;

    /// <summary>The server's CPU for one request, in milliseconds.</summary>
    public double Cpu => cpu * 1_000 / Count;

    /// <summary>The database processes' CPU for one request, in milliseconds; 0 on SQLite, which is inside the server.</summary>
    public double DatabaseCpu => databaseCpu * 1_000 / Count;

    public double BothCpu => Cpu + DatabaseCpu;

    public double P50 => Percentile(0.50);

    public double P99 => Percentile(0.99);

    /// <summary>Asks each path once, one after the other, and counts what that cost.</summary>
    public async Task TakeAsync(Target target, IReadOnlyCollection<string> paths, bool withKey = false)
    {
        var by = withKey ? target.Program : target.Browser;
        await MeasureAsync(
            target,
            async () =>
            {
                foreach (var path in paths)
                {
                    milliseconds.Add((await by.AskAsync(path)).Milliseconds);
                }
            }
        );
    }

    /// <summary>Counts the CPU of what happens meanwhile; it adds its own times by <see cref="Add"/>.</summary>
    public Task MeasureAsync(Target target, Func<Task> happening) => MeasureAsync(target.CpuNow, happening);

    /// <inheritdoc cref="MeasureAsync(Target, Func{Task})"/>
    public async Task MeasureAsync(Func<(double Server, double Database)> cpuNow, Func<Task> happening)
    {
        var (server, database) = cpuNow();
        await happening();
        var (serverThen, databaseThen) = cpuNow();
        cpu += serverThen - server;
        databaseCpu += databaseThen - database;
    }

    public void Add(double took) => milliseconds.Add(took);

    /// <summary>CPU of the server and of the database, and the times, as a table shows them.</summary>
    public string[] Figures() => [Report.Number(Cpu), Report.Number(DatabaseCpu), Report.Number(P50), Report.Number(P99)];

    private double Percentile(double share)
    {
        var sorted = milliseconds.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }
}

/// <summary>A server with a signed-in browser before it, and a program with an API key.</summary>
internal sealed record Target(string Name, Installation Installation, Porticod Server, Browser Browser, Browser Program)
{
    /// <summary>CPU so far of the server and of the database processes, in seconds.</summary>
    public (double Server, double Database) CpuNow() =>
        (ProcessUse.Cpu(Server.ProcessId), Installation.Postgres is { } postgres ? ProcessUse.CpuWithChildren(postgres.ProcessId) : 0);
}
