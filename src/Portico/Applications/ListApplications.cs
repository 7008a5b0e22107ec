using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Applications;

/// <summary>The applications of an organization: searched, sorted.</summary>
public sealed class ListApplications(OperationRunner runner)
    : OrganizationQuery<ListApplications.Request, ListOf<ListApplications.Row>>(runner)
{
    [ValidatableType]
    public sealed record Request : PagedListRequest
    {
        /// <summary>A part of the name.</summary>
        [StringLength(200, ErrorMessage = "Search with at most {1} characters.")]
        public string? Search { get; set; }

        /// <summary>name or createdAt, with a minus for the reverse; name when nothing is said.</summary>
        [SortKeys("name", "createdAt")]
        public string? Sort { get; set; }
    }

    /// <param name="Id">The application's id.</param>
    /// <param name="Name">As people read it.</param>
    /// <param name="Kind">By which protocol users sign in to it.</param>
    /// <param name="Description">What it is for.</param>
    /// <param name="IsSuspended">Whether it lets nobody in.</param>
    /// <param name="CreatedAt">When it was added.</param>
    /// <param name="LogoHash">SHA-256 of the logo in lower-case hexadecimal; null without one.</param>
    public sealed record Row(
        ObjectId Id,
        string Name,
        ApplicationKind Kind,
        string? Description,
        bool IsSuspended,
        DateTimeOffset CreatedAt,
        string? LogoHash
    );

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<ListOf<Row>>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var found = work.Db.Set<Application>().Named(request.Search);
        var total = await found.CountAsync(ct);
        var skipped = request.SkipOf(total);
        var rows = await found
            .SortedBy(request.Sort, ApplicationSearch.Keys, own: "name", a => a.Id)
            .Skip(skipped)
            .Take(request.Limit)
            .Select(a => new Row(a.Id, a.Name, a.Kind, a.Description, a.IsSuspended, a.CreatedAt, a.LogoHash))
            .ToListAsync(ct);
        return new ListOf<Row>(total, rows) { Page = request.PageAfter(skipped) };
    }
}
