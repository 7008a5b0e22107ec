using Portico.ApiKeys;
using Portico.ApiKeys.Own;
using Portico.ApiKeys.ProviderSide;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Settings;

namespace Portico.Demo;

/// <summary>
/// The demo's API keys, one in each state that a list shows: in use and soon to expire, expired, never used, and one of the first
/// administrator's own.
/// </summary>
/// <param name="services">Of the past.</param>
/// <param name="clock">Moves on to when a key is made or used.</param>
/// <param name="now">When the demo is shown.</param>
/// <param name="administrator">Makes them.</param>
/// <param name="organizations">The demo's organizations that there are so far, by their numbers.</param>
internal sealed class DemoKeys(
    IServiceProvider services,
    DemoClock clock,
    DateTimeOffset now,
    DemoActor administrator,
    IReadOnlyList<ObjectId> organizations
)
{
    /// <summary>Of the office, from which the programs work.</summary>
    private const string Address = "203.0.113.24";

    private static readonly int[] Synchronized = [0, 3, DemoOrganizations.Printed];

    private readonly Dictionary<string, string> secrets = new(StringComparer.Ordinal);
    private readonly Queue<Func<CancellationToken, Task>> steps = new();
    private readonly Queue<DateTimeOffset> times = new();

    public const string Own = "Scripts on my laptop";

    /// <summary>Says what will happen, in its order.</summary>
    public void Plan()
    {
        At(TimeSpan.FromDays(40), ct => MakeAsync(new() { Name = "Backup export", ExpiresInDays = 30 }, ct));
        At(
            TimeSpan.FromDays(25),
            ct =>
                MakeAsync(
                    new()
                    {
                        Name = "Nightly user sync",
                        ExpiresInDays = 30,
                        Role = Role.Manager,
                        AllowedNetworks = ["203.0.113.0/24", "2001:db8:24::/48"],
                        Organizations = [.. Synchronized.Select(n => organizations[n])],
                    },
                    ct
                )
        );
        At(TimeSpan.FromDays(20), MakeOwnAsync);
        At(TimeSpan.FromDays(11.5), async ct => await (await UseAsync("Backup export", ct)).DisposeAsync());
        At(TimeSpan.FromDays(3), ct => MakeAsync(new() { Name = "Monitoring", ExpiresInDays = null }, ct));
        At(TimeSpan.FromHours(20), SynchronizeAsync);
    }

    /// <summary>Does what was due by that time.</summary>
    public async Task CatchUpAsync(DateTimeOffset time, CancellationToken ct)
    {
        while (times.TryPeek(out var next) && next <= time)
        {
            clock.MoveTo(times.Dequeue());
            await steps.Dequeue()(ct);
        }
    }

    /// <summary>A program that begins to use a key.</summary>
    public async Task<DemoActor> UseAsync(string name, CancellationToken ct)
    {
        var key = ApiKeyText.Read(secrets[name])!;
        await using var program = new DemoActor(services, actor: null, Address);
        var found = (await program.Does<FindApiKey>().RunAsync(new(key), ct)).Require();
        (await program.Does<RecordApiKeyUse>().RunAsync(new(key), ct)).Require();
        return new DemoActor(services, found.Who, Address);
    }

    private void At(TimeSpan ago, Func<CancellationToken, Task> step)
    {
        times.Enqueue(now - ago);
        steps.Enqueue(step);
    }

    private async Task MakeAsync(AddProviderApiKey.Request request, CancellationToken ct)
    {
        request.AllOrganizations = request.Organizations.Count is 0;
        secrets[request.Name] = (await administrator.Does<AddProviderApiKey>().RunAsync(request, ct)).Require().Key!;
    }

    private async Task MakeOwnAsync(CancellationToken ct)
    {
        var request = new AddOwnApiKey.Request { Name = Own, CurrentPassword = DemoPeople.Password };
        secrets[Own] = (await administrator.Does<AddOwnApiKey>().RunAsync(request, ct)).Require().Key!;
    }

    /// <summary>Brings one name up to date, as a nightly job would.</summary>
    private async Task SynchronizeAsync(CancellationToken ct)
    {
        await using var program = await UseAsync("Nightly user sync", ct);
        var id = organizations[DemoOrganizations.Printed];
        var settings = (await program.Does<GetGeneralSettings>().RunAsync(id, Nothing.Instance, ct)).Require().Settings;
        settings = settings with { ContactName = $"{settings.ContactName} Ruiz" };
        (await program.Does<UpdateGeneralSettings>().RunAsync(id, settings, ct)).Require();
    }
}
