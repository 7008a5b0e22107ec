using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Applications;
using Portico.Groups.Members;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Systems;
using Portico.Users;

namespace Portico.Assignments.Access;

/// <summary>What a user has access to, and why: each application, then each system, by name, with all the ways that lead there.</summary>
public sealed class ListUserAccess(OperationRunner runner) : OrganizationQuery<ListUserAccess.Request, ListOf<ListUserAccess.Row>>(runner)
{
    [ValidatableType]
    public sealed record Request : PagedListRequest
    {
        [JsonIgnore]
        public ObjectId UserId { get; set; }
    }

    /// <param name="Id">The application's or system's id.</param>
    /// <param name="Kind">Which of the two it is.</param>
    /// <param name="Name">Its name, or hostname.</param>
    /// <param name="SudoEnabled">Whether any of the ways comes with sudo.</param>
    /// <param name="SudoWithoutPassword">Whether any of them lets sudo ask for no password.</param>
    /// <param name="Paths">The ways: without all of them there would be no access. A user who is not activated has none yet.</param>
    public sealed record Row(
        ObjectId Id,
        AccessKind Kind,
        string Name,
        bool SudoEnabled,
        bool SudoWithoutPassword,
        IReadOnlyList<AccessPath> Paths
    );

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<ListOf<Row>>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (!await work.Db.Set<User>().AnyAsync(u => u.Id == request.UserId, ct))
        {
            return new NoSuchUser();
        }

        var (applications, systems) = (Applications(request.UserId, work), Systems(request.UserId, work));
        var ofApplications = await applications.CountAsync(ct);
        var total = ofApplications + await systems.CountAsync(ct);
        var skipped = request.SkipOf(total);
        var some = await applications.OrderBy(a => a.Name).ThenBy(a => a.Id).Skip(skipped).Take(request.Limit).ToListAsync(ct);
        var others = await systems
            .OrderBy(s => s.Hostname)
            .ThenBy(s => s.Id)
            .Skip(Math.Max(0, skipped - ofApplications))
            .Take(request.Limit - some.Count)
            .ToListAsync(ct);
        var paths = new AccessPaths(work);
        var toApplications = await paths.ToApplicationsAsync([request.UserId], some.ConvertAll(a => a.Id), ct);
        var toSystems = await paths.ToSystemsAsync([request.UserId], others.ConvertAll(s => s.Id), ct);
        List<Row> rows =
        [
            .. some.Select(a => RowOf(a.Id, AccessKind.Application, a.Name, toApplications)),
            .. others.Select(s => RowOf(s.Id, AccessKind.System, s.Hostname, toSystems)),
        ];
        return new ListOf<Row>(total, rows) { Page = request.PageAfter(skipped) };

        Row RowOf(ObjectId id, AccessKind kind, string name, ILookup<(ObjectId User, ObjectId Thing), AccessPath> ways)
        {
            var own = ways[(request.UserId, id)].ToList();
            return new Row(id, kind, name, own.Exists(p => p.SudoEnabled), own.Exists(p => p.SudoWithoutPassword), own);
        }
    }

    private static IQueryable<Application> Applications(ObjectId user, Work work)
    {
        var groups = work.Db.Set<UserGroupMember>().Where(m => m.UserId == user);
        var assignments = work.Db.Set<ApplicationAssignment>().Where(a => a.UserId == user || groups.Any(m => m.GroupId == a.UserGroupId));
        return work.Db.Set<Application>().AsNoTracking().Where(x => assignments.Any(a => a.ApplicationId == x.Id));
    }

    private static IQueryable<ManagedSystem> Systems(ObjectId user, Work work)
    {
        var groups = work.Db.Set<UserGroupMember>().Where(m => m.UserId == user);
        var assignments = work.Db.Set<SystemAssignment>().Where(a => a.UserId == user || groups.Any(m => m.GroupId == a.UserGroupId));
        var members = work.Db.Set<SystemGroupMember>();
        return work
            .Db.Set<ManagedSystem>()
            .AsNoTracking()
            .Where(s =>
                assignments.Any(a => a.SystemId == s.Id)
                || members.Any(m => m.SystemId == s.Id && assignments.Any(a => a.SystemGroupId == m.GroupId))
            );
    }
}
