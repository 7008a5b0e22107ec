using Microsoft.EntityFrameworkCore;
using Portico.Applications;
using Portico.Assignments;
using Portico.Platform.Operations;
using Portico.Users;

namespace Portico.SingleSignOn.Testing;

/// <summary>Something that stands between a user and an application, whatever it speaks.</summary>
/// <param name="Code">For programs.</param>
/// <param name="Words">What stands in the way, and what to do.</param>
public sealed record SignInObstacle(string Code, string Words)
{
    internal static readonly SignInObstacle NoFactor = new(
        "application-requires-mfa",
        "The application asks for a second factor, and the user has none yet."
    );

    /// <summary>The user of that username or e-mail address; null when there is none.</summary>
    internal static Task<User?> FindUserAsync(string typed, Work work, CancellationToken ct)
    {
        var name = typed.Trim().ToLowerInvariant();
        return work.Db.Set<User>().AsNoTracking().FirstOrDefaultAsync(u => u.Username == name || u.Email == name, ct);
    }

    /// <summary>Those that no setting of the protocol makes.</summary>
    internal static async Task<List<SignInObstacle>> OfAsync(Application application, User? user, Work work, CancellationToken ct)
    {
        var found = new List<SignInObstacle>();
        if (user is null)
        {
            found.Add(new("no-such-user", "This organization has no user of this name."));
        }
        else
        {
            if (user.State is not UserState.Activated)
            {
                found.Add(new("user-not-active", "The user cannot sign in to the portal: the account is not active."));
            }

            if (!await Assigned.ApplicationsOf(user.Id, work).ContainsAsync(application.Id, ct))
            {
                found.Add(new("application-not-assigned", "The application is assigned neither to the user nor to a group of the user."));
            }
        }

        if (application.IsSuspended)
        {
            found.Add(new("application-suspended", "The application is suspended: nobody signs in to it."));
        }

        return found;
    }
}
