using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Portico.Applications;
using Portico.Assignments;
using Portico.Groups.Members;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Storage;
using Portico.SingleSignOn.OpenIdConnect.Keys;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using Portico.SingleSignOn.OpenIdConnect.Tokens;
using Portico.Users;
using Portico.Users.Credentials;

namespace Portico.SingleSignOn.OpenIdConnect.Protocol;

/// <summary>
/// What is asked at each request of the protocol; translated to SQL once for each store, because working out anew what the questions mean
/// costs more than answering them.
/// </summary>
internal sealed class OpenIdQueries
{
    private static readonly ConditionalWeakTable<IModel, OpenIdQueries> Known = [];

    private OpenIdQueries() { }

    public static OpenIdQueries Of(Work work) => Known.GetValue(work.Db.Model, _ => new());

    /// <summary>The issuer's.</summary>
    public Func<PorticoDb, IAsyncEnumerable<OpenIdKey>> Keys { get; } =
        EF.CompileAsyncQuery((PorticoDb db) => db.Set<OpenIdKey>().AsNoTracking());

    public Func<PorticoDb, ObjectId, CancellationToken, Task<OpenIdClient?>> Client { get; } =
        EF.CompileAsyncQuery(
            (PorticoDb db, ObjectId id, CancellationToken _) =>
                (
                    from a in db.Set<Application>().AsNoTracking()
                    where a.Id == id
                    join s in db.Set<OpenIdSettings>().AsNoTracking() on a.Id equals s.ApplicationId
                    select new OpenIdClient(a, s)
                ).FirstOrDefault()
        );

    /// <summary>The hashes of a client's secrets that count at a time.</summary>
    public Func<PorticoDb, ObjectId, DateTimeOffset, IAsyncEnumerable<string>> Secrets { get; } =
        EF.CompileAsyncQuery(
            (PorticoDb db, ObjectId client, DateTimeOffset now) =>
                db.Set<OpenIdSecret>()
                    .Where(s => s.ApplicationId == client && (s.ExpiresAt == null || s.ExpiresAt > now))
                    .Select(s => s.Hash)
        );

    public Func<PorticoDb, ObjectId, CancellationToken, Task<OpenIdToken?>> Token { get; } =
        EF.CompileAsyncQuery((PorticoDb db, ObjectId id, CancellationToken _) => db.Set<OpenIdToken>().FirstOrDefault(t => t.Id == id));

    public Func<PorticoDb, string, CancellationToken, Task<OpenIdToken?>> TokenByReference { get; } =
        EF.CompileAsyncQuery(
            (PorticoDb db, string hash, CancellationToken _) => db.Set<OpenIdToken>().FirstOrDefault(t => t.ReferenceHash == hash)
        );

    public Func<PorticoDb, ObjectId, CancellationToken, Task<OpenIdGrant?>> Grant { get; } =
        EF.CompileAsyncQuery((PorticoDb db, ObjectId id, CancellationToken _) => db.Set<OpenIdGrant>().FirstOrDefault(g => g.Id == id));

    /// <summary>Who gave a grant to a client, while he is active and the client is assigned to him.</summary>
    public Func<PorticoDb, ObjectId, ObjectId, CancellationToken, Task<OpenIdHolder?>> Holder { get; } =
        EF.CompileAsyncQuery(
            (PorticoDb db, ObjectId grant, ObjectId client, CancellationToken _) =>
                (
                    from g in db.Set<OpenIdGrant>()
                    where g.Id == grant && g.ApplicationId == client
                    join u in db.Set<User>() on g.UserId equals (ObjectId?)u.Id
                    where
                        u.State == UserState.Activated
                        && db.Set<ApplicationAssignment>()
                            .Any(x =>
                                x.ApplicationId == client
                                && (x.UserId == u.Id || db.Set<UserGroupMember>().Any(m => m.UserId == u.Id && m.GroupId == x.UserGroupId))
                            )
                    select new OpenIdHolder(g, u)
                ).FirstOrDefault()
        );

    /// <summary>A user in a session of the portal, on the way to a client.</summary>
    public Func<PorticoDb, ObjectId, ObjectId, ObjectId, CancellationToken, Task<Visitor?>> VisitorOf { get; } =
        EF.CompileAsyncQuery(
            (PorticoDb db, ObjectId client, ObjectId user, ObjectId session, CancellationToken _) =>
                (
                    from s in db.Set<UserSession>()
                    where s.Id == session && s.UserId == user && s.Stage == UserSessionStage.SignedIn
                    join u in db.Set<User>() on s.UserId equals u.Id
                    select new Visitor(
                        u,
                        s,
                        db.Set<ApplicationAssignment>()
                            .Any(x =>
                                x.ApplicationId == client
                                && (x.UserId == u.Id || db.Set<UserGroupMember>().Any(m => m.UserId == u.Id && m.GroupId == x.UserGroupId))
                            )
                    )
                )
                    .AsNoTracking()
                    .FirstOrDefault()
        );

    /// <param name="User">Who asks.</param>
    /// <param name="Session">Of the user, and come to its end.</param>
    /// <param name="IsAssigned">To the user, or to a group of his.</param>
    internal sealed record Visitor(User User, UserSession Session, bool IsAssigned);
}
