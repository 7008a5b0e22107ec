using Portico.Platform.Operations;

namespace Portico.ApiKeys.Own;

/// <summary>One of one's own keys.</summary>
public sealed class GetOwnApiKey(OperationRunner runner) : AccountQuery<ApiKeyReference, OwnApiKeyRow>(runner)
{
    protected internal override bool NeedsSignIn => true;

    protected internal override async Task<Outcome<OwnApiKeyRow>> HandleAsync(
        ApiKeyReference request,
        AccountWork work,
        CancellationToken ct
    )
    {
        var found = await new OwnKeys(work).FindAsync(request, ct);
        return found.Succeeded ? new OwnApiKeyRow(found.Value, work.Now) : Outcome<OwnApiKeyRow>.FromProblems(found.Problems);
    }
}
