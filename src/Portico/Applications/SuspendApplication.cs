using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Applications;

/// <summary>Lets nobody sign in to an application any more; settings and assignments stay. Once more changes nothing.</summary>
public sealed class SuspendApplication(OperationRunner runner) : OrganizationOperation<ApplicationReference, Done>(runner)
{
    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Done>> HandleAsync(ApplicationReference request, Work work, CancellationToken ct)
    {
        var application = await work.Db.Set<Application>().SingleOrDefaultAsync(a => a.Id == request.Id, ct);
        if (application is null)
        {
            return new NoSuchApplication();
        }

        if (!application.IsSuspended)
        {
            application.IsSuspended = true;
            work.Record(new ApplicationSuspended(application.Id, application.Name));
        }

        return Done.Instance;
    }
}

/// <summary>Lets those to whom it is assigned sign in to a suspended application again. Once more changes nothing.</summary>
public sealed class RestoreApplication(OperationRunner runner) : OrganizationOperation<ApplicationReference, Done>(runner)
{
    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Done>> HandleAsync(ApplicationReference request, Work work, CancellationToken ct)
    {
        var application = await work.Db.Set<Application>().SingleOrDefaultAsync(a => a.Id == request.Id, ct);
        if (application is null)
        {
            return new NoSuchApplication();
        }

        if (application.IsSuspended)
        {
            application.IsSuspended = false;
            work.Record(new ApplicationRestored(application.Id, application.Name));
        }

        return Done.Instance;
    }
}
