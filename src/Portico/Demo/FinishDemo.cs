using Microsoft.EntityFrameworkCore;
using Portico.Administrators;
using Portico.Platform.Operations;

namespace Portico.Demo;

/// <summary>Notes in the first administrator's account that the demo is complete: by this its store is told from any other.</summary>
public sealed class FinishDemo(OperationRunner runner) : AccountOperation<Nothing, Done>(runner)
{
    internal const string EventType = "demo-made";

    protected internal override bool NeedsSignIn => true;

    protected internal override async Task<Outcome<Done>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        var account = await work.Db.Set<Administrator>().SingleAsync(a => a.Id == work.SignedIn.AdministratorId, ct);
        work.Record(account.Happened(work, EventType, "Made the demo"));
        return Done.Instance;
    }
}
