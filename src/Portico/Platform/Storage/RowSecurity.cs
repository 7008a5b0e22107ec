using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;

namespace Portico.Platform.Storage;

/// <summary>PostgreSQL's own fence: the role and the settings that the row policies of <see cref="RowPolicies"/> compare with.</summary>
internal static class RowSecurity
{
    public const string OrganizationRole = "portico_organization";
    public const string ProviderRole = "portico_provider";

    /// <summary>For the rest of the transaction this connection is that scope, and nothing else; it ends with the transaction.</summary>
    public static Task EnterAsync(DbContext db, OrganizationScope scope, CancellationToken ct)
    {
        var organization = scope.Kind is ScopeKind.Organization ? scope.OrganizationId.ToString() : "";
        var provider = scope.HasProvider ? scope.ProviderId.ToString() : "";
        var membership = scope.Kind is ScopeKind.ChosenOrganizations ? scope.MembershipId.ToString()! : "";
        var role = scope.Kind is ScopeKind.Organization ? OrganizationRole : ProviderRole;
        // Role and settings in one round trip; set_config's third argument keeps them local to the transaction.
        return db.Database.ExecuteSqlAsync(
            $"""
            select set_config('role', {role}, true), set_config('portico.organization', {organization}, true),
                   set_config('portico.provider', {provider}, true), set_config('portico.membership', {membership}, true)
            """,
            ct
        );
    }
}
