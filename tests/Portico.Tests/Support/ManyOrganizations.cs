using Microsoft.EntityFrameworkCore;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Storage;
using Portico.Settings;

namespace Portico.Tests.Support;

/// <summary>Fills the store past the operations, for tests of what size does; no benchmark and no feature goes this way.</summary>
internal static class ManyOrganizations
{
    /// <summary>Organizations "Customer 00001" and on, each with counters, settings and an invited administrator. Returns their ids in that order.</summary>
    public static async Task<IReadOnlyList<ObjectId>> AddManyOrganizationsAsync(
        this TestPortal portal,
        ObjectId provider,
        int count,
        string name = "Customer"
    )
    {
        await using var db = portal.OpenPastTheFences();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var ids = new List<ObjectId>(count);
        for (var n = 1; n <= count; n++)
        {
            var organization = ManagedOrganization.Create(portal.NewId(), provider, $"{name} {n:00000}", portal.Clock.GetUtcNow());
            ids.Add(organization.Id);
            db.Add(organization);
            db.Add(new OrganizationCounters { OrganizationId = organization.Id, Users = n });
            db.Add(new SecuritySettings { OrganizationId = organization.Id });
            db.Add(
                new OrganizationMembership
                {
                    OrganizationId = organization.Id,
                    Id = portal.NewId(),
                    Email = $"owner@{n}.example",
                    InvitedAt = organization.CreatedAt,
                }
            );
        }

        await db.SaveChangesAsync();
        await db.Set<ProviderCounters>()
            .Where(c => c.ProviderId == provider)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Organizations, c => c.Organizations + count));
        return ids;
    }

    /// <summary>The person was in each of them, one minute after the other.</summary>
    public static async Task AddVisitsAsync(this TestPortal portal, Person person, IEnumerable<ObjectId> organizations)
    {
        await using var db = portal.OpenPastTheFences();
        var minute = 0;
        foreach (var organization in organizations)
        {
            var at = portal.Clock.GetUtcNow().AddMinutes(minute++);
            db.Add(
                new OrganizationVisit
                {
                    OrganizationId = organization,
                    AdministratorId = person.Id,
                    FirstAt = at,
                    LastAt = at,
                }
            );
        }

        await db.SaveChangesAsync();
    }

    /// <summary>Anna adds them, one after the other, through the operation.</summary>
    public static async Task<List<ObjectId>> AddOrganizationsAsync(this TestPortal portal, params string[] names)
    {
        var ids = new List<ObjectId>();
        foreach (var name in names)
        {
            ids.Add((await portal.Anna.Does<AddManagedOrganization>().RunAsync(new() { Name = name })).Require().Id);
        }

        return ids;
    }

    /// <summary>What PostgreSQL does by itself some minutes after many rows were added.</summary>
    public static async Task GatherStatisticsAsync(this TestPortal portal)
    {
        if (TestPortal.UsesPostgres)
        {
            await using var db = portal.OpenPastTheFences();
            await db.Database.ExecuteSqlRawAsync("vacuum analyze");
        }
    }

    /// <summary>The store as its owner sees it.</summary>
    public static SchemaDb OpenPastTheFences(this TestPortal portal) =>
        TestPortal.UsesPostgres
            ? new PostgresSchema(Store.PostgresOptions<PostgresSchema>(PostgresServer.Super(portal.Database!)))
            : new SqliteSchema(Store.SqliteOptions<SqliteSchema>($"Data Source={portal.Folder}/portico.db"));
}
