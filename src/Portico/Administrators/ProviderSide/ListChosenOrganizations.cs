using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators.ProviderSide;

/// <summary>The chosen organizations of one of the provider's administrators or keys, by name; of those that the reader may see.</summary>
public sealed class ListChosenOrganizations(OperationRunner runner)
    : ProviderQuery<ListChosenOrganizations.Request, ListOf<ListChosenOrganizations.Row>>(runner)
{
    [ValidatableType]
    public sealed record Request : PagedListRequest
    {
        /// <summary>The id of the membership.</summary>
        [JsonIgnore]
        public ObjectId Id { get; set; }
    }

    public sealed record Row(ObjectId Id, string Name);

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<ListOf<Row>>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (!await work.Db.Set<ProviderPlace>().AnyAsync(m => m.Id == request.Id, ct))
        {
            return new NoSuchAdministrator();
        }

        var access = work.VisibleAccess().Where(a => a.MembershipId == request.Id);
        var total = await access.CountAsync(ct);
        var skipped = request.SkipOf(total);
        var rows = await work
            .Db.Set<ManagedOrganization>()
            .Where(o => access.Any(a => a.OrganizationId == o.Id))
            .OrderBy(o => o.NameKey)
            .ThenBy(o => o.Id)
            .Skip(skipped)
            .Take(request.Limit)
            .Select(o => new Row(o.Id, o.Name))
            .ToListAsync(ct);
        return new ListOf<Row>(total, rows) { Page = request.PageAfter(skipped) };
    }
}
