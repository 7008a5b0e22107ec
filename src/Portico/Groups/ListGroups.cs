using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Groups;

/// <summary>The groups of one kind in an organization: searched, filtered, sorted.</summary>
public sealed class ListGroups(OperationRunner runner) : OrganizationQuery<ListGroups.Request, ListOf<ListGroups.Row>>(runner)
{
    private static readonly Dictionary<string, Expression<Func<Group, object?>>> keys = new(StringComparer.Ordinal)
    {
        ["name"] = g => g.NameKey,
        ["members"] = g => g.MemberCount,
        ["createdAt"] = g => g.CreatedAt,
    };

    [ValidatableType]
    public sealed record Request : PagedListRequest
    {
        [JsonIgnore]
        public GroupKind Kind { get; set; }

        /// <summary>A part of the name.</summary>
        [StringLength(200, ErrorMessage = "Search with at most {1} characters.")]
        public string? Search { get; set; }

        /// <summary>name, members or createdAt, several by comma, with a minus for the reverse; name when nothing is said.</summary>
        [SortKeys("name", "members", "createdAt")]
        public string? Sort { get; set; }

        /// <summary>Those with a rule, or those without.</summary>
        public bool? IsDynamic { get; set; }

        /// <summary>Those that require multifactor authentication, or those that do not.</summary>
        public bool? RequiresMfa { get; set; }
    }

    /// <param name="Id">The group's id.</param>
    /// <param name="Name">Unique among the groups of its kind.</param>
    /// <param name="Description">What it is for.</param>
    /// <param name="Members">How many there are.</param>
    /// <param name="IsDynamic">Whether a rule finds them.</param>
    /// <param name="RequiresMfa">Whether they need multifactor authentication, where the organization requires it by group.</param>
    /// <param name="Gid">The number of the POSIX group; null when it is none.</param>
    /// <param name="CreatedAt">When it was added.</param>
    public sealed record Row(
        ObjectId Id,
        string Name,
        string? Description,
        int Members,
        bool IsDynamic,
        bool RequiresMfa,
        int? Gid,
        DateTimeOffset CreatedAt
    );

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<ListOf<Row>>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var groups = work.Db.Set<Group>().Where(g => g.Kind == request.Kind);
        if (!string.IsNullOrWhiteSpace(request.Search))
        {
            var part = Group.NameKeyOf(request.Search);
            groups = groups.Where(g => g.NameKey.Contains(part));
        }

        if (request.IsDynamic is { } isDynamic)
        {
            groups = groups.Where(g => (g.Rule != null) == isDynamic);
        }

        if (request.RequiresMfa is { } requiresMfa)
        {
            groups = groups.Where(g => g.RequiresMfa == requiresMfa);
        }

        var total = await groups.CountAsync(ct);
        var skipped = request.SkipOf(total);
        var rows = await groups
            .SortedBy(request.Sort, keys, own: "name", g => g.Id)
            .Skip(skipped)
            .Take(request.Limit)
            .Select(g => new Row(g.Id, g.Name, g.Description, g.MemberCount, g.Rule != null, g.RequiresMfa, g.Gid, g.CreatedAt))
            .ToListAsync(ct);
        return new ListOf<Row>(total, rows) { Page = request.PageAfter(skipped) };
    }
}
