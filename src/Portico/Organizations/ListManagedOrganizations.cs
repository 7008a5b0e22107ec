using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Storage;

namespace Portico.Organizations;

/// <summary>A page of the organizations that the administrator may see, with what is counted in each.</summary>
public sealed class ListManagedOrganizations(OperationRunner runner)
    : ProviderQuery<ListManagedOrganizations.Request, ListManagedOrganizations.Result>(runner)
{
    /// <summary>A search is counted up to here; beyond, the answer is "1,000+".</summary>
    public const int CountedAtMost = 1_000;

    public const int DefaultPageSize = 25;

    [ValidatableType]
    public sealed record Request
    {
        /// <summary>A part of the name, or the beginning of the id (six characters or more).</summary>
        [StringLength(ManagedOrganization.NameMaxLength, ErrorMessage = "Search with at most 255 characters.")]
        public string? Search { get; set; }

        /// <summary>Z to A.</summary>
        public bool Descending { get; set; }

        /// <summary>From 1; a page beyond the last is the last.</summary>
        [Range(1, 1_000_000, ErrorMessage = "Pages count from 1.")]
        public int Page { get; set; } = 1;

        /// <summary>Instead of the page's number: the page on which this organization stands, from A to Z, without a search.</summary>
        public ObjectId? At { get; set; }

        [AllowedValues(25, 50, 100, ErrorMessage = "A page has 25, 50 or 100 organizations.")]
        public int PageSize { get; set; } = DefaultPageSize;
    }

    public sealed record Row(
        ObjectId Id,
        string Name,
        int Accent,
        string? LogoHash,
        OrganizationState State,
        int Users,
        int Systems,
        int Applications
    );

    /// <param name="Rows">The page.</param>
    /// <param name="Total">All that the search finds, or <see cref="CountedAtMost"/>.</param>
    /// <param name="IsMore">Whether there are more than <paramref name="Total"/>.</param>
    /// <param name="Page">The page that was read.</param>
    /// <param name="IsAll">Whether nothing was searched for.</param>
    public sealed record Result(IReadOnlyList<Row> Rows, int Total, bool IsMore, int Page, bool IsAll = false);

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var search = await OrganizationSearch.ForAsync(request.Search, work, ct);
        if (search.Key is null)
        {
            request.Page = request.At is { } id ? await PageOfAsync(id, search, request.PageSize, ct) : request.Page;
            return (await ReadAsync(search, search.All, isMore: false, request, work, ct)) with { IsAll = true };
        }

        if (request.Page > 1)
        {
            var counted = await CountAsync(search, ct);
            return await ReadAsync(search, Math.Min(counted, CountedAtMost), counted > CountedAtMost, request, work, ct);
        }

        // Most searches end on their first page, which then has counted itself.
        var first = await ReadAsync(search, CountedAtMost, isMore: false, request, work, ct);
        var total = first.Rows.Count < request.PageSize ? first.Rows.Count : await CountAsync(search, ct);
        return first with { Total = Math.Min(total, CountedAtMost), IsMore = total > CountedAtMost };
    }

    private static async Task<int> PageOfAsync(ObjectId id, OrganizationSearch search, int pageSize, CancellationToken ct)
    {
        var key = await search.Found.Where(o => o.Id == id).Select(o => o.NameKey).SingleOrDefaultAsync(ct);
#pragma warning disable CA1309 // The database compares search keys by their bytes; a comparison that says so is not translated.
        var before = key is null ? 0 : await search.Found.CountAsync(o => string.Compare(o.NameKey, key) < 0, ct);
#pragma warning restore CA1309
        return (before / pageSize) + 1;
    }

    private static Task<int> CountAsync(OrganizationSearch search, CancellationToken ct) =>
        search.Found.Take(CountedAtMost + 1).CountAsync(ct);

    private static async Task<Result> ReadAsync(
        OrganizationSearch search,
        int total,
        bool isMore,
        Request request,
        Work work,
        CancellationToken ct
    )
    {
        var lastPage = Math.Max(1, (total + request.PageSize - 1) / request.PageSize);
        var page = Math.Min(request.Page, lastPage);
        var skipped = (page - 1) * request.PageSize;
        var taken = Math.Min(request.PageSize, total - skipped);
        // A page behind the middle is read from the other end: skipping costs for each row that is skipped.
        var fromEnd = !isMore && skipped > total / 2;
        var shown = search
            .ByName(request.Descending != fromEnd)
            .Skip(fromEnd ? total - skipped - taken : skipped)
            .Take(fromEnd ? taken : request.PageSize);
        var rows = await WithCounters(shown, work).ToListAsync(ct);
        if (request.Descending)
        {
            rows.Reverse();
        }

        return new Result(rows, total, isMore, page);
    }

    /// <summary>Skips within the index of names; only the rows of the page are read.</summary>
    private static IQueryable<Row> WithCounters(IQueryable<ManagedOrganization> shown, Work work) =>
        from s in shown.Select(o => new { o.Id, o.NameKey })
        join o in work.Db.Set<ManagedOrganization>() on s.Id equals o.Id
        join c in work.Db.Set<OrganizationCounters>() on o.Id equals c.OrganizationId
        orderby s.NameKey
        select new Row(o.Id, o.Name, o.Accent, o.LogoHash, o.State, c.Users, c.Systems, c.Applications);
}
