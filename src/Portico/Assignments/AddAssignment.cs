using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Applications;
using Portico.Groups;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Systems;
using Portico.Users;

namespace Portico.Assignments;

/// <summary>Assigns an application, a system or a system group to a user or to a user group.</summary>
public sealed class AddAssignment(OperationRunner runner) : OrganizationOperation<AddAssignment.Request, AddAssignment.Result>(runner)
{
    /// <summary>One of the first three, to one of the other two.</summary>
    [ValidatableType]
    public sealed record Request
    {
        public ObjectId? ApplicationId { get; set; }
        public ObjectId? SystemId { get; set; }
        public ObjectId? SystemGroupId { get; set; }
        public ObjectId? UserId { get; set; }
        public ObjectId? UserGroupId { get; set; }

        /// <summary>Whether it comes with sudo; for systems and system groups.</summary>
        public bool SudoEnabled { get; set; }

        /// <summary>Whether sudo asks for no password; counts with sudo only.</summary>
        public bool SudoWithoutPassword { get; set; }

        internal AssignmentEnds Ends => new(ApplicationId, SystemId, SystemGroupId, UserId, UserGroupId);
    }

    public sealed record Result(ObjectId Id);

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var problems = ProblemsOf(request).ToList();
        if (problems.Count > 0)
        {
            return problems;
        }

        if (await MissingAsync(request, work, ct) is { } missing)
        {
            return missing;
        }

        var id = work.NewId();
        if (request.ApplicationId is { } application)
        {
            if (
                await work
                    .Db.Set<ApplicationAssignment>()
                    .AnyAsync(a => a.ApplicationId == application && a.UserId == request.UserId && a.UserGroupId == request.UserGroupId, ct)
            )
            {
                return new AssignedAlready();
            }

            work.Db.Add(
                new ApplicationAssignment
                {
                    OrganizationId = work.Scope.OrganizationId,
                    Id = id,
                    ApplicationId = application,
                    UserId = request.UserId,
                    UserGroupId = request.UserGroupId,
                    CreatedAt = work.Now,
                }
            );
        }
        else if (await AddToSystemAsync(request, id, work, ct) is { } assigned)
        {
            return assigned;
        }

        var names = await AssignmentNames.ReadAsync([request.Ends], work, ct);
        work.Record(
            new AssignmentAdded(AssignmentEventWords.Of(request.Ends, names))
            {
                With = SudoWords.Of(request.SudoEnabled, request.SudoWithoutPassword),
            }
        );
        return new Result(id);
    }

    private static IEnumerable<Problem> ProblemsOf(Request request)
    {
        if (Given(request.ApplicationId, request.SystemId, request.SystemGroupId) is not 1)
        {
            yield return new AssignOneThing();
        }

        if (Given(request.UserId, request.UserGroupId) is not 1)
        {
            yield return new AssignToOne();
        }

        if (request.ApplicationId is not null && (request.SudoEnabled || request.SudoWithoutPassword))
        {
            yield return new NoSudoInApplications();
        }
    }

    private static int Given(params ReadOnlySpan<ObjectId?> ids)
    {
        var given = 0;
        foreach (var id in ids)
        {
            given += id is null ? 0 : 1;
        }

        return given;
    }

    private static async Task<Problem?> MissingAsync(Request request, Work work, CancellationToken ct)
    {
        var isThere =
            request.ApplicationId is { } application ? await work.Db.Set<Application>().AnyAsync(a => a.Id == application, ct)
            : request.SystemId is { } system ? await work.Db.Set<ManagedSystem>().AnyAsync(s => s.Id == system, ct)
            : await work.Db.Set<Group>().AnyAsync(g => g.Id == request.SystemGroupId && g.Kind == GroupKind.Systems, ct);
        if (!isThere)
        {
            return new NothingToAssign();
        }

        var isSomeone = request.UserId is { } user
            ? await work.Db.Set<User>().AnyAsync(u => u.Id == user, ct)
            : await work.Db.Set<Group>().AnyAsync(g => g.Id == request.UserGroupId && g.Kind == GroupKind.Users, ct);
        return isSomeone ? null : new NobodyToAssignTo();
    }

    private static async Task<Problem?> AddToSystemAsync(Request request, ObjectId id, Work work, CancellationToken ct)
    {
        if (
            await work
                .Db.Set<SystemAssignment>()
                .AnyAsync(
                    a =>
                        a.SystemId == request.SystemId
                        && a.SystemGroupId == request.SystemGroupId
                        && a.UserId == request.UserId
                        && a.UserGroupId == request.UserGroupId,
                    ct
                )
        )
        {
            return new AssignedAlready();
        }

        work.Db.Add(
            new SystemAssignment
            {
                OrganizationId = work.Scope.OrganizationId,
                Id = id,
                SystemId = request.SystemId,
                SystemGroupId = request.SystemGroupId,
                UserId = request.UserId,
                UserGroupId = request.UserGroupId,
                SudoEnabled = request.SudoEnabled,
                SudoWithoutPassword = request.SudoEnabled && request.SudoWithoutPassword,
                CreatedAt = work.Now,
            }
        );
        return null;
    }
}
