using Microsoft.EntityFrameworkCore;
using Portico.Assignments;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Applications;

/// <summary>One application, without its settings for signing in.</summary>
public sealed class GetApplication(OperationRunner runner) : OrganizationQuery<ApplicationReference, GetApplication.Result>(runner)
{
    /// <param name="Id">The application's id.</param>
    /// <param name="Name">Unique in the organization.</param>
    /// <param name="Kind">By which protocol users sign in to it.</param>
    /// <param name="Description">What it is for.</param>
    /// <param name="IsSuspended">Whether it lets nobody in.</param>
    /// <param name="Assignments">To how many users and user groups it is assigned.</param>
    /// <param name="CreatedAt">When it was added.</param>
    /// <param name="LogoHash">SHA-256 of the logo in lower-case hexadecimal; null without one.</param>
    /// <param name="Version">What an edit is based on; the ETag.</param>
    public sealed record Result(
        ObjectId Id,
        string Name,
        ApplicationKind Kind,
        string? Description,
        bool IsSuspended,
        int Assignments,
        DateTimeOffset CreatedAt,
        string? LogoHash,
        int Version
    );

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(ApplicationReference request, Work work, CancellationToken ct)
    {
        var application = await work.Db.Set<Application>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == request.Id, ct);
        return application is null
            ? new NoSuchApplication()
            : new Result(
                application.Id,
                application.Name,
                application.Kind,
                application.Description,
                application.IsSuspended,
                await AssignmentsOf.ApplicationAsync(application.Id, work, ct),
                application.CreatedAt,
                application.LogoHash,
                application.Version
            );
    }
}
