using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Platform.Storage;
using Portico.Settings;

namespace Portico.Organizations;

/// <summary>Adds a customer organization to the provider.</summary>
public sealed class AddManagedOrganization(OperationRunner runner)
    : ProviderOperation<AddManagedOrganization.Request, AddManagedOrganization.Result>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [Display(Name = "Organization name")]
        [Required(ErrorMessage = "Enter the organization's name.")]
        [StringLength(ManagedOrganization.NameMaxLength, ErrorMessage = "Names have at most 255 characters.")]
        [OneLine]
        public string Name { get; set; } = "";
    }

    public sealed record Result(ObjectId Id, string Name);

    protected internal override Permission Needs => Permission.ManageOrganizations;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (work.Scope.Kind is ScopeKind.ChosenOrganizations)
        {
            // Whoever sees a chosen set could not see what he just added.
            return new RoleTooWeak();
        }

        var organization = ManagedOrganization.Create(work.NewId(), work.Scope.ProviderId, request.Name, work.Now);
        if (await work.Db.Set<ManagedOrganization>().AnyAsync(o => o.NameKey == organization.NameKey, ct))
        {
            return new OrganizationNameTaken(organization.Name);
        }

        work.Db.Add(organization);
        work.Db.Add(new OrganizationCounters { OrganizationId = organization.Id });
        work.Db.Add(new SecuritySettings { OrganizationId = organization.Id });
        work.Record(new OrganizationAdded(organization.Id, organization.Name));
        return new Result(organization.Id, organization.Name);
    }
}

public sealed record OrganizationAdded(ObjectId Id, string Name) : AuditEvent
{
    public override string Summary => $"Added the organization {Name}";
    public override ObjectId? TargetId => Id;
    public override string TargetName => Name;
    public override ObjectId? OrganizationId => Id;
}

public sealed record OrganizationNameTaken(string Name)
    : Conflict("organization-name-taken", $"You already have an organization named {Name}.", nameof(AddManagedOrganization.Request.Name));
