using Portico.Platform.Access;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Http.Api;

/// <summary>One server for all tests of a class that leave nothing behind for each other, and a program with all rights before it.</summary>
public sealed class ApiServer : IAsyncLifetime
{
    public TestPortal Portal { get; } = new();

    public TestServer Server { get; private set; } = null!;

    internal ApiClient Program { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await TestServer.StartAsync(Portal);
        Program = Server.Program(await Portal.AddProviderKeyAsync(Role.Administrator));
    }

    public async ValueTask DisposeAsync()
    {
        Program.Dispose();
        await Server.DisposeAsync();
        Portal.Dispose();
    }
}
