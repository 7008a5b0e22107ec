using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Systems;

namespace Portico.Groups.Members;

/// <summary>The members of a system group, by hostname.</summary>
public sealed class ListSystemGroupMembers(OperationRunner runner)
    : OrganizationQuery<ListSystemGroupMembers.Request, ListOf<ListSystemGroupMembers.Row>>(runner)
{
    [ValidatableType]
    public sealed record Request : PagedListRequest
    {
        [JsonIgnore]
        public ObjectId GroupId { get; set; }

        /// <summary>A part of the hostname.</summary>
        [StringLength(200, ErrorMessage = "Search with at most {1} characters.")]
        public string? Search { get; set; }

        /// <summary>hostname, or -hostname for the reverse; hostname when nothing is said.</summary>
        [SortKeys("hostname")]
        public string? Sort { get; set; }
    }

    /// <param name="Id">The system's id.</param>
    /// <param name="Hostname">As the system calls itself.</param>
    public sealed record Row(ObjectId Id, string Hostname);

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<ListOf<Row>>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (!await work.Db.Set<Group>().AnyAsync(g => g.Id == request.GroupId && g.Kind == GroupKind.Systems, ct))
        {
            return new NoSuchGroup();
        }

        var members = work.Db.Set<SystemGroupMember>().Where(m => m.GroupId == request.GroupId);
        var found = work.Db.Set<ManagedSystem>().Named(request.Search).Where(s => members.Any(m => m.SystemId == s.Id));
        var total = await found.CountAsync(ct);
        var skipped = request.SkipOf(total);
        var rows = await found
            .SortedBy(request.Sort, SystemSearch.Keys, own: "hostname", s => s.Id)
            .Skip(skipped)
            .Take(request.Limit)
            .Select(s => new Row(s.Id, s.Hostname))
            .ToListAsync(ct);
        return new ListOf<Row>(total, rows) { Page = request.PageAfter(skipped) };
    }
}
