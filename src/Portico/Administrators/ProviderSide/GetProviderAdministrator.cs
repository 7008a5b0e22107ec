using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators.ProviderSide;

/// <summary>One administrator of the provider.</summary>
public sealed class GetProviderAdministrator(OperationRunner runner)
    : ProviderQuery<GetProviderAdministrator.Request, AdministratorRow>(runner)
{
    public sealed record Request
    {
        /// <summary>The id of the membership.</summary>
        [JsonIgnore]
        public ObjectId Id { get; set; }
    }

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<AdministratorRow>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var member = await work.Db.Set<ProviderMembership>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == request.Id, ct);
        if (member is null)
        {
            return new NoSuchAdministrator();
        }

        var row = AdministratorRow.Of(member, work);
        return row with
        {
            MayChange = row.MayChange && await work.WithinReach().AnyAsync(m => m.Id == member.Id, ct),
            AllOrganizations = member.AllOrganizations,
            ChosenOrganizations = await work.VisibleAccess().CountAsync(a => a.MembershipId == member.Id, ct),
        };
    }
}
