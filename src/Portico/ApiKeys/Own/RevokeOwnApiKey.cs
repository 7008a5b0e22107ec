using Portico.Platform.Operations;

namespace Portico.ApiKeys.Own;

/// <summary>Ends one of one's own keys at once and for good.</summary>
public sealed class RevokeOwnApiKey(OperationRunner runner) : AccountOperation<ApiKeyReference, Done>(runner)
{
    protected internal override bool NeedsSignIn => true;

    protected internal override async Task<Outcome<Done>> HandleAsync(ApiKeyReference request, AccountWork work, CancellationToken ct)
    {
        var keys = new OwnKeys(work);
        var found = await keys.FindAsync(request, ct);
        if (!found.Succeeded)
        {
            return Outcome<Done>.FromProblems(found.Problems);
        }

        await keys.RecordAsync(found.Value, "api-key-revoked", "Revoked", new OwnApiKeyRevoked(found.Value, []), ct);
        work.Db.Remove(found.Value);
        return Done.Instance;
    }
}
