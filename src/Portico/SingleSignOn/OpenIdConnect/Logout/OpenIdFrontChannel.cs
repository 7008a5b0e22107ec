using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using Portico.SingleSignOn.OpenIdConnect.Tokens;
using Portico.Users.Credentials;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Portico.SingleSignOn.OpenIdConnect.Logout;

/// <summary>Applications that are told through the browser that a session ended (OpenID Connect Front-Channel Logout §3).</summary>
public sealed class OpenIdFrontChannel(OpenIdAddresses addresses)
{
    /// <summary>How many a page opens at once.</summary>
    private const int Most = 50;

    /// <summary>The addresses that the browser opens in frames, before these sessions end; those signed in to last come first.</summary>
    /// <param name="db">Of an operation on accounts.</param>
    /// <param name="ending">The sessions of this browser that are about to end.</param>
    /// <param name="ct">Ends the request.</param>
    internal async Task<IReadOnlyList<string>> AddressesAsync(DbContext db, IReadOnlyCollection<UserSession> ending, CancellationToken ct)
    {
        List<string> found = [];
        foreach (var session in ending.Where(s => s.Stage is UserSessionStage.SignedIn))
        {
            var (organization, id) = (session.OrganizationId, session.Id);
            var told = await (
                from g in db.Set<OpenIdGrant>()
                where g.OrganizationId == organization && g.UserSessionId == id && g.Status == Statuses.Valid
                join s in db.Set<OpenIdSettings>()
                    on new { g.OrganizationId, g.ApplicationId } equals new { s.OrganizationId, s.ApplicationId }
                where s.FrontChannelLogoutUri != null
                orderby g.Id descending
                select new
                {
                    g.Id,
                    Uri = s.FrontChannelLogoutUri!,
                    NamesSession = s.FrontChannelLogoutNamesSession,
                }
            )
                .Take(Most)
                .ToListAsync(ct);
            var issuer = addresses.IssuerOf(organization);
            found.AddRange(
                told.Select(t =>
                    t.NamesSession
                        ? QueryHelpers.AddQueryString(
                            t.Uri,
                            [KeyValuePair.Create("iss", (string?)issuer), KeyValuePair.Create("sid", (string?)t.Id.ToString())]
                        )
                        : t.Uri
                )
            );
        }

        return [.. found.Distinct(StringComparer.Ordinal).Take(Most)];
    }
}
