using Microsoft.EntityFrameworkCore;
using Portico.Platform.Operations;

namespace Portico.ApiKeys.Own;

/// <summary>One's own keys.</summary>
public sealed class ListOwnApiKeys(OperationRunner runner) : AccountQuery<ApiKeyListRequest, ListOf<OwnApiKeyRow>>(runner)
{
    protected internal override bool NeedsSignIn => true;

    protected internal override async Task<Outcome<ListOf<OwnApiKeyRow>>> HandleAsync(
        ApiKeyListRequest request,
        AccountWork work,
        CancellationToken ct
    )
    {
        var found = new OwnKeys(work).All.AsNoTracking().Matching(request.Search);
        var total = await found.CountAsync(ct);
        var skipped = request.SkipOf(total);
        var keys = await found.Sorted(request.Sort).Skip(skipped).Take(request.Limit).ToListAsync(ct);
        return new ListOf<OwnApiKeyRow>(total, [.. keys.Select(k => new OwnApiKeyRow(k, work.Now))]) { Page = request.PageAfter(skipped) };
    }
}
