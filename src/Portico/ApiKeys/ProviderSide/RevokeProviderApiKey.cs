using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.ApiKeys.ProviderSide;

/// <summary>Ends a key of the provider at once and for good.</summary>
public sealed class RevokeProviderApiKey(OperationRunner runner) : ProviderOperation<ApiKeyReference, Done>(runner)
{
    protected internal override Permission Needs => Permission.ManageAdministrators;

    protected internal override Task<Outcome<Done>> HandleAsync(ApiKeyReference request, Work work, CancellationToken ct) =>
        new ProviderKeys(work).RevokeAsync(request, ct);
}
