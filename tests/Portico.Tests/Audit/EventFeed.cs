using Portico.Audit;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;

namespace Portico.Tests.Audit;

/// <summary>Records an event with the given words, as any operation inside an organization does.</summary>
internal sealed class RecordSomething(OperationRunner runner) : OrganizationOperation<RecordSomething.Request, Done>(runner)
{
    internal sealed record Request(params string[] Words);

    protected internal override Permission Needs => Permission.View;

    protected internal override Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        foreach (var words in request.Words)
        {
            work.Record(new SomethingDone(words));
        }

        return Task.FromResult<Outcome<Done>>(Done.Instance);
    }
}

internal sealed record SomethingDone(string Words) : AuditEvent
{
    public override string Summary => Words;
}

/// <summary>The listing with so small a stretch that a few events are many.</summary>
internal sealed class ListInSmallStretches(OperationRunner runner) : OrganizationQuery<EventRequest, FoundEvents>(runner)
{
    protected internal override Permission Needs => Permission.View;

    protected internal override Task<Outcome<FoundEvents>> HandleAsync(EventRequest request, Work work, CancellationToken ct) =>
        new EventSearch<OrganizationEvent>(work.Db.Set<OrganizationEvent>(), request) { Stretch = 4 }.RunAsync(ct);
}
