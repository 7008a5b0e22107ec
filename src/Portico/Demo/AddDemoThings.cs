using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Systems;

namespace Portico.Demo;

/// <summary>Gives one of the demo's organizations systems, so that there is something to assign.</summary>
public sealed class AddDemoThings(OperationRunner runner) : OrganizationOperation<AddDemoThings.Request, AddDemoThings.Result>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        public IReadOnlyList<string> Systems { get; set; } = [];
    }

    /// <summary>Their ids, in the order in which they were named.</summary>
    public sealed record Result(IReadOnlyList<ObjectId> Systems);

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var systems = request.Systems.Select(hostname => new ManagedSystem
        {
            OrganizationId = work.Scope.OrganizationId,
            Id = work.NewId(),
            Hostname = hostname,
            CreatedAt = work.Now,
        });
        var added = systems.ToList();
        work.Db.AddRange(added);
        work.Record(new DemoThingsAdded(added.Count));
        return Task.FromResult<Outcome<Result>>(new Result(added.ConvertAll(s => s.Id)));
    }
}

public sealed record DemoThingsAdded(int Systems) : AuditEvent
{
    public override string Summary =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Added {Systems} systems, made up for the demo");
}
