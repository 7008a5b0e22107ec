using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Assignments;

/// <summary>Assignments of the organization: all, or of one user, group, application or system. First applications, then systems, each by its age.</summary>
public sealed class ListAssignments(OperationRunner runner) : OrganizationQuery<ListAssignments.Request, ListOf<AssignmentRow>>(runner)
{
    [ValidatableType]
    public sealed record Request : PagedListRequest
    {
        /// <summary>Those of a user alone, without those of the user's groups.</summary>
        public ObjectId? UserId { get; set; }

        /// <summary>Those of a user group.</summary>
        public ObjectId? UserGroupId { get; set; }

        /// <summary>Those of an application.</summary>
        public ObjectId? ApplicationId { get; set; }

        /// <summary>Those of a system alone, without those of its groups.</summary>
        public ObjectId? SystemId { get; set; }

        /// <summary>Those of a system group.</summary>
        public ObjectId? SystemGroupId { get; set; }
    }

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<ListOf<AssignmentRow>>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var (applications, systems) = (Applications(request, work), Systems(request, work));
        var ofApplications = await applications.CountAsync(ct);
        var total = ofApplications + await systems.CountAsync(ct);
        var skipped = request.SkipOf(total);
        var some = await applications.OrderBy(a => a.Id).Skip(skipped).Take(request.Limit).ToListAsync(ct);
        var others = await systems
            .OrderBy(a => a.Id)
            .Skip(Math.Max(0, skipped - ofApplications))
            .Take(request.Limit - some.Count)
            .ToListAsync(ct);
        return new ListOf<AssignmentRow>(total, await AssignmentRow.ReadAsync(some, others, work, ct))
        {
            Page = request.PageAfter(skipped),
        };
    }

    private static IQueryable<ApplicationAssignment> Applications(Request request, Work work)
    {
        var found = work.Db.Set<ApplicationAssignment>().AsNoTracking();
        found = request.ApplicationId is { } application ? found.Where(a => a.ApplicationId == application) : found;
        found = request.UserId is { } user ? found.Where(a => a.UserId == user) : found;
        found = request.UserGroupId is { } group ? found.Where(a => a.UserGroupId == group) : found;
        // No application is a system; the id that is compared with was never given.
        return request.SystemId is null && request.SystemGroupId is null ? found : found.Where(a => a.Id == default(ObjectId));
    }

    private static IQueryable<SystemAssignment> Systems(Request request, Work work)
    {
        var found = work.Db.Set<SystemAssignment>().AsNoTracking();
        found = request.SystemId is { } system ? found.Where(a => a.SystemId == system) : found;
        found = request.SystemGroupId is { } systems ? found.Where(a => a.SystemGroupId == systems) : found;
        found = request.UserId is { } user ? found.Where(a => a.UserId == user) : found;
        found = request.UserGroupId is { } group ? found.Where(a => a.UserGroupId == group) : found;
        return request.ApplicationId is null ? found : found.Where(a => a.Id == default(ObjectId));
    }
}
