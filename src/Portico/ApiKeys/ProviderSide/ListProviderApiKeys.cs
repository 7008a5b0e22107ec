using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.ApiKeys.ProviderSide;

/// <summary>The provider's keys.</summary>
public sealed class ListProviderApiKeys(OperationRunner runner) : ProviderQuery<ApiKeyListRequest, ListOf<ProviderApiKeyRow>>(runner)
{
    protected internal override Permission Needs => Permission.ManageAdministrators;

    protected internal override async Task<Outcome<ListOf<ProviderApiKeyRow>>> HandleAsync(
        ApiKeyListRequest request,
        Work work,
        CancellationToken ct
    )
    {
        var found = work.Db.Set<ProviderApiKey>().Matching(request.Search);
        var total = await found.CountAsync(ct);
        var skipped = request.SkipOf(total);
        var keys = found.Sorted(request.Sort).Skip(skipped).Take(request.Limit);
        return new ListOf<ProviderApiKeyRow>(total, await ProviderApiKeyRows.ReadAsync(keys, work, ct))
        {
            Page = request.PageAfter(skipped),
        };
    }
}
