using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Storage;
using Portico.Settings;

namespace Portico.Organizations;

/// <summary>One organization as the provider's dashboard shows it in place.</summary>
public sealed class GetManagedOrganization(OperationRunner runner)
    : ProviderQuery<GetManagedOrganization.Request, GetManagedOrganization.Result>(runner)
{
    public sealed record Request
    {
        public ObjectId OrganizationId { get; set; }
    }

    /// <summary>The password requirements are in words; the version is what an edit is based on.</summary>
    public sealed record Result(
        ObjectId Id,
        string Name,
        OrganizationState State,
        DateTimeOffset? DeletionDueAt,
        int Users,
        int Systems,
        int Applications,
        string? ContactName,
        string? ContactEmail,
        string PasswordRequirements,
        int Version
    );

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var found = await (
            from o in work.Db.Set<ManagedOrganization>()
            where o.Id == request.OrganizationId
            join counters in work.Db.Set<OrganizationCounters>() on o.Id equals counters.OrganizationId
            join security in work.Db.Set<SecuritySettings>() on o.Id equals security.OrganizationId
            select new
            {
                Organization = o,
                Counters = counters,
                Security = security,
            }
        )
            .AsNoTracking()
            .FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return new NothingHere();
        }

        var (organization, counted) = (found.Organization, found.Counters);
        return new Result(
            organization.Id,
            organization.Name,
            organization.State,
            organization.DeletionDueAt,
            counted.Users,
            counted.Systems,
            counted.Applications,
            organization.ContactName,
            organization.ContactEmail,
            PasswordRequirementsWords.Of(found.Security),
            organization.Version
        );
    }
}
