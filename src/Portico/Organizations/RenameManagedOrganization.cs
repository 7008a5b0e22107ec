using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;

namespace Portico.Organizations;

/// <summary>Gives an organization another name.</summary>
public sealed class RenameManagedOrganization(OperationRunner runner) : ProviderOperation<RenameManagedOrganization.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [JsonIgnore]
        public ObjectId OrganizationId { get; set; }

        [Display(Name = "Organization name")]
        [Required(ErrorMessage = "Enter the organization's name.")]
        [StringLength(ManagedOrganization.NameMaxLength, ErrorMessage = "Names have at most 255 characters.")]
        [OneLine]
        public string Name { get; set; } = "";

        /// <summary>The version that the reader saw; null to rename whatever it was called meanwhile.</summary>
        [JsonIgnore]
        public int? Version { get; set; }
    }

    protected internal override Permission Needs => Permission.ManageOrganizations;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (work.Scope.Kind is ScopeKind.ChosenOrganizations)
        {
            // A name is unique among all of the provider's: whoever may try names would learn of organizations that are not his.
            return new RoleTooWeak();
        }

        var organization = await work.Db.Set<ManagedOrganization>().SingleOrDefaultAsync(o => o.Id == request.OrganizationId, ct);
        if (organization is null)
        {
            return new NothingHere();
        }

        if (Work.ChangedSince(organization, request.Version) is { } changedMeanwhile)
        {
            return changedMeanwhile;
        }

        var oldName = organization.Name;
        organization.Rename(request.Name);
        if (string.Equals(oldName, organization.Name, StringComparison.Ordinal))
        {
            return Done.Instance;
        }

        var (id, key) = (organization.Id, organization.NameKey);
        if (await work.Db.Set<ManagedOrganization>().AnyAsync(o => o.NameKey == key && o.Id != id, ct))
        {
            return new OrganizationNameTaken(organization.Name);
        }

        work.Record(new OrganizationRenamed(organization.Id, oldName, organization.Name, work.ChangesOf(organization)));
        return Done.Instance;
    }
}

public sealed record OrganizationRenamed(ObjectId Id, string OldName, string Name, IReadOnlyList<FieldChange> Fields) : AuditEvent
{
    public override string Summary => $"Renamed the organization {OldName} to {Name}";
    public override ObjectId? TargetId => Id;
    public override string TargetName => Name;
    public override ObjectId? OrganizationId => Id;
    public override IReadOnlyList<FieldChange> Changes => Fields;
}
