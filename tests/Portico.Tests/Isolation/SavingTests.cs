using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Platform.Storage;
using Portico.Tests.Support;
using Portico.Users;

namespace Portico.Tests.Isolation;

/// <summary>What happens to an operation that is written wrongly: it tries to leave its scope, and cannot.</summary>
public sealed class SavingTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private ObjectId acme;
    private ObjectId bolt;
    private ObjectId foreign;

    public async ValueTask InitializeAsync()
    {
        acme = await AddAsync(portal.Anna, "Acme");
        bolt = await AddAsync(portal.Anna, "Bolt");
        foreign = await AddAsync(portal.AddTechnician(portal.AddProvider("Southwind"), "Sam", "South", Role.Administrator), "Foreign");
    }

    public ValueTask DisposeAsync()
    {
        portal.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_row_of_another_organization_is_not_saved()
    {
        var wrong = InOrganization(work => work.Db.Add(UserOf(bolt, work)));

        await Assert.ThrowsAsync<InvalidOperationException>(() => wrong.RunAsync(acme, Nothing.Instance));
        Assert.Equal(0, await UsersAsync(bolt));
    }

    [Fact]
    public async Task A_change_without_an_audit_event_is_not_saved()
    {
        var silent = InOrganization(work => work.Db.Add(UserOf(acme, work)), records: false);

        await Assert.ThrowsAsync<InvalidOperationException>(() => silent.RunAsync(acme, Nothing.Instance));
        Assert.Equal(0, await UsersAsync(acme));
    }

    [Fact]
    public async Task From_the_dashboard_rows_of_another_provider_are_not_saved()
    {
        var wrong = OnDashboard(portal.Anna, work => work.Db.Add(UserOf(foreign, work)));

        await Assert.ThrowsAsync<InvalidOperationException>(() => wrong.RunAsync(Nothing.Instance));
    }

    [Fact]
    public async Task From_the_dashboard_an_organization_that_was_not_chosen_is_out_of_reach()
    {
        var carl = portal.AddTechnician(portal.Northwind, "Carl", "Chosen", Role.Administrator, acme);

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            OnDashboard(carl, work => work.Db.Add(UserOf(bolt, work))).RunAsync(Nothing.Instance)
        );
        Assert.True((await OnDashboard(carl, work => work.Db.Add(UserOf(acme, work))).RunAsync(Nothing.Instance)).Succeeded);
    }

    [Fact]
    public async Task Nothing_is_left_of_an_operation_that_fails_half_way()
    {
        var broken = InOrganization(work =>
        {
            work.Db.Add(UserOf(acme, work));
            throw new NotSupportedException("half way");
        });

        await Assert.ThrowsAsync<NotSupportedException>(() => broken.RunAsync(acme, Nothing.Instance));
        Assert.Equal(0, await UsersAsync(acme));
    }

    [Theory]
    [InlineData(ScopeKind.Organization, 1)]
    [InlineData(ScopeKind.Provider, 2)]
    [InlineData(ScopeKind.ChosenOrganizations, 1)]
    public async Task A_query_without_a_filter_sees_its_scope_and_no_more(ScopeKind kind, int organizations)
    {
        var scope = await portal.ScopeOfAsync(kind, acme);
        var store = portal.Services.GetRequiredService<Store>();
        await using var db = store.Open(scope);
        await using var transaction = await StoreTransaction.BeginAsync(store, db, scope, changes: false, default);

        Assert.Equal(organizations, await db.Set<ManagedOrganization>().CountAsync());
        Assert.Equal(organizations, await db.Set<OrganizationCounters>().CountAsync());
        Assert.Null(await db.Set<ManagedOrganization>().FirstOrDefaultAsync(o => o.Id == foreign));
    }

    [Fact]
    public async Task Counters_follow_every_change_in_its_own_transaction()
    {
        await portal.Anna.Does<AddUser>().RunAsync(acme, new() { Username = "eve", Email = "eve@acme.example" });
        await portal.Anna.Does<AddUser>().RunAsync(acme, new() { Username = "eve", Email = "twice@acme.example" });

        Assert.Equal(1, await UsersAsync(acme));
        Assert.Equal(0, await UsersAsync(bolt));
    }

    private OrganizationProbe InOrganization(Action<Work> does, bool records = true) => new(Runner(portal.Anna), does, records);

    private DashboardProbe OnDashboard(Person person, Action<Work> does) => new(Runner(person), does);

    private OperationRunner Runner(Person person) => person.Does<OperationRunner>();

    private static User UserOf(ObjectId organization, Work work) =>
        new()
        {
            OrganizationId = organization,
            Id = work.NewId(),
            Username = "mallory",
            Email = "mallory@example.com",
        };

    private async Task<int> UsersAsync(ObjectId organization)
    {
        var provider =
            organization == foreign ? throw new ArgumentException("Anna cannot count there.", nameof(organization)) : organization;
        var scope = await portal.ScopeOfAsync(ScopeKind.Organization, provider);
        var store = portal.Services.GetRequiredService<Store>();
        await using var db = store.Open(scope);
        await using var transaction = await StoreTransaction.BeginAsync(store, db, scope, changes: false, default);
        var counted = (await db.Set<OrganizationCounters>().SingleAsync()).Users;
        Assert.Equal(await db.Set<User>().CountAsync(), counted);
        return counted;
    }

    private static async Task<ObjectId> AddAsync(Person person, string name) =>
        (await person.Does<AddManagedOrganization>().RunAsync(new() { Name = name })).Require().Id;

    private sealed record Probed : AuditEvent
    {
        public override string Summary => "Tried something";
    }

    private sealed class OrganizationProbe(OperationRunner runner, Action<Work> does, bool records)
        : OrganizationOperation<Nothing, Done>(runner)
    {
        protected internal override Permission Needs => Permission.View;

        protected internal override Task<Outcome<Done>> HandleAsync(Nothing request, Work work, CancellationToken ct)
        {
            does(work);
            if (records)
            {
                work.Record(new Probed());
            }

            return Task.FromResult<Outcome<Done>>(Done.Instance);
        }
    }

    private sealed class DashboardProbe(OperationRunner runner, Action<Work> does) : ProviderOperation<Nothing, Done>(runner)
    {
        protected internal override Permission Needs => Permission.View;

        protected internal override Task<Outcome<Done>> HandleAsync(Nothing request, Work work, CancellationToken ct)
        {
            does(work);
            work.Record(new Probed());
            return Task.FromResult<Outcome<Done>>(Done.Instance);
        }
    }
}
