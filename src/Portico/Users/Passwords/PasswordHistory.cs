using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Settings;
using Portico.Users.Credentials;

namespace Portico.Users.Passwords;

/// <summary>Keeps the passwords that a user had, as many as the organization refuses.</summary>
public static class PasswordHistory
{
    /// <summary>The hashes to try a new password against, newest first, the current one before all.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(
        IQueryable<FormerPassword> all,
        UserIdentity user,
        SecuritySettings settings,
        CancellationToken ct
    )
    {
        if (settings.HistoryLength is not { } length)
        {
            return [];
        }

        var former = await all.Where(p => p.OrganizationId == user.OrganizationId && p.UserId == user.Id)
            .OrderByDescending(p => p.Id)
            .Take(length)
            .Select(p => p.Hash)
            .ToListAsync(ct);
        return user.PasswordHash is { } current ? [current, .. former] : former;
    }

    /// <summary>Puts the user's current password, which is about to be replaced, among the former ones, and drops those too old to count.</summary>
    public static async Task KeepAsync(DbContext db, UserIdentity user, SecuritySettings settings, ObjectId id, CancellationToken ct)
    {
        // The new password is the first of those that the settings refuse, so one less of the former ones is needed.
        var kept = Math.Max(0, (settings.HistoryLength ?? 0) - 1);
        var former = await db.Set<FormerPassword>()
            .Where(p => p.OrganizationId == user.OrganizationId && p.UserId == user.Id)
            .OrderByDescending(p => p.Id)
            .ToListAsync(ct);
        var isAdded = kept > 0 && user.PasswordHash is not null;
        db.RemoveRange(former.Skip(isAdded ? kept - 1 : kept));
        if (isAdded)
        {
            db.Add(
                new FormerPassword
                {
                    OrganizationId = user.OrganizationId,
                    UserId = user.Id,
                    Id = id,
                    Hash = user.PasswordHash!,
                }
            );
        }
    }
}

/// <summary>The user had this password, and the organization refuses it therefore.</summary>
public sealed record PasswordUsedBefore(string Name) : Platform.Operations.Invalid(FormerPasswords.Code, FormerPasswords.Problem, Name);
