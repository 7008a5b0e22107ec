using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Users.Callers;

/// <summary>Where an organization demands it, nobody resets what a user signs in with before the caller was verified.</summary>
internal static class CallerRules
{
    /// <summary>Null when the caller was verified by whoever acts, when the organization does not demand it, and for Portico's own work.</summary>
    public static async Task<CallerNotVerifiedYet?> MissingAsync(User user, Work work, CancellationToken ct)
    {
        if (
            work.Actor is Actor.Job
            || !await work.Db.Set<DirectorySettings>().Select(s => s.RequiresCallerVerification).SingleOrDefaultAsync(ct)
        )
        {
            return null;
        }

        var (verifier, since) = (VerifierOf(work), work.Now - CallerVerification.Validity);
        var isVerified = await work
            .Db.Set<CallerVerification>()
            .AnyAsync(v => v.UserId == user.Id && v.VerifierId == verifier && v.VerifiedAt > since, ct);
        return isVerified ? null : new CallerNotVerifiedYet(user.FullName);
    }

    /// <summary>Who verifies: a person, or a key that belongs to none.</summary>
    public static ObjectId VerifierOf(Work work) => work.AdministratorId ?? (work.Actor as Actor.ProviderKey)?.MembershipId ?? default;
}

/// <summary>The organization wants callers verified before they are helped.</summary>
public sealed record CallerNotVerifiedYet(string Name)
    : Conflict("caller-not-verified", $"Verify first that it is {Name} who asks: send a code and have it told to you.");
