using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using Portico.SingleSignOn.OpenIdConnect.Tokens;
using Portico.Users.Credentials;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Portico.SingleSignOn.OpenIdConnect.Logout;

/// <summary>What hangs on the sessions of the user portal.</summary>
internal static class OpenIdSessions
{
    /// <summary>When the same user signs in once more in the same browser, what applications know of the former session belongs to the new one.</summary>
    /// <param name="db">Of an operation in the organization, or on accounts.</param>
    /// <param name="former">The session that ended.</param>
    /// <param name="to">The new one's id.</param>
    /// <param name="ct">Ends the request.</param>
    public static async Task MoveAsync(DbContext db, UserSession former, ObjectId to, CancellationToken ct)
    {
        var (organization, id) = (former.OrganizationId, former.Id);
        var given = await db.Set<OpenIdGrant>().Where(g => g.OrganizationId == organization && g.UserSessionId == id).ToListAsync(ct);
        given.ForEach(g => g.UserSessionId = to);
    }

    /// <summary>Takes back all that a user granted: no token of it counts any more, whether a session goes on or not.</summary>
    public static async Task RevokeAsync(DbContext db, ObjectId organization, ObjectId user, CancellationToken ct)
    {
        var given = await db.Set<OpenIdGrant>()
            .Where(g => g.OrganizationId == organization && g.UserId == user && g.Status == Statuses.Valid)
            .ToListAsync(ct);
        given.ForEach(g => g.Status = Statuses.Revoked);
    }

    /// <summary>Notes whom to tell that these sessions end; they are told when it is kept. What was granted without the user goes on.</summary>
    public static async Task EndAsync(
        DbContext db,
        IReadOnlyCollection<UserSession> ending,
        DateTimeOffset now,
        Func<ObjectId> newId,
        CancellationToken ct
    )
    {
        foreach (var session in ending.Where(s => s.Stage is UserSessionStage.SignedIn))
        {
            var (organization, id) = (session.OrganizationId, session.Id);
            var told = await (
                from g in db.Set<OpenIdGrant>()
                where g.OrganizationId == organization && g.UserSessionId == id && g.Status == Statuses.Valid && g.Subject != null
                join s in db.Set<OpenIdSettings>()
                    on new { g.OrganizationId, g.ApplicationId } equals new { s.OrganizationId, s.ApplicationId }
                where s.BackChannelLogoutUri != null
                select g
            ).ToListAsync(ct);
            db.AddRange(
                told.Select(g => new OpenIdLogoutNotice
                {
                    OrganizationId = organization,
                    Id = newId(),
                    ApplicationId = g.ApplicationId,
                    SessionName = g.Id.ToString(),
                    Subject = g.Subject!,
                    CreatedAt = now,
                    DueAt = now,
                })
            );
        }
    }
}
