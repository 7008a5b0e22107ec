using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Portico.Administrators;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Storage;
using Portico.Providers;

namespace Portico.Demo;

/// <summary>Sees to it that the store holds the demo and nothing else, before the server serves it.</summary>
internal static class DemoStore
{
    /// <summary>Makes the demo in an empty store; leaves one that is there as it is.</summary>
    /// <exception cref="OperatorException">The store holds other data, or a demo that was not finished.</exception>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken ct)
    {
        var place = services.GetRequiredService<Store>().Place;
        await using (var scope = services.CreateAsyncScope())
        {
            var credentials = scope.ServiceProvider.GetRequiredService<CredentialDb>();
            if (await credentials.Set<Provider>().AnyAsync(ct))
            {
                await RequireDemoAsync(credentials, place, ct);
                return;
            }
        }

        await MakeAsync(services, ct);
    }

    private static async Task RequireDemoAsync(CredentialDb credentials, string place, CancellationToken ct)
    {
        var email = DemoPeople.Administrator.Email;
        var first = await credentials.Set<Administrator>().AsNoTracking().FirstOrDefaultAsync(a => a.Email == email, ct);
        if (first is null || await credentials.Set<Provider>().CountAsync(ct) > 1)
        {
            throw new OperatorException(
                $"This store holds data that is not the demo's ({place}). Start it without --demo, or give the demo a folder of its own "
                    + "with Portico__DataDirectory and leave ConnectionStrings__Portico unset."
            );
        }

        if (!await credentials.Set<AccountEvent>().AnyAsync(e => e.AdministratorId == first.Id && e.Type == FinishDemo.EventType, ct))
        {
            throw new OperatorException($"The demo was interrupted while it was made ({place}). Remove that store, then start it again.");
        }
    }

    private static async Task MakeAsync(IServiceProvider services, CancellationToken ct)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var clock = new DemoClock(now - DemoMaking.Past);
        var configuration = services.GetRequiredService<IConfiguration>();
        // The same installation under another clock.
        var collection = new ServiceCollection().AddSingleton(configuration).AddLogging().AddPortico(configuration);
        await using var past = collection.AddSingleton<TimeProvider>(clock).BuildServiceProvider();
        // The first key is written to the store, for which an operation that holds SQLite's only write lock could not wait.
        past.GetRequiredService<IDataProtectionProvider>().CreateProtector("Portico.Demo").Protect([1]);
        await new DemoMaking(past, clock, now).RunAsync(ct);
    }
}
