using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;

namespace Portico.Organizations;

/// <summary>Keeps everyone of an organization from signing in until it is restored. Agents keep checking in; nothing is lost.</summary>
public sealed class SuspendManagedOrganization(OperationRunner runner) : ProviderOperation<SuspendManagedOrganization.Request, Done>(runner)
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
            case OrganizationState.Suspended:
                return Done.Instance;
            case OrganizationState.PendingDeletion:
                return new OrganizationPendingDeletion(organization.Name);
        }

        organization.State = OrganizationState.Suspended;
        work.Record(new OrganizationSuspended(organization.Id, organization.Name, work.ChangesOf(organization)));
        return Done.Instance;
    }
}

public sealed record OrganizationSuspended(ObjectId Id, string Name, IReadOnlyList<FieldChange> Fields) : AuditEvent
{
    public override string Summary => $"Suspended the organization {Name}";
    public override ObjectId? TargetId => Id;
    public override string TargetName => Name;
    public override ObjectId? OrganizationId => Id;
    public override IReadOnlyList<FieldChange> Changes => Fields;
}

public sealed record OrganizationPendingDeletion(string Name)
    : Conflict("organization-pending-deletion", $"{Name} is to be deleted. Restore it first.");
