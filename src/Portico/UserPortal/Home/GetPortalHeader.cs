using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Settings;
using Portico.UserPortal.Front;

namespace Portico.UserPortal.Home;

/// <summary>What stands around every page of the user portal: whose it is, who is signed in, and what is to be done soon.</summary>
public sealed class GetPortalHeader(OperationRunner runner) : UserQuery<Nothing, GetPortalHeader.Result>(runner)
{
    /// <param name="Organization">As at the door.</param>
    /// <param name="Name">The user's name.</param>
    /// <param name="Email">The user's address.</param>
    /// <param name="MfaDueAt">Until when a second factor is to be enrolled; null when none is missing.</param>
    /// <param name="PasswordExpiresAt">Within the next seven days; null otherwise.</param>
    public sealed record Result(
        GetPortalFront.Result Organization,
        string Name,
        string Email,
        DateTimeOffset? MfaDueAt,
        DateTimeOffset? PasswordExpiresAt
    );

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, Work work, CancellationToken ct)
    {
        var organization = await work.Db.Set<OrganizationEntry>().AsNoTracking().SingleAsync(o => o.Id == work.Scope.OrganizationId, ct);
        var settings = await work.Db.Set<SecuritySettings>().AsNoTracking().SingleAsync(ct);
        var user = await work.OwnUserAsync(ct);
        return new Result(
            GetPortalFront.Result.Of(organization),
            user.FullName,
            user.Email,
            MfaOfUsers.DueAt(user, settings, work.Now),
            user.PasswordExpiresAt <= work.Now.AddDays(7) ? user.PasswordExpiresAt : null
        );
    }
}
