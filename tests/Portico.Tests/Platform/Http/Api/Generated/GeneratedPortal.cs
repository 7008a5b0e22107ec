using System.Globalization;
using Microsoft.Extensions.Configuration;
using Portico.ApiKeys;
using Portico.ApiKeys.ProviderSide;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Http.Api.Generated;

/// <summary>
/// A server with some of everything that the API can name: of Northwind IT, whom Anna administers, and the same of another provider.
/// </summary>
public sealed class GeneratedPortal : IAsyncLifetime
{
    private readonly List<ApiClient> programs = [];

    internal TestPortal Portal { get; } = new();
    internal TestServer Server { get; private set; } = null!;
    internal IReadOnlyList<DescribedOperation> Operations { get; private set; } = null!;

    /// <summary>A program with a key of Anna's own: what she may, it may.</summary>
    internal ApiClient Anna { get; private set; } = null!;

    /// <summary>A program of the other provider's administrator, who may do there what Anna may here.</summary>
    internal ApiClient Stranger { get; private set; } = null!;

    /// <summary>A key of Northwind IT that may only read.</summary>
    internal ApiClient Reader { get; private set; } = null!;

    internal ApiClient WithoutKey { get; private set; } = null!;
    internal ApiClient WithRevokedKey { get; private set; } = null!;

    internal static async Task<GeneratedPortal> StartAsync()
    {
        var started = new GeneratedPortal();
        await started.InitializeAsync();
        return started;
    }

    public async ValueTask InitializeAsync()
    {
        Portal.WithPassword(Portal.Anna);
        await FillAsync(Portal.Northwind, Portal.Anna);
        var southwind = Portal.AddProvider("Southwind");
        var sam = Portal.AddTechnician(southwind, "Sam", "Stranger", Role.Administrator);
        await FillAsync(southwind, sam);
        Server = await TestServer.StartAsync(
            Portal,
            builder => builder.Configuration.AddInMemoryCollection([new("Portico:Api:RequestsPerMinute", "1000000")])
        );
        Operations = await DescribedApi.ReadAsync(Server);
        Anna = Program(Portal.AddKeyOf(Portal.Anna));
        Stranger = Program(Portal.AddKeyOf(sam));
        Reader = Program(await Portal.AddProviderKeyAsync(Role.ReadOnly));
        WithoutKey = Program(key: null);
        WithRevokedKey = Program(await RevokedAsync());
    }

    public async ValueTask DisposeAsync()
    {
        programs.ForEach(p => p.Dispose());
        await Server.DisposeAsync();
        Portal.Dispose();
    }

    private ApiClient Program(string? key)
    {
        programs.Add(Server.Program(key));
        return programs[^1];
    }

    /// <summary>Organizations with administrators of each status, administrators of the provider, its keys, and keys of one's own.</summary>
    private async Task FillAsync(ObjectId provider, Person head)
    {
        foreach (var name in new[] { "Acme", "Bolt", "Cargo" })
        {
            var add = head.Does<AddManagedOrganization>();
            var organization = (await add.RunAsync(new() { Name = name })).Require().Id;
            await AddEachAsync(n => Portal.AddOrganizationAdministrator(organization, $"O{n}", organization.ToString()));
            await new GeneratedDirectory(Portal, head, organization).FillAsync();
        }

        await AddEachAsync(n => Portal.AddTechnician(provider, $"T{n}", provider.ToString(), Role.Manager));
        foreach (var name in new[] { "Backup", "Import" })
        {
            var add = head.Does<AddProviderApiKey>();
            (
                await add.RunAsync(
                    new()
                    {
                        Name = name,
                        Role = Role.ReadOnly,
                        AllOrganizations = true,
                    }
                )
            ).Require();
            Portal.AddKeyOf(head);
        }
    }

    /// <summary>Three who are active, two who are invited, two who are suspended.</summary>
    private async Task AddEachAsync(Func<string, Person> add)
    {
        var all = Enumerable.Range(0, 7).Select(n => add(n.ToString(CultureInfo.InvariantCulture)).MembershipId).ToList();
        await using var db = Portal.Credentials();
        var places = db.Set<ProviderMembership>().Where(m => all.Contains(m.Id)).AsEnumerable().Cast<Membership>();
        foreach (var member in places.Concat(db.Set<OrganizationMembership>().Where(m => all.Contains(m.Id))).ToList())
        {
            var number = all.IndexOf(member.Id);
            member.AcceptedAt = number is 3 or 4 ? null : member.AcceptedAt;
            member.IsSuspended = number > 4;
        }

        await db.SaveChangesAsync();
    }

    private async Task<string> RevokedAsync()
    {
        var key = Portal.AddKeyOf(Portal.Anna);
        await using var db = Portal.Credentials();
        var hash = ApiKeyText.Read(key)!.Hash;
        db.Remove(db.Set<AdministratorApiKey>().Single(k => k.KeyHash == hash));
        await db.SaveChangesAsync();
        return key;
    }
}
