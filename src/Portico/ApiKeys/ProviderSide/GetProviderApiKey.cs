using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.ApiKeys.ProviderSide;

/// <summary>One key of the provider.</summary>
public sealed class GetProviderApiKey(OperationRunner runner) : ProviderQuery<ApiKeyReference, ProviderApiKeyRow>(runner)
{
    protected internal override Permission Needs => Permission.ManageAdministrators;

    protected internal override async Task<Outcome<ProviderApiKeyRow>> HandleAsync(
        ApiKeyReference request,
        Work work,
        CancellationToken ct
    ) =>
        await ProviderApiKeyRows.ReadAsync(work.Db.Set<ProviderApiKey>().Where(k => k.Id == request.Id), work, ct) is [var row]
            ? row
            : new NoSuchApiKey();
}
