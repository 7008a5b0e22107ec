using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Organizations;

/// <summary>What every page of an organization shows of it, and who its reader is there.</summary>
public sealed class GetOrganizationHeader(OperationRunner runner) : OrganizationQuery<Nothing, GetOrganizationHeader.Result>(runner)
{
    /// <summary>
    /// Whether the reader came as the provider's staff (who have the Multi-Tenant Portal menu), and the role of the membership through
    /// which he came.
    /// </summary>
    public sealed record Result(
        ObjectId Id,
        string Name,
        int Accent,
        string? LogoHash,
        OrganizationState State,
        DateTimeOffset? DeletionDueAt,
        bool IsProviderStaff,
        Role Role
    )
    {
        public string Path => $"/organizations/{Id}";

        public string? LogoUrl => OrganizationRoutes.LogoUrl(Id, LogoHash);

        /// <summary>For what a page offers; the operations ask for themselves.</summary>
        public bool Grants(Permission permission) => Role.Grants(permission);
    }

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, Work work, CancellationToken ct)
    {
        var isStaff = work.Scope.ActsForProvider;
        var role = work.Scope.Role;
        return await work
            .Db.Set<ManagedOrganization>()
            .Select(o => new Result(o.Id, o.Name, o.Accent, o.LogoHash, o.State, o.DeletionDueAt, isStaff, role))
            .SingleAsync(ct);
    }
}
