using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Organizations;

/// <summary>
/// What the Multi-Tenant Portal menu offers: the organizations that this administrator launched last, then the others by name,
/// those first whose name begins with what was typed. At most <see cref="AtMost"/>.
/// </summary>
public sealed class SearchOrganizationsForMenu(OperationRunner runner)
    : ProviderQuery<SearchOrganizationsForMenu.Request, SearchOrganizationsForMenu.Result>(runner)
{
    public const int AtMost = 20;

    /// <summary>How many recent ones stand above the others.</summary>
    public const int RecentAtMost = 6;

    [ValidatableType]
    public sealed record Request
    {
        /// <summary>A part of the name, or the beginning of the id (six characters or more).</summary>
        [StringLength(ManagedOrganization.NameMaxLength, ErrorMessage = "Search with at most 255 characters.")]
        public string? Search { get; set; }
    }

    public sealed record Choice(ObjectId Id, string Name, int Accent, string? LogoHash);

    /// <param name="Recent">Launched last, the last first.</param>
    /// <param name="Others">By name; none of them is recent.</param>
    /// <param name="IsMore">Whether there are more than these.</param>
    public sealed record Result(IReadOnlyList<Choice> Recent, IReadOnlyList<Choice> Others, bool IsMore);

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var search = await OrganizationSearch.ForAsync(request.Search, work, ct);
        var recent = await RecentAsync(search, work, ct);
        var others = new List<Choice>();
        if (search.Key is { } key)
        {
            await AddAsync(others, recent, search.ByName().Where(o => o.NameKey.StartsWith(key)), ct);
        }

        if (recent.Count + others.Count <= AtMost)
        {
            await AddAsync(others, recent, search.ByName(), ct);
        }

        var room = AtMost - recent.Count;
        return new Result(recent, [.. others.Take(room)], others.Count > room);
    }

    private static async Task<List<Choice>> RecentAsync(OrganizationSearch search, Work work, CancellationToken ct)
    {
        var person = work.AdministratorId;
        // Some of the last visits may be of organizations that do not match, or are no longer this administrator's.
        var last = work.Db.Set<OrganizationVisit>().Where(v => v.AdministratorId == person).OrderByDescending(v => v.LastAt).Take(50);
        return await (
            from v in last
            join o in search.Found on v.OrganizationId equals o.Id
            orderby v.LastAt descending
            select new Choice(o.Id, o.Name, o.Accent, o.LogoHash)
        )
            .Take(RecentAtMost)
            .ToListAsync(ct);
    }

    private static async Task AddAsync(
        List<Choice> others,
        List<Choice> recent,
        IQueryable<ManagedOrganization> found,
        CancellationToken ct
    )
    {
        // One more than has room, to know whether there are more, and as many again as may be there already.
        var next = await found
            .Take(AtMost + 1 + RecentAtMost + others.Count)
            .Select(o => new Choice(o.Id, o.Name, o.Accent, o.LogoHash))
            .ToListAsync(ct);
        others.AddRange(next.Where(o => !recent.Contains(o) && !others.Contains(o)));
    }
}
