using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.ApiKeys.ProviderSide;

/// <summary>
/// Makes a key to take the place of another: same name, role, organizations, networks and lifetime. Both work until the former is
/// revoked.
/// </summary>
public sealed class RotateProviderApiKey(OperationRunner runner) : ProviderOperation<ApiKeyReference, ProviderApiKeyRow>(runner)
{
    protected internal override Permission Needs => Permission.ManageAdministrators;

    protected internal override Task<Outcome<ProviderApiKeyRow>> HandleAsync(ApiKeyReference request, Work work, CancellationToken ct) =>
        new ProviderKeys(work).RotateAsync(request, ct);
}

/// <summary>The key in use makes its own successor, whatever its role.</summary>
public sealed class RotateProviderApiKeyInUse(OperationRunner runner) : ProviderOperation<Nothing, ProviderApiKeyRow>(runner)
{
    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<ProviderApiKeyRow>> HandleAsync(Nothing request, Work work, CancellationToken ct) =>
        work.Actor is Actor.ProviderKey { Key: { } key }
            ? await new ProviderKeys(work).RotateAsync(new() { Id = key.Id }, ct)
            : new NoKeyInUse();
}
