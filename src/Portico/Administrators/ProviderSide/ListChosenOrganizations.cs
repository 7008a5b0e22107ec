using Microsoft.EntityFrameworkCore;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators.ProviderSide;

/// <summary>The chosen organizations of one of the provider's administrators: the first by name, of those that the reader may see.</summary>
public sealed class ListChosenOrganizations(OperationRunner runner)
    : ProviderQuery<ListChosenOrganizations.Request, IReadOnlyList<ListChosenOrganizations.Row>>(runner)
{
    /// <summary>How many are named.</summary>
    public const int Most = 20;

    public sealed record Request
    {
        /// <summary>The id of the membership.</summary>
        public ObjectId Id { get; set; }
    }

    public sealed record Row(ObjectId Id, string Name);

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<IReadOnlyList<Row>>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var access = work.VisibleAccess().Where(a => a.MembershipId == request.Id);
        return await work
            .Db.Set<ManagedOrganization>()
            .Where(o => access.Any(a => a.OrganizationId == o.Id))
            .OrderBy(o => o.NameKey)
            .Take(Most)
            .Select(o => new Row(o.Id, o.Name))
            .ToListAsync(ct);
    }
}
