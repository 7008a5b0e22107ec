using Microsoft.EntityFrameworkCore;
using Portico.Organizations;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;

namespace Portico.Settings;

/// <summary>Takes the organization's logo away; its initials stand in its place.</summary>
public sealed class RemoveOrganizationLogo(OperationRunner runner) : OrganizationOperation<Nothing, Done>(runner)
{
    protected internal override Permission Needs => Permission.ManageSettings;

    protected internal override async Task<Outcome<Done>> HandleAsync(Nothing request, Work work, CancellationToken ct)
    {
        var logo = await work.Db.Set<OrganizationLogo>().SingleOrDefaultAsync(ct);
        if (logo is null)
        {
            return Done.Instance;
        }

        var organization = await work.Db.Set<ManagedOrganization>().SingleAsync(ct);
        organization.LogoHash = null;
        work.Db.Remove(logo);
        work.Record(new OrganizationLogoRemoved(organization.Name, LogoWords.Of(logo.ContentType, logo.Content.Length)));
        return Done.Instance;
    }
}

public sealed record OrganizationLogoRemoved(string Name, string Old) : AuditEvent
{
    public override string Summary => "Removed the logo";
    public override string TargetName => Name;
    public override IReadOnlyList<FieldChange> Changes => [new("Logo", Old, New: null)];
}
