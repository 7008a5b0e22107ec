using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Settings;

namespace Portico.Applications;

/// <summary>Takes an application's logo away; its initials stand in its place.</summary>
public sealed class RemoveApplicationLogo(OperationRunner runner) : OrganizationOperation<ApplicationReference, Done>(runner)
{
    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Done>> HandleAsync(ApplicationReference request, Work work, CancellationToken ct)
    {
        if (await work.Db.Set<Application>().SingleOrDefaultAsync(a => a.Id == request.Id, ct) is not { } application)
        {
            return new NoSuchApplication();
        }

        if (await work.Db.Set<ApplicationLogo>().SingleOrDefaultAsync(l => l.ApplicationId == request.Id, ct) is not { } logo)
        {
            return Done.Instance;
        }

        application.LogoHash = null;
        work.Db.Remove(logo);
        var before = LogoWords.Of(logo.ContentType, logo.Content.Length);
        work.Record(new ApplicationLogoRemoved(application.Id, application.Name, before));
        return Done.Instance;
    }
}

public sealed record ApplicationLogoRemoved(ObjectId Id, string Name, string Old)
    : ApplicationEvent(Id, Name, [new("Logo", Old, New: null)])
{
    public override string Summary => $"Removed the logo of the application {Name}";
}
