namespace Portico.Bench;

/// <summary>Several servers side by side, each with a store of its own size, asked in turns so that a busy moment hits all of them.</summary>
internal sealed class Targets(PostgresCluster? postgres) : IAsyncDisposable
{
    /// <summary>How many requests a store answers before it is another's turn.</summary>
    public const int AtOnce = 100;

    /// <summary>How many requests come first, unmeasured: until the compiler has finished with what they use.</summary>
    public const int WarmUp = 1_000;

    private const int WarmUpOfLaterKinds = 300;

    private readonly List<Target> all = [];
    private bool isWarm;

    public IReadOnlyList<Target> All => all;

    /// <summary>With a signed-in browser before it, and a program with a key of the provider.</summary>
    public async Task<Target> AddAsync(string program, string name, int organizations, int users)
    {
        var installation = await Installation.CreateAsync(program, postgres, organizations, users);
        var server = await installation.StartAsync();
        var browser = await Browser.SignInAsync(server.Address);
        all.Add(new Target(name, installation, server, browser, new Browser(server.Address) { ApiKey = installation.ApiKey }));
        return all[^1];
    }

    /// <summary>Every target asks the same kind of pages, round after round, each round beginning with another one.</summary>
    public async Task<Dictionary<Target, Sample>> MeasureAsync(
        int rounds,
        Func<Target, IReadOnlyCollection<string>> paths,
        bool withKey = false
    )
    {
        var samples = all.ToDictionary(t => t, _ => new Sample());
        var chosen = all.ToDictionary(t => t, paths);
        foreach (var target in all)
        {
            // Later kinds of requests use much of what the first has warmed.
            for (var asked = 0; asked < (isWarm ? WarmUpOfLaterKinds : WarmUp); asked += chosen[target].Count)
            {
                await new Sample().TakeAsync(target, chosen[target], withKey);
            }
        }

        isWarm = true;

        await InTurnsAsync(rounds, target => samples[target].TakeAsync(target, chosen[target], withKey));
        return samples;
    }

    /// <summary>It is each target's turn once a round; each round begins with another one.</summary>
    public async Task InTurnsAsync(int rounds, Func<Target, Task> turn)
    {
        for (var round = 0; round < rounds; round++)
        {
            for (var next = 0; next < all.Count; next++)
            {
                await turn(all[(round + next) % all.Count]);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var target in all)
        {
            target.Browser.Dispose();
            target.Program.Dispose();
            await target.Server.DisposeAsync();
            await target.Installation.DisposeAsync();
        }

        if (postgres is not null)
        {
            await postgres.DisposeAsync();
        }
    }
}
