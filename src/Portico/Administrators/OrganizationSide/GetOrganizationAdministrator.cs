using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators.OrganizationSide;

/// <summary>One of an organization's own administrators.</summary>
public sealed class GetOrganizationAdministrator(OperationRunner runner)
    : OrganizationQuery<GetOrganizationAdministrator.Request, AdministratorRow>(runner)
{
    public sealed record Request
    {
        /// <summary>The id of the membership.</summary>
        [JsonIgnore]
        public ObjectId Id { get; set; }
    }

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<AdministratorRow>> HandleAsync(Request request, Work work, CancellationToken ct) =>
        await work.Db.Set<OrganizationMembership>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == request.Id, ct) is { } member
            ? AdministratorRow.Of(member, work)
            : new NoSuchAdministrator();
}
