namespace Portico.BrowserTests.Support;

/// <summary>A server that is set up and has 60 organizations.</summary>
public sealed class SeededPortico : IAsyncLifetime
{
    public SetUpPortico SetUp { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await SetUp.InitializeAsync();
        await SetUp.Process.RunAsync(null, "seed", "--organizations", "60", "--users", "60");
    }

    public ValueTask DisposeAsync() => SetUp.DisposeAsync();
}
