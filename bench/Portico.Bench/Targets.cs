namespace Portico.Bench;

/// <summary>Several servers side by side, each with a store of its own size, asked in turns so that a busy moment hits all of them.</summary>
internal sealed class Targets(PostgresCluster? postgres) : IAsyncDisposable
{
    private readonly List<Target> all = [];

    public IReadOnlyList<Target> All => all;

    public Task<Target> AddAsync(string program, string name, int organizations, int users) =>
        AddAsync(program, name, organizations, users, (server, _) => Browser.SignInAsync(server.Address));

    /// <summary>With a program before it that uses the API with a key.</summary>
    public Task<Target> AddForApiAsync(string program, string name, int organizations, int users) =>
        AddAsync(
            program,
            name,
            organizations,
            users,
            (server, installation) => Task.FromResult(new Browser(server.Address) { ApiKey = installation.ApiKey })
        );

    private async Task<Target> AddAsync(
        string program,
        string name,
        int organizations,
        int users,
        Func<Porticod, Installation, Task<Browser>> ask
    )
    {
        var installation = await Installation.CreateAsync(program, postgres, organizations, users);
        var server = await installation.StartAsync();
        all.Add(new Target(name, installation, server, await ask(server, installation)));
        return all[^1];
    }

    /// <summary>Every target asks the same kind of pages, round after round, each round beginning with another one.</summary>
    public async Task<Dictionary<Target, Sample>> MeasureAsync(int rounds, Func<Target, IReadOnlyCollection<string>> paths)
    {
        var samples = all.ToDictionary(t => t, _ => new Sample());
        var chosen = all.ToDictionary(t => t, paths);
        foreach (var target in all)
        {
            // Until the compiler has finished with what these pages use.
            for (var asked = 0; asked < 400; asked += chosen[target].Count)
            {
                await new Sample().TakeAsync(target, chosen[target]);
            }
        }

        for (var round = 0; round < rounds; round++)
        {
            for (var turn = 0; turn < all.Count; turn++)
            {
                var target = all[(round + turn) % all.Count];
                await samples[target].TakeAsync(target, chosen[target]);
            }
        }

        return samples;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var target in all)
        {
            target.Browser.Dispose();
            await target.Server.DisposeAsync();
            await target.Installation.DisposeAsync();
        }

        if (postgres is not null)
        {
            await postgres.DisposeAsync();
        }
    }
}
