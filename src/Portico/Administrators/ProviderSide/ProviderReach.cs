using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators.ProviderSide;

/// <summary>What someone with chosen organizations may see and change of his colleagues.</summary>
internal static class ProviderReach
{
    /// <summary>The administrators who reach no organization but those of the one who acts.</summary>
    public static IQueryable<ProviderMembership> WithinReach(this Work work) => work.WithinReach<ProviderMembership>();

    /// <summary>The places in the provider that reach no organization but those of the one who acts.</summary>
    public static IQueryable<T> WithinReach<T>(this Work work)
        where T : ProviderPlace
    {
        var members = work.Db.Set<T>();
        if (work.Scope.Kind is not ScopeKind.ChosenOrganizations)
        {
            return members;
        }

        var (access, you) = (work.Db.Set<OrganizationAccess>(), work.Scope.MembershipId);
        return members.Where(m =>
            !m.AllOrganizations
            && !access.Any(a => a.MembershipId == m.Id && !access.Any(y => y.MembershipId == you && y.OrganizationId == a.OrganizationId))
        );
    }

    /// <summary>Who reaches which organizations, as far as these are the acting one's own.</summary>
    public static IQueryable<OrganizationAccess> VisibleAccess(this Work work)
    {
        var access = work.Db.Set<OrganizationAccess>();
        var you = work.Scope.MembershipId;
        return work.Scope.Kind is ScopeKind.ChosenOrganizations
            ? access.Where(a => access.Any(y => y.MembershipId == you && y.OrganizationId == a.OrganizationId))
            : access;
    }
}
