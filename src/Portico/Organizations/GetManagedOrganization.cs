using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Storage;
using Portico.Settings;

namespace Portico.Organizations;

/// <summary>One organization with all that the dashboard shows in place.</summary>
public sealed class GetManagedOrganization(OperationRunner runner) : OrganizationQuery<Nothing, GetManagedOrganization.Result>(runner)
{
    /// <param name="Id">The organization's id.</param>
    /// <param name="Name">Unique among those of its provider.</param>
    /// <param name="State">Whether its people may sign in.</param>
    /// <param name="DeletionDueAt">When it is deleted for good; null unless its deletion is pending.</param>
    /// <param name="CreatedAt">When it was added.</param>
    /// <param name="Users">How many users it has.</param>
    /// <param name="Systems">How many systems it has.</param>
    /// <param name="Applications">How many applications it has.</param>
    /// <param name="ContactName">Whom to ask there.</param>
    /// <param name="ContactEmail">The contact's address.</param>
    /// <param name="Accent">Its accent colour, 0 to 11.</param>
    /// <param name="LogoHash">SHA-256 of the logo in lower-case hexadecimal; null without one.</param>
    /// <param name="PasswordRequirements">What is demanded of its users' passwords, in words.</param>
    /// <param name="Version">What an edit is based on; the ETag.</param>
    public sealed record Result(
        ObjectId Id,
        string Name,
        OrganizationState State,
        DateTimeOffset? DeletionDueAt,
        DateTimeOffset CreatedAt,
        int Users,
        int Systems,
        int Applications,
        string? ContactName,
        string? ContactEmail,
        int Accent,
        string? LogoHash,
        string PasswordRequirements,
        int Version
    );

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, Work work, CancellationToken ct)
    {
        var found = await (
            from o in work.Db.Set<ManagedOrganization>()
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
            .SingleAsync(ct);
        var (organization, counted) = (found.Organization, found.Counters);
        return new Result(
            organization.Id,
            organization.Name,
            organization.State,
            organization.DeletionDueAt,
            organization.CreatedAt,
            counted.Users,
            counted.Systems,
            counted.Applications,
            organization.ContactName,
            organization.ContactEmail,
            organization.Accent,
            organization.LogoHash,
            PasswordRequirementsWords.Of(found.Security),
            organization.Version
        );
    }
}
