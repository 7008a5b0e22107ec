using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.SingleSignOn.Saml.Settings;
using Portico.SingleSignOn.Saml.SigningIn;
using Portico.Users.Credentials;

namespace Portico.SingleSignOn.Saml.Logout;

/// <summary>What hangs on the sessions of the user portal.</summary>
internal static class SamlSessions
{
    /// <summary>When the same user signs in once more in the same browser, what applications know of the former session belongs to the new one.</summary>
    public static async Task MoveAsync(AccountWork work, UserCredential user, List<UserSession> ended, ObjectId to, CancellationToken ct)
    {
        foreach (var former in ended.Where(s => s.UserId == user.Id))
        {
            var (organization, id) = (former.OrganizationId, former.Id);
            var told = await work
                .Db.Set<SamlSession>()
                .Where(s => s.OrganizationId == organization && s.UserSessionId == id)
                .ToListAsync(ct);
            told.ForEach(s => s.UserSessionId = to);
        }
    }

    /// <summary>
    /// Notes whom to tell that these sessions end, before they do; answers the token under which the browser goes from one to the next, or
    /// null when there is nobody to tell.
    /// </summary>
    public static async Task<SecretToken?> BeginLogoutAsync(
        AccountWork work,
        IReadOnlyList<UserSession> ending,
        LogoutInitiator? initiator,
        CancellationToken ct,
        string? returnUri = null
    )
    {
        var (organization, ids) = (ending[0].OrganizationId, ending.Select(s => s.Id).ToList());
        var told = await (
            from s in work.Db.Set<SamlSession>()
            where s.OrganizationId == organization && ids.Contains(s.UserSessionId)
            join p in work.Db.Set<SamlSettings>()
                on new { s.OrganizationId, s.ApplicationId } equals new { p.OrganizationId, p.ApplicationId }
            where p.SloUrl != null && p.EntityId != ""
            orderby s.Id
            select s
        )
            .AsNoTracking()
            .ToListAsync(ct);
        var others = told.FindAll(s => s.ApplicationId != initiator?.ApplicationId);
        if (others.Count is 0 && initiator is null)
        {
            return null;
        }

        var token = SecretToken.Create();
        work.Db.Add(
            new SamlLogout
            {
                OrganizationId = organization,
                Id = work.NewId(),
                TokenHash = token.Hash,
                InitiatorId = initiator?.ApplicationId,
                InitiatorRequestId = initiator?.RequestId,
                InitiatorRelayState = initiator?.RelayState,
                ReturnUri = returnUri,
                Remaining = others.ConvertAll(s => new SamlLogoutStep(s.ApplicationId, s.NameId, s.NameIdFormat, s.SessionIndex)),
                ExpiresAt = work.Now + SamlLogout.Lifetime,
            }
        );
        return token;
    }
}

/// <summary>The service provider that asked for a logout, and is to be answered.</summary>
internal sealed record LogoutInitiator(ObjectId ApplicationId, string RequestId, string? RelayState);
