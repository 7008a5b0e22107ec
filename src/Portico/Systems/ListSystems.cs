using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Systems;

/// <summary>The systems of an organization: searched, sorted.</summary>
public sealed class ListSystems(OperationRunner runner) : OrganizationQuery<ListSystems.Request, ListOf<ListSystems.Row>>(runner)
{
    [ValidatableType]
    public sealed record Request : PagedListRequest
    {
        /// <summary>A part of the hostname.</summary>
        [StringLength(200, ErrorMessage = "Search with at most {1} characters.")]
        public string? Search { get; set; }

        /// <summary>hostname or createdAt, with a minus for the reverse; hostname when nothing is said.</summary>
        [SortKeys("hostname", "createdAt")]
        public string? Sort { get; set; }
    }

    /// <param name="Id">The system's id.</param>
    /// <param name="Hostname">As the system calls itself.</param>
    /// <param name="CreatedAt">When it was added.</param>
    public sealed record Row(ObjectId Id, string Hostname, DateTimeOffset CreatedAt);

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<ListOf<Row>>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var found = work.Db.Set<ManagedSystem>().Named(request.Search);
        var total = await found.CountAsync(ct);
        var skipped = request.SkipOf(total);
        var rows = await found
            .SortedBy(request.Sort, SystemSearch.Keys, own: "hostname", s => s.Id)
            .Skip(skipped)
            .Take(request.Limit)
            .Select(s => new Row(s.Id, s.Hostname, s.CreatedAt))
            .ToListAsync(ct);
        return new ListOf<Row>(total, rows) { Page = request.PageAfter(skipped) };
    }
}
