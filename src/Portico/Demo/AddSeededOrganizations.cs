using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Platform.Storage;
using Portico.Users;

namespace Portico.Demo;

/// <summary>Adds a run of a plan's organizations with everything in them, for measuring: no audit event for each, one for the run.</summary>
public sealed class AddSeededOrganizations(OperationRunner runner)
    : ProviderOperation<AddSeededOrganizations.Request, AddSeededOrganizations.Result>(runner)
{
    private const int UsersAtOnce = 5_000;

    public sealed record Request
    {
        public SeedPlan Plan { get; set; } = new(Organizations: 0, Users: 0, Largest: 0, Seed: 1);

        /// <summary>The number of this run's first organization, from 0; with 0 the provider must have none yet.</summary>
        public int First { get; set; }

        /// <summary>How many organizations.</summary>
        public int Count { get; set; }
    }

    public sealed record Result(int Organizations, int Users);

    protected internal override Permission Needs => Permission.ManageOrganizations;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (request.First == 0 && await work.Db.Set<ManagedOrganization>().AnyAsync(ct))
        {
            return new ProviderInUse();
        }

        var plan = request.Plan;
        var numbers = Enumerable.Range(request.First, request.Count);
        var organizations = numbers.ToDictionary(n => n, n => plan.Organization(n, work.Scope.ProviderId));
        await BulkInsert.AddAsync(work.Db, organizations.Values, ct);

        var added = new Dictionary<ObjectId, int>();
        var users = organizations.SelectMany(o => plan.UsersIn(o.Value, o.Key));
        foreach (var chunk in Counting(users, u => u.OrganizationId, added).Chunk(UsersAtOnce))
        {
            await BulkInsert.AddAsync(work.Db, chunk, ct);
            await BulkInsert.AddAsync(work.Db, chunk.SelectMany(UserWord.Of), ct);
        }

        await BulkInsert.AddAsync(work.Db, organizations.Values.Select(o => Counters(o.Id, added.GetValueOrDefault(o.Id))), ct);
        await BulkInsert.AddAsync(work.Db, numbers.Select(plan.Settings), ct);

        var visitor = await work.Db.Set<ProviderMembership>().OrderBy(m => m.Id).Select(m => m.AdministratorId).FirstOrDefaultAsync(ct);
        if (visitor is { } administrator)
        {
            await BulkInsert.AddAsync(work.Db, numbers.Select(n => plan.Visit(n, administrator)).OfType<OrganizationVisit>(), ct);
        }

        var result = new Result(organizations.Count, added.Values.Sum());
        work.Record(new OrganizationsSeeded(result.Organizations, result.Users));
        return result;
    }

    private static OrganizationCounters Counters(ObjectId organization, int users) =>
        new()
        {
            OrganizationId = organization,
            Users = users,
            NextPosixNumber = OrganizationCounters.FirstPosixNumber + users,
        };

    /// <summary>The rows as they come, each counted when it has been taken.</summary>
    private static IEnumerable<T> Counting<T>(IEnumerable<T> rows, Func<T, ObjectId> of, Dictionary<ObjectId, int> counts)
    {
        foreach (var row in rows)
        {
            yield return row;
            counts[of(row)] = counts.GetValueOrDefault(of(row)) + 1;
        }
    }
}

public sealed record OrganizationsSeeded(int Organizations, int Users) : AuditEvent
{
    public override string Summary =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Seeded {Organizations:N0} organizations with {Users:N0} users, made up for measuring"
        );
}

/// <summary>Made-up customers are never mixed with real ones.</summary>
public sealed record ProviderInUse()
    : Conflict(
        "provider-in-use",
        "This provider has organizations already. Seed a freshly set-up installation with a data folder of its own."
    );
