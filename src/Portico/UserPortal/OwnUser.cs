using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Users;

namespace Portico.UserPortal;

/// <summary>The user who acts, inside the organization.</summary>
internal static class OwnUser
{
    public static ObjectId OwnUserId(this Work work) =>
        (work.Actor as Actor.User)?.UserId ?? throw new InvalidOperationException("It is no user who acts.");

    public static Task<User> OwnUserAsync(this Work work, CancellationToken ct)
    {
        var id = work.OwnUserId();
        return work.Db.Set<User>().SingleAsync(u => u.Id == id, ct);
    }
}
