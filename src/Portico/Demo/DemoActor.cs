using Portico.Platform.Access;

namespace Portico.Demo;

/// <summary>Someone who acts in the demo, or nobody yet; each operation is run one after the other.</summary>
internal sealed class DemoActor : IAsyncDisposable
{
    private readonly AsyncServiceScope scope;

    public DemoActor(IServiceProvider services, Actor? actor, string? address = null)
    {
        scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(actor, address);
    }

    /// <summary>The operation as this person runs it.</summary>
    public TOperation Does<TOperation>()
        where TOperation : notnull => scope.ServiceProvider.GetRequiredService<TOperation>();

    public ValueTask DisposeAsync() => scope.DisposeAsync();
}
