using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;

namespace Portico.Organizations;

/// <summary>
/// Begins the cooling-off period of an organization: from now on nobody of it signs in, and after <see cref="CoolingOff"/> it is
/// deleted for good, unless it is restored before.
/// </summary>
public sealed class DeleteManagedOrganization(OperationRunner runner) : ProviderOperation<DeleteManagedOrganization.Request, Done>(runner)
{
    public static readonly TimeSpan CoolingOff = TimeSpan.FromDays(30);

    [ValidatableType]
    public sealed record Request
    {
        [JsonIgnore]
        public ObjectId OrganizationId { get; set; }

        /// <summary>The organization's name, typed by the person who deletes it.</summary>
        [Display(Name = "Organization name")]
        [Required(ErrorMessage = "Type the organization's name.")]
        [OneLine]
        public string Name { get; set; } = "";
    }

    protected internal override Permission Needs => Permission.ManageOrganizations;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var organization = await work.Db.Set<ManagedOrganization>().SingleOrDefaultAsync(o => o.Id == request.OrganizationId, ct);
        if (organization is null)
        {
            return new NothingHere();
        }

        if (!string.Equals(request.Name.Trim(), organization.Name, StringComparison.Ordinal))
        {
            return new OrganizationNameMistyped(organization.Name);
        }

        if (organization.State is OrganizationState.PendingDeletion)
        {
            return Done.Instance;
        }

        organization.State = OrganizationState.PendingDeletion;
        organization.DeletionDueAt = work.Now + CoolingOff;
        work.Record(new OrganizationDeletionAsked(organization.Id, organization.Name, work.ChangesOf(organization)));
        return Done.Instance;
    }
}

public sealed record OrganizationDeletionAsked(ObjectId Id, string Name, IReadOnlyList<FieldChange> Fields) : AuditEvent
{
    public override string Summary => $"Asked for the organization {Name} to be deleted";
    public override ObjectId? TargetId => Id;
    public override string TargetName => Name;
    public override ObjectId? OrganizationId => Id;
    public override IReadOnlyList<FieldChange> Changes => Fields;
}

public sealed record OrganizationNameMistyped(string Name)
    : Invalid("organization-name-mistyped", $"Type the name exactly as it is: {Name}", nameof(DeleteManagedOrganization.Request.Name));
