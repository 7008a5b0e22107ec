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

/// <summary>The key in use ends itself, whatever its role.</summary>
public sealed class RevokeProviderApiKeyInUse(OperationRunner runner) : ProviderOperation<Nothing, Done>(runner)
{
    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Done>> HandleAsync(Nothing request, Work work, CancellationToken ct) =>
        work.Actor is Actor.ProviderKey { Key: { } key }
            ? await new ProviderKeys(work).RevokeAsync(new() { Id = key.Id }, ct)
            : new NoKeyInUse();
}
