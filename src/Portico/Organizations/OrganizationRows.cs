using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Storage;
using Row = Portico.Organizations.ListManagedOrganizations.Row;

namespace Portico.Organizations;

/// <summary>Reads a part of the organizations that a search finds, with what is counted in each.</summary>
internal static class OrganizationRows
{
    private static readonly Dictionary<string, Expression<Func<ManagedOrganization, object?>>> keys = new(StringComparer.Ordinal)
    {
        ["name"] = o => o.NameKey,
        ["createdAt"] = o => o.CreatedAt,
        ["state"] = o =>
            o.State == OrganizationState.Active ? 0
            : o.State == OrganizationState.Suspended ? 1
            : 2,
    };

    /// <summary>
    /// Walks the index of names, from the nearer end of the <paramref name="total"/>; null when nobody counted to it. As many are taken
    /// as there are.
    /// </summary>
    public static async Task<List<Row>> ReadByNameAsync(
        this OrganizationSearch search,
        bool descending,
        int skipped,
        int taken,
        int? total,
        Work work,
        CancellationToken ct
    )
    {
        // What is behind the middle is read from the other end: skipping costs for each row that is skipped.
        var fromEnd = skipped > total / 2;
        var shown = search.ByName(descending != fromEnd).Skip(fromEnd ? total!.Value - skipped - taken : skipped).Take(taken);
        var rows = await WithCounters(ByName(shown, work), work).ToListAsync(ct);
        if (descending)
        {
            rows.Reverse();
        }

        return rows;
    }

    /// <summary>No index has this order: all that are found are sorted, and only the rows of the part are read.</summary>
    public static Task<List<Row>> ReadSortedAsync(
        this OrganizationSearch search,
        string sort,
        int skipped,
        int taken,
        Work work,
        CancellationToken ct
    ) => WithCounters(search.Found.SortedBy(sort, keys, own: "name", o => o.Id).Skip(skipped).Take(taken), work).ToListAsync(ct);

    /// <summary>Skips within the index of names; only the rows of the part are read.</summary>
    private static IQueryable<ManagedOrganization> ByName(IQueryable<ManagedOrganization> shown, Work work) =>
        from s in shown.Select(o => new { o.Id, o.NameKey })
        join o in work.Db.Set<ManagedOrganization>() on s.Id equals o.Id
        orderby s.NameKey
        select o;

    private static IQueryable<Row> WithCounters(IQueryable<ManagedOrganization> shown, Work work) =>
        from o in shown
        join c in work.Db.Set<OrganizationCounters>() on o.Id equals c.OrganizationId
        select new Row(
            o.Id,
            o.Name,
            o.Accent,
            o.LogoHash,
            o.State,
            c.Users,
            c.Systems,
            c.Applications,
            o.CreatedAt,
            o.ContactName,
            o.ContactEmail
        );
}
