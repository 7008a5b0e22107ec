using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Portico.Applications;
using Portico.Assignments;
using Portico.Groups.Members;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Storage;
using Portico.SingleSignOn.Saml.Keys;
using Portico.SingleSignOn.Saml.Settings;
using Portico.Users;
using Portico.Users.Credentials;

namespace Portico.SingleSignOn.Saml.SigningIn;

/// <summary>
/// All that a sign-in to an application is decided by, as it stands at that moment; translated to SQL once for each store, because working
/// out anew what the questions mean costs more than answering them.
/// </summary>
internal sealed class VisitQueries
{
    private static readonly ConditionalWeakTable<IModel, VisitQueries> Known = [];

    private VisitQueries() { }

    public static VisitQueries Of(Work work) => Known.GetValue(work.Db.Model, _ => new());

    /// <summary>By the application, the user, his session and the hash of the request's ID, if there is a request.</summary>
    public Func<PorticoDb, ObjectId, ObjectId, ObjectId, string?, CancellationToken, Task<Found?>> OfUser { get; } =
        EF.CompileAsyncQuery(
            (PorticoDb db, ObjectId application, ObjectId user, ObjectId session, string? hash, CancellationToken _) =>
                (
                    from a in db.Set<Application>()
                    where a.Id == application
                    from s in db.Set<UserSession>()
                    where s.Id == session && s.UserId == user && s.Stage == UserSessionStage.SignedIn
                    join u in db.Set<User>() on s.UserId equals u.Id
                    join c in db.Set<SamlSettings>() on a.Id equals c.ApplicationId into settings
                    from setting in settings.DefaultIfEmpty()
                    join k in db.Set<SamlSession>()
                        on new { UserSessionId = s.Id, ApplicationId = a.Id } equals new { k.UserSessionId, k.ApplicationId }
                        into told
                    from known in told.DefaultIfEmpty()
                    select new Found(
                        a,
                        s,
                        u,
                        setting,
                        known,
                        db.Set<ApplicationAssignment>()
                            .Any(x =>
                                x.ApplicationId == a.Id
                                && (x.UserId == u.Id || db.Set<UserGroupMember>().Any(m => m.UserId == u.Id && m.GroupId == x.UserGroupId))
                            ),
                        hash != null && db.Set<SeenSamlMessage>().Any(m => m.ApplicationId == a.Id && m.MessageHash == hash)
                    )
                )
                    .AsNoTracking()
                    .FirstOrDefault()
        );

    public Func<PorticoDb, ObjectId, IAsyncEnumerable<SamlKey>> KeysOf { get; } =
        EF.CompileAsyncQuery(
            (PorticoDb db, ObjectId application) => db.Set<SamlKey>().AsNoTracking().Where(k => k.ApplicationId == application)
        );

    /// <param name="Application">The application.</param>
    /// <param name="UserSession">Of the user, and come to its end.</param>
    /// <param name="User">Who asks.</param>
    /// <param name="Settings">Null where nothing was set up.</param>
    /// <param name="Told">What the application was told in this session before.</param>
    /// <param name="IsAssigned">To the user, or to a group of his.</param>
    /// <param name="IsUsed">Whether the request was answered before.</param>
    internal sealed record Found(
        Application Application,
        UserSession UserSession,
        User User,
        SamlSettings? Settings,
        SamlSession? Told,
        bool IsAssigned,
        bool IsUsed
    );
}
