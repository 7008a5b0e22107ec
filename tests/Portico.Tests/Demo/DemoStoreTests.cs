using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portico.ApiKeys;
using Portico.Demo;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Storage;
using Portico.Providers;
using Portico.Tests.Support;
using Portico.Users.Credentials;

namespace Portico.Tests.Demo;

public sealed partial class DemoStoreTests : IDisposable
{
    private readonly TestPortal portal = new(isSetUp: false);

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task Makes_the_same_demo_each_time()
    {
        using var other = new TestPortal(isSetUp: false);
        await DemoStore.PrepareAsync(portal.Services, default);
        await DemoStore.PrepareAsync(other.Services, default);

        var made = await DescribeAsync(portal);
        Assert.Equal(25, made.Count(line => line.StartsWith("organization ", StringComparison.Ordinal)));
        Assert.Contains("organization Kestrel Aviation Services: Suspended, 19 users", made);
        Assert.Contains("organization Brewster Logistics: PendingDeletion, 22 users", made);
        Assert.Contains("technician soren.vestergaard@harbourline.example: HelpDesk, pending", made);
        Assert.Contains("key Nightly user sync: Manager, 3 organizations, 5 days left, used", made);
        Assert.Contains("key Backup export: ReadOnly, all organizations, -10 days left, used", made);
        Assert.Contains("key Monitoring: ReadOnly, all organizations, never expires, never used", made);
        Assert.Equal(made, await DescribeAsync(other));
    }

    [Fact]
    public async Task Leaves_a_demo_that_is_there_as_it_is()
    {
        await DemoStore.PrepareAsync(portal.Services, default);
        var made = await DescribeAsync(portal);

        await DemoStore.PrepareAsync(portal.Services, default);

        Assert.Equal(made, await DescribeAsync(portal));
    }

    [Fact]
    public async Task Happened_before_now_and_through_operations()
    {
        await DemoStore.PrepareAsync(portal.Services, default);

        await using var dashboard = await LookAsync(portal);
        var events = await dashboard.Db.Set<ProviderEvent>().ToListAsync();
        Assert.All(events, e => Assert.InRange(e.At, portal.Clock.GetUtcNow() - DemoMaking.Past, portal.Clock.GetUtcNow()));
        Assert.Equal(25, events.Count(e => e.Type is "organization-added"));
        // The counters are what was counted.
        Assert.Equal(await dashboard.Db.Set<OrganizationCounters>().SumAsync(c => c.Users), DemoOrganizations.All.Sum(o => o.Users));
    }

    [Fact]
    public async Task The_printed_sign_ins_work()
    {
        await DemoStore.PrepareAsync(portal.Services, default);
        await using var output = new StringWriter();
        await DemoSignIns.WriteAsync(output);

        foreach (var (what, email) in DemoSignIns.All)
        {
            Assert.Matches(
                $@"\n  {what} +{email.Replace(".", @"\.", StringComparison.Ordinal)} +{DemoPeople.Password}\n",
                output.ToString()
            );
            var step = (await new Visitor(portal).PasswordAsync(email, DemoPeople.Password)).Require();
            Assert.Equal((email, Portico.SignIn.Sessions.SessionStage.SignedIn), (email, step.Stage));
        }

        Assert.Contains(DemoSignIns.User.Email, output.ToString(), StringComparison.Ordinal);
        var user = await new PortalVisitor(portal, default).EmailAsync(DemoSignIns.User.Email, DemoPeople.Password);
        // Its organization demands a second factor, which the first sign-ins may put off.
        Assert.Equal(UserSessionStage.SignedIn, user.Require().Step?.Stage);
    }

    [Fact]
    public async Task Refuses_a_store_that_holds_anything_else()
    {
        portal.AddProvider("Northwind IT");

        var refused = await Assert.ThrowsAsync<OperatorException>(() => DemoStore.PrepareAsync(portal.Services, default));

        Assert.StartsWith("This store holds data that is not the demo's", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_so_when_the_demo_was_not_finished()
    {
        var request = new SetUpInstallation.Request
        {
            ProviderName = DemoPeople.Provider,
            FirstName = "Marta",
            LastName = "Lindqvist",
            Email = DemoPeople.Administrator.Email,
            Password = DemoPeople.Password,
        };
        (await portal.Anonymously<SetUpInstallation>().RunAsync(request)).Require();

        var refused = await Assert.ThrowsAsync<OperatorException>(() => DemoStore.PrepareAsync(portal.Services, default));

        Assert.StartsWith("The demo was interrupted", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sizes_names_and_logos_are_varied()
    {
        Assert.All(DemoOrganizations.All, o => Assert.InRange(o.Users, 5, 60));
        Assert.All(
            DemoOrganizations.All.Index(),
            o => Assert.Equal(o.Item.Users, o.Item.People(o.Index).DistinctBy(p => p.Username).Count())
        );
        Assert.All(DemoOrganizations.All, o => Assert.EndsWith(".example", o.Domain, StringComparison.Ordinal));
        Assert.Contains(DemoOrganizations.All, o => o.Name.Length > 100);
        Assert.Equal(
            Enum.GetValues<LogoMotif>(),
            DemoOrganizations.All.Where(o => o.Logo is not null).Select(o => o.Logo!.Motif).Distinct().Order()
        );
    }

    /// <summary>All that shows, without ids.</summary>
    private static async Task<List<string>> DescribeAsync(TestPortal portal)
    {
        await using var dashboard = await LookAsync(portal);
        var organizations = await (
            from o in dashboard.Db.Set<ManagedOrganization>()
            join c in dashboard.Db.Set<OrganizationCounters>() on o.Id equals c.OrganizationId
            orderby o.Id
            select new
            {
                o.Name,
                o.State,
                o.ContactName,
                o.ContactEmail,
                o.Accent,
                o.LogoHash,
                o.CreatedAt,
                c.Users,
            }
        ).ToListAsync();
        var staff = await dashboard.Db.Set<ProviderMembership>().OrderBy(m => m.Id).ToListAsync();
        var events = await dashboard.Db.Set<ProviderEvent>().OrderBy(e => e.Id).Select(e => e.Summary).ToListAsync();
        var keys = await (
            from k in dashboard.Db.Set<ProviderApiKey>()
            orderby k.Id
            select new
            {
                Key = k,
                Place = dashboard.Db.Set<KeyMembership>().First(m => m.Id == k.MembershipId),
                Chosen = dashboard.Db.Set<OrganizationAccess>().Count(a => a.MembershipId == k.MembershipId),
            }
        ).ToListAsync();
        return
        [
            .. keys.Select(k =>
                $"key {k.Key.Name}: {k.Place.Role}, {(k.Place.AllOrganizations ? "all" : k.Chosen)} organizations, "
                + $"{(k.Key.ExpiresAt is { } end ? $"{(end - portal.Clock.GetUtcNow()).Days} days left" : "never expires")}, "
                + (k.Key.LastUsedAt is null ? "never used" : "used")
            ),
            .. organizations.Select(o => $"organization {o.Name}: {o.State}, {o.Users} users"),
            .. organizations.Select(o => $"{o.ContactName} <{o.ContactEmail}>, {o.Accent}, {o.LogoHash}, {o.CreatedAt:O}"),
            .. staff.Select(m => $"technician {m.Email}: {m.Role}, {(m.IsPending ? "pending" : "active")}"),
            .. events.Select(e => StartOfKey().Replace(e, "(key…)")),
        ];
    }

    // Keys are secrets, and no two demos have the same.
    [GeneratedRegex(@"\(portico_\w+…\)", RegexOptions.None, 1_000)]
    private static partial Regex StartOfKey();

    private static async Task<StoreView> LookAsync(TestPortal portal)
    {
        await using var credentials = portal.Credentials();
        var provider = await credentials.Set<Provider>().SingleAsync();
        var gate = new OrganizationScope.Gate(credentials);
        var scope = (await gate.AdmitToProviderAsync(new Actor.Job("test", provider.ProviderId, null), Permission.View, default)).Require();
        var store = portal.Services.GetRequiredService<Store>();
        var db = store.Open(scope);
        return new StoreView(db, await StoreTransaction.BeginAsync(store, db, scope, changes: false, default));
    }
}
