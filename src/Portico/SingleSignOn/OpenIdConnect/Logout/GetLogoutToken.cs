using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.SingleSignOn.OpenIdConnect.Keys;
using Portico.SingleSignOn.OpenIdConnect.Settings;

namespace Portico.SingleSignOn.OpenIdConnect.Logout;

/// <summary>What an application is told when a session ends, signed (OpenID Connect Back-Channel Logout §2.4).</summary>
public sealed class GetLogoutToken(OperationRunner runner, OpenIdKeyring keyring, OpenIdAddresses addresses)
    : ApplicationQuery<GetLogoutToken.Request, GetLogoutToken.Result>(runner)
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    /// <param name="ApplicationId">Who is told.</param>
    /// <param name="SessionName">As it knows the session.</param>
    /// <param name="Subject">As it knows the user.</param>
    public sealed record Request(ObjectId ApplicationId, string SessionName, string Subject);

    /// <param name="Uri">Where the token goes.</param>
    /// <param name="Token">What goes there.</param>
    public sealed record Result(string Uri, string Token);

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var settings = await work
            .Db.Set<OpenIdSettings>()
            .AsNoTracking()
            .SingleOrDefaultAsync(s => s.ApplicationId == request.ApplicationId, ct);
        var keys = await work.Db.Set<OpenIdKey>().AsNoTracking().ToListAsync(ct);
        if (settings?.BackChannelLogoutUri is not { } uri || keys.SigningAt(settings.Algorithm, work.Now) is not { } key)
        {
            return new NothingHere();
        }

        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                TokenType = "logout+jwt",
                Issuer = addresses.IssuerOf(settings.OrganizationId),
                Audience = settings.ApplicationId.ToString(),
                IssuedAt = work.Now.UtcDateTime,
                Expires = (work.Now + Lifetime).UtcDateTime,
                SigningCredentials = keyring.SignerOf(key),
                Claims = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["sub"] = request.Subject,
                    ["sid"] = request.SessionName,
                    ["jti"] = work.NewId().ToString(),
                    ["events"] = new Dictionary<string, object>(StringComparer.Ordinal)
                    {
                        [Event] = new Dictionary<string, object>(StringComparer.Ordinal),
                    },
                },
            }
        );
        return new Result(uri, token);
    }
}
