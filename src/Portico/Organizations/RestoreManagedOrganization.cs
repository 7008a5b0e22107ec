using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;

namespace Portico.Organizations;

/// <summary>Makes a suspended organization, or one that was to be deleted, active again, as it was.</summary>
public sealed class RestoreManagedOrganization(OperationRunner runner) : ProviderOperation<RestoreManagedOrganization.Request, Done>(runner)
{
    public sealed record Request
    {
        [JsonIgnore]
        public ObjectId OrganizationId { get; set; }
    }

    protected internal override Permission Needs => Permission.ManageOrganizations;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var organization = await work.Db.Set<ManagedOrganization>().SingleOrDefaultAsync(o => o.Id == request.OrganizationId, ct);
        switch (organization?.State)
        {
            case null:
                return new NothingHere();
            case OrganizationState.Active:
                return Done.Instance;
        }

        organization.State = OrganizationState.Active;
        organization.DeletionDueAt = null;
        work.Record(new OrganizationRestored(organization.Id, organization.Name, work.ChangesOf(organization)));
        return Done.Instance;
    }
}

public sealed record OrganizationRestored(ObjectId Id, string Name, IReadOnlyList<FieldChange> Fields) : AuditEvent
{
    public override string Summary => $"Restored the organization {Name}";
    public override ObjectId? TargetId => Id;
    public override string TargetName => Name;
    public override ObjectId? OrganizationId => Id;
    public override IReadOnlyList<FieldChange> Changes => Fields;
}
