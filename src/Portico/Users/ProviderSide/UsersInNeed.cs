using Portico.Platform.Operations;

namespace Portico.Users.ProviderSide;

/// <summary>The users with a need over all organizations of a scope. Each has an index of its own that holds no others.</summary>
internal static class UsersInNeed
{
    public static IQueryable<User> Of(UserNeed need, Work work)
    {
        var users = work.Db.Set<User>();
        var (now, soon) = (work.Now, work.Now.AddDays(7));
        return need switch
        {
            UserNeed.LockedOut => users.Where(u => u.LockedAt != null && (u.LockedUntil == null || u.LockedUntil > now)),
            UserNeed.PasswordExpired => users.Where(u =>
                u.PasswordExpiresAt != null && u.PasswordExpiresAt <= now && u.State == UserState.Activated
            ),
            UserNeed.PasswordExpiring => users.Where(u =>
                u.PasswordExpiresAt != null && u.PasswordExpiresAt > now && u.PasswordExpiresAt <= soon && u.State == UserState.Activated
            ),
            UserNeed.Staged => users.Where(u => u.State == UserState.Staged),
            UserNeed.Pending => users.Where(u => u.PasswordHash == null && u.State == UserState.Activated),
            _ => MfaAcross.Missing(work).Where(u => u.State == UserState.Activated),
        };
    }
}
