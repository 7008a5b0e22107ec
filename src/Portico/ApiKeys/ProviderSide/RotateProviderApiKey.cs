using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.ApiKeys.ProviderSide;

/// <summary>
/// Makes a key to take the place of another: same name, role, organizations, networks and lifetime. Both work until the former is
/// revoked. A key of any role may renew itself; others take whoever may manage administrators.
/// </summary>
public sealed class RotateProviderApiKey(OperationRunner runner) : ProviderOperation<ApiKeyReference, ProviderApiKeyRow>(runner)
{
    protected internal override Permission Needs => Permission.View;

    protected internal override Task<Outcome<ProviderApiKeyRow>> HandleAsync(ApiKeyReference request, Work work, CancellationToken ct) =>
        new ProviderKeys(work).RotateAsync(request, ct);
}
