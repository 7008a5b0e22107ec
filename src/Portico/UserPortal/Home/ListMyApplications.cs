using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Portico.Applications;
using Portico.Assignments;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.SingleSignOn.OpenIdConnect;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using Portico.SingleSignOn.Saml.Settings;

namespace Portico.UserPortal.Home;

/// <summary>The applications that are assigned to the user, or to one of the user's groups, by name.</summary>
public sealed class ListMyApplications(OperationRunner runner, OpenIdAddresses addresses)
    : UserQuery<Nothing, IReadOnlyList<ListMyApplications.Tile>>(runner)
{
    /// <param name="Id">The application's id.</param>
    /// <param name="Name">As the organization calls it.</param>
    /// <param name="CanOpen">Whether a click signs in to it: it is set up, and not suspended.</param>
    /// <param name="Address">Where it begins a sign-in itself; null when the sign-in begins here.</param>
    /// <param name="LogoHash">Names its logo; null without one.</param>
    public sealed record Tile(ObjectId Id, string Name, bool CanOpen, string? Address = null, string? LogoHash = null);

    protected internal override async Task<Outcome<IReadOnlyList<Tile>>> HandleAsync(Nothing request, Work work, CancellationToken ct)
    {
        var assigned = Assigned.ApplicationsOf(work.OwnUserId(), work);
        var ready = work.Db.Set<SamlSettings>().Where(s => s.EntityId != "").Select(s => s.ApplicationId);
        var rows = await (
            from a in work.Db.Set<Application>()
            where assigned.Contains(a.Id)
            join s in work.Db.Set<OpenIdSettings>() on a.Id equals s.ApplicationId into openIds
            from openId in openIds.DefaultIfEmpty()
            // One of OpenID Connect is opened where it says, or not from here.
            where a.Kind == ApplicationKind.Saml || openId!.InitiateLoginUri != null
            orderby a.NameKey, a.Id
            select new
            {
                a.Id,
                a.Name,
                CanOpen = !a.IsSuspended && (a.Kind != ApplicationKind.Saml || ready.Contains(a.Id)),
                openId!.InitiateLoginUri,
                a.LogoHash,
            }
        ).ToListAsync(ct);
        var issuer = addresses.IssuerOf(work.Scope.OrganizationId);
        return rows.ConvertAll(r => new Tile(r.Id, r.Name, r.CanOpen, AddressOf(r.InitiateLoginUri, issuer), r.LogoHash));
    }

    /// <summary>OpenID Connect Core §4: who asks the application to begin a sign-in.</summary>
    private static string? AddressOf(string? uri, string issuer) => uri is null ? null : QueryHelpers.AddQueryString(uri, "iss", issuer);
}
