using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Organizations;

/// <summary>The organizations that the administrator may see, with what is counted in each.</summary>
public sealed class ListManagedOrganizations(OperationRunner runner)
    : ProviderQuery<ListManagedOrganizations.Request, ListManagedOrganizations.Result>(runner)
{
    /// <summary>For a numbered page a search is counted up to here; beyond, the answer is "1,000+".</summary>
    public const int CountedAtMost = 1_000;

    [ValidatableType]
    public sealed record Request : PagedListRequest
    {
        /// <summary>A part of the name, or the beginning of the id (six characters or more).</summary>
        [StringLength(ManagedOrganization.NameMaxLength, ErrorMessage = "Search with at most 255 characters.")]
        public string? Search { get; set; }

        /// <summary>name, state or createdAt, several by comma, with a minus for the reverse; name when nothing is said.</summary>
        [SortKeys("name", "state", "createdAt")]
        public string? Sort { get; set; }

        /// <summary>The whole name, whatever its case.</summary>
        [OneLine]
        [StringLength(ManagedOrganization.NameMaxLength, ErrorMessage = "A name has at most {1} characters.")]
        public string? Name { get; set; }

        [EnumDataType(typeof(OrganizationState), ErrorMessage = "Choose one of the states.")]
        public OrganizationState? State { get; set; }

        /// <summary>Instead of the page's number: the page on which this organization stands, from A to Z, without a search.</summary>
        [JsonIgnore]
        public ObjectId? At { get; set; }
    }

    public sealed record Row(
        ObjectId Id,
        string Name,
        int Accent,
        string? LogoHash,
        OrganizationState State,
        int Users,
        int Systems,
        int Applications,
        DateTimeOffset CreatedAt,
        string? ContactName,
        string? ContactEmail
    );

    /// <param name="TotalCount">All that are found; for a numbered page at most <see cref="CountedAtMost"/> of a search.</param>
    /// <param name="Results">Those that were asked for.</param>
    public sealed record Result(int TotalCount, IReadOnlyList<Row> Results) : ListOf<Row>(TotalCount, Results)
    {
        /// <summary>Whether there are more than were counted.</summary>
        [JsonIgnore]
        public bool IsMore { get; init; }

        /// <summary>Whether nothing was searched for.</summary>
        [JsonIgnore]
        public bool IsAll { get; init; }
    }

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var search = (await OrganizationSearch.ForAsync(request.Search, work, ct)).Of(request.Name, request.State);
        if (search.FindsAll)
        {
            request.Page = request.At is { } id ? await PageOfAsync(id, search, request.Limit, ct) : request.Page;
            return (await ReadAsync(search, search.All, isMore: false, request, work, ct)) with { IsAll = true };
        }

        int? most = request.Page is null ? null : CountedAtMost;
        if (request.SkipOf(CountedAtMost) > 0)
        {
            var counted = await CountAsync(search, most, ct);
            return await ReadAsync(search, Math.Min(counted, most ?? counted), counted > most, request, work, ct);
        }

        // Most searches end on their first page, which then has counted itself.
        var first = await ReadAsync(search, most ?? int.MaxValue, isMore: false, request, work, ct);
        var total = first.Results.Count < request.Limit ? first.Results.Count : await CountAsync(search, most, ct);
        return first with { TotalCount = Math.Min(total, most ?? total), IsMore = total > most };
    }

    private static Task<int> CountAsync(OrganizationSearch search, int? most, CancellationToken ct) =>
        (most is { } bound ? search.Found.Take(bound + 1) : search.Found).CountAsync(ct);

    private static async Task<int> PageOfAsync(ObjectId id, OrganizationSearch search, int pageSize, CancellationToken ct)
    {
        var key = await search.Found.Where(o => o.Id == id).Select(o => o.NameKey).SingleOrDefaultAsync(ct);
#pragma warning disable CA1309 // The database compares search keys by their bytes; a comparison that says so is not translated.
        var before = key is null ? 0 : await search.Found.CountAsync(o => string.Compare(o.NameKey, key) < 0, ct);
#pragma warning restore CA1309
        return (before / pageSize) + 1;
    }

    private static async Task<Result> ReadAsync(
        OrganizationSearch search,
        int total,
        bool isMore,
        Request request,
        Work work,
        CancellationToken ct
    )
    {
        var skipped = request.SkipOf(total);
        var taken = Math.Clamp(total - skipped, 0, request.Limit);
        // No two have the same name: what else is sorted by after it changes nothing.
        var first = request.Sort?.Split(',')[0];
        var rows =
            taken is 0 ? []
            : first is null or "" or "name" or "-name"
                ? await search.ReadByNameAsync(first is "-name", skipped, taken, isMore ? null : total, work, ct)
            : await search.ReadSortedAsync(request.Sort!, skipped, taken, work, ct);
        return new Result(total, rows) { IsMore = isMore, Page = request.PageAfter(skipped) };
    }
}
