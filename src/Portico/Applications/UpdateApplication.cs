using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Applications;

/// <summary>Changes what an application is called and said to be.</summary>
public sealed class UpdateApplication(OperationRunner runner) : OrganizationOperation<UpdateApplication.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request : ApplicationFields
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>The version that was read; null to change whatever is there.</summary>
        [JsonIgnore]
        public int? Version { get; set; }

        internal static Request Of(GetApplication.Result application) =>
            new()
            {
                Id = application.Id,
                Version = application.Version,
                Name = application.Name,
                Description = application.Description,
            };
    }

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var application = await work.Db.Set<Application>().SingleOrDefaultAsync(a => a.Id == request.Id, ct);
        if (application is null)
        {
            return new NoSuchApplication();
        }

        if (Work.ChangedSince(application, request.Version) is { } changedMeanwhile)
        {
            return changedMeanwhile;
        }

        if (await request.ApplyToAsync(application, work, ct) is { } taken)
        {
            return taken;
        }

        if (work.ChangesOf(application) is { Count: > 0 } changes)
        {
            work.Record(new ApplicationUpdated(application.Id, application.Name, changes));
        }

        return Done.Instance;
    }
}
