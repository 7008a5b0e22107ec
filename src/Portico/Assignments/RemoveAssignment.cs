using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Assignments;

/// <summary>Takes what was assigned away again.</summary>
public sealed class RemoveAssignment(OperationRunner runner) : OrganizationOperation<AssignmentReference, Done>(runner)
{
    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Done>> HandleAsync(AssignmentReference request, Work work, CancellationToken ct)
    {
        AssignmentEnds ends;
        if (await work.Db.Set<ApplicationAssignment>().SingleOrDefaultAsync(a => a.Id == request.Id, ct) is { } application)
        {
            ends = new(application.ApplicationId, null, null, application.UserId, application.UserGroupId);
            work.Db.Remove(application);
        }
        else if (await work.Db.Set<SystemAssignment>().SingleOrDefaultAsync(a => a.Id == request.Id, ct) is { } system)
        {
            ends = new(null, system.SystemId, system.SystemGroupId, system.UserId, system.UserGroupId);
            work.Db.Remove(system);
        }
        else
        {
            return new NoSuchAssignment();
        }

        work.Record(new AssignmentRemoved(AssignmentEventWords.Of(ends, await AssignmentNames.ReadAsync([ends], work, ct))));
        return Done.Instance;
    }
}

/// <summary>Changes the sudo that comes with a system.</summary>
public sealed class UpdateAssignment(OperationRunner runner) : OrganizationOperation<UpdateAssignment.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>Whether it comes with sudo.</summary>
        public bool SudoEnabled { get; set; }

        /// <summary>Whether sudo asks for no password; counts with sudo only.</summary>
        public bool SudoWithoutPassword { get; set; }
    }

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var assignment = await work.Db.Set<SystemAssignment>().SingleOrDefaultAsync(a => a.Id == request.Id, ct);
        if (assignment is null)
        {
            return await work.Db.Set<ApplicationAssignment>().AnyAsync(a => a.Id == request.Id, ct)
                ? new NoSudoInApplications()
                : new NoSuchAssignment();
        }

        assignment.SudoEnabled = request.SudoEnabled;
        assignment.SudoWithoutPassword = request.SudoEnabled && request.SudoWithoutPassword;
        if (work.ChangesOf(assignment) is { Count: > 0 } changes)
        {
            var ends = new AssignmentEnds(null, assignment.SystemId, assignment.SystemGroupId, assignment.UserId, assignment.UserGroupId);
            var names = await AssignmentNames.ReadAsync([ends], work, ct);
            work.Record(new AssignmentUpdated(AssignmentEventWords.Of(ends, names), changes));
        }

        return Done.Instance;
    }
}

/// <summary>One assignment, by id.</summary>
public sealed record AssignmentReference
{
    public ObjectId Id { get; set; }
}
