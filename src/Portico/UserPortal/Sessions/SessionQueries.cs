using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Storage;
using Portico.Settings;
using Portico.Users;
using Portico.Users.Credentials;

namespace Portico.UserPortal.Sessions;

/// <summary>What is asked on every request of a user; translated to SQL once for each store, as the gate's questions are.</summary>
internal sealed class SessionQueries
{
    private static readonly ConditionalWeakTable<IModel, SessionQueries> Known = [];

    private SessionQueries() { }

    public static SessionQueries Of(AccountWork work) => Known.GetValue(work.Db.Model, _ => new());

    /// <summary>The session of a token's hash, while the user and the organization are active.</summary>
    public Func<CredentialDb, string, CancellationToken, Task<Found?>> ByToken { get; } =
        EF.CompileAsyncQuery(
            (CredentialDb db, string hash, CancellationToken _) =>
                (
                    from s in db.Set<UserSession>()
                    where s.TokenHash == hash
                    join u in db.Set<UserCredential>() on new { s.OrganizationId, Id = s.UserId } equals new { u.OrganizationId, u.Id }
                    where u.State == UserState.Activated
                    join o in db.Set<OrganizationEntry>() on s.OrganizationId equals o.Id
                    where o.State == OrganizationState.Active
                    join d in db.Set<SecuritySettings>() on s.OrganizationId equals d.OrganizationId
                    select new Found(s, u, o, d)
                )
                    .AsNoTracking()
                    .FirstOrDefault()
        );

    /// <param name="Session">Not looked at yet: it may be over.</param>
    /// <param name="User">Whose it is.</param>
    /// <param name="Organization">Of the user.</param>
    /// <param name="Settings">Of the organization.</param>
    internal sealed record Found(UserSession Session, UserCredential User, OrganizationEntry Organization, SecuritySettings Settings);
}
