using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Providers;

/// <summary>What every page of the dashboard shows of the provider, and who its reader is there.</summary>
public sealed class GetProviderHeader(OperationRunner runner) : ProviderQuery<Nothing, GetProviderHeader.Result>(runner)
{
    /// <summary>The reader's role, and whether he sees all organizations: who sees chosen ones cannot add one.</summary>
    public sealed record Result(string Name, Role Role, bool HasAllOrganizations)
    {
        /// <summary>For what a page offers; the operations ask for themselves.</summary>
        public bool Grants(Permission permission) => Role.Grants(permission);
    }

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, Work work, CancellationToken ct)
    {
        var name = await work.Db.Set<Provider>().Select(p => p.Name).SingleAsync(ct);
        return new Result(name, work.Scope.Role, work.Scope.Kind is ScopeKind.Provider);
    }
}
