using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Users.Actions;

/// <summary>
/// Keeps whoever helps users from getting into an account with more rights than his own: the person behind a user may be an
/// administrator too, under the same address.
/// </summary>
internal static class UserReach
{
    public static async Task<UserBeyondYourReach?> BeyondAsync(User user, Work work, CancellationToken ct)
    {
        if (work.Actor is Actor.Job || work.Scope.Role is Role.Administrator)
        {
            return null;
        }

        string[] addresses = user.AlternateEmail is { } other ? [user.Email, other] : [user.Email];
        var own = work.Db.Set<OrganizationMembership>().Where(m => addresses.Contains(m.Email) && !m.IsSuspended).Select(m => m.Role);
        var staff = work.Db.Set<ProviderMembership>().Where(m => addresses.Contains(m.Email) && !m.IsSuspended).Select(m => m.Role);
        Role[] roles = [.. await own.ToListAsync(ct), .. await staff.ToListAsync(ct)];
        return Array.TrueForAll(roles, r => r.IsWithin(work.Scope.Role)) ? null : new UserBeyondYourReach(user.FullName);
    }
}
