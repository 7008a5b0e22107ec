using Portico.Platform.Operations;
using Portico.Settings;

namespace Portico.Users.ProviderSide;

/// <summary>
/// Users over all organizations of a scope by how they stand with multifactor authentication, which each organization's settings decide
/// too. The same as <see cref="UserMfaRules"/> says of one.
/// </summary>
internal static class MfaAcross
{
    public static IQueryable<User> With(this IQueryable<User> users, UserMfaStatus status, Work work)
    {
        var (settings, now) = (work.Db.Set<SecuritySettings>(), work.Now);
        var without = users.Where(u => u.SealedTotpSecret == null && u.Passkeys == 0);
        return status switch
        {
            UserMfaStatus.Enrolled => users.Where(u => u.SealedTotpSecret != null || u.Passkeys > 0),
            UserMfaStatus.NotRequired => without.Where(u =>
                !u.RequiresMfa
                && !settings.Any(s =>
                    s.OrganizationId == u.OrganizationId
                    && (s.UserMfa == UserMfa.RequiredForAll || (s.UserMfa == UserMfa.RequiredByGroup && u.GroupsRequiringMfa > 0))
                )
            ),
            UserMfaStatus.Exempt => Asked(without.Where(u => u.MfaExemptUntil != null && u.MfaExemptUntil > now), settings),
            _ => Asked(without.Where(u => u.MfaExemptUntil == null || u.MfaExemptUntil <= now), settings),
        };
    }

    /// <summary>
    /// Whom nothing but the three ways of asking leads to: each has an index that holds no others, where a scan of all users would find
    /// few. Nobody is found twice.
    /// </summary>
    public static IQueryable<User> Missing(Work work)
    {
        var now = work.Now;
        var settings = work.Db.Set<SecuritySettings>();
        var users = work
            .Db.Set<User>()
            .Where(u => u.SealedTotpSecret == null && u.Passkeys == 0)
            .Where(u => u.MfaExemptUntil == null || u.MfaExemptUntil <= now);
        var byOrganization =
            from s in settings
            where s.UserMfa == UserMfa.RequiredForAll
            join u in users on s.OrganizationId equals u.OrganizationId
            where !u.RequiresMfa
            select u;
        var byGroup =
            from u in users
            where u.GroupsRequiringMfa > 0 && !u.RequiresMfa
            where settings.Any(s => s.OrganizationId == u.OrganizationId && s.UserMfa == UserMfa.RequiredByGroup)
            select u;
        return users.Where(u => u.RequiresMfa).Concat(byOrganization).Concat(byGroup);
    }

    private static IQueryable<User> Asked(IQueryable<User> users, IQueryable<SecuritySettings> settings) =>
        users.Where(u =>
            u.RequiresMfa
            || settings.Any(s =>
                s.OrganizationId == u.OrganizationId
                && (s.UserMfa == UserMfa.RequiredForAll || (s.UserMfa == UserMfa.RequiredByGroup && u.GroupsRequiringMfa > 0))
            )
        );
}
