using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Portico.Platform.Access;

namespace Portico.Platform.Storage;

/// <summary>
/// The store as one operation sees it: through its scope. Every row of an organization or provider passes a named filter that a
/// loop over the model puts there, and no row outside the scope can be saved.
/// </summary>
public sealed class PorticoDb : DbContext
{
    /// <summary>The name of the filter that keeps organizations apart.</summary>
    public const string ScopeFilter = "scope";

    private readonly OrganizationScope scope;

    internal PorticoDb(DbContextOptions<PorticoDb> options, OrganizationScope scope)
        : base(options)
    {
        this.scope = scope;
        ChangeTracker.LazyLoadingEnabled = false;
    }

    /// <summary>The scope's kind is part of the model's cache key: each kind has filters of its own, so that none is an "or".</summary>
    internal ScopeKind Kind => scope.Kind;

    internal OrganizationScope Scope => scope;

    // What the filters compare with. EF reads these from the instance at hand, each time a query runs.
    private ObjectId OrganizationId => scope.OrganizationId;
    private ObjectId? ProviderId => scope.HasProvider ? scope.ProviderId : null;
    private ObjectId? MembershipId => scope.MembershipId;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        Columns.Conventions(configurationBuilder, Database.IsSqlite());

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Tables.ApplyScoped(modelBuilder);
        Columns.Finish(modelBuilder, Database.IsSqlite());
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(e => e.BaseType is null && !e.IsOwned()))
        {
            if (FilterOf(entity.ClrType) is { } filter)
            {
                entity.SetQueryFilter(ScopeFilter, filter);
            }
        }
    }

    private LambdaExpression? FilterOf(Type entity)
    {
        var factory = entity switch
        {
            _ when typeof(IOrganization).IsAssignableFrom(entity) => nameof(OrganizationFilter),
            _ when typeof(IOwnedByOrganization).IsAssignableFrom(entity) => nameof(OwnedFilter),
            _ when typeof(IOwnedByProvider).IsAssignableFrom(entity) => nameof(ProviderFilter),
            _ => null,
        };
        return factory is null
            ? null
            : (LambdaExpression)
                GetType().GetMethod(factory, BindingFlags.Instance | BindingFlags.NonPublic)!.MakeGenericMethod(entity).Invoke(this, null)!;
    }

    private Expression<Func<T, bool>> OrganizationFilter<T>()
        where T : class, IOrganization =>
        Kind switch
        {
            ScopeKind.Organization => o => o.Id == OrganizationId,
            ScopeKind.Provider => o => o.ProviderId == ProviderId,
            _ => o =>
                o.ProviderId == ProviderId
                && Set<OrganizationAccess>().Any(a => a.MembershipId == MembershipId && a.OrganizationId == o.Id),
        };

    private Expression<Func<T, bool>> OwnedFilter<T>()
        where T : class, IOwnedByOrganization =>
        Kind == ScopeKind.Organization
            ? row => row.OrganizationId == OrganizationId
            : row => Set<OrganizationEntry>().Any(o => o.Id == row.OrganizationId);

    private Expression<Func<T, bool>> ProviderFilter<T>()
        where T : class, IOwnedByProvider => row => row.ProviderId == ProviderId;

    /// <summary>One model for each kind of scope.</summary>
    internal sealed class ModelPerKind : IModelCacheKeyFactory
    {
        public object Create(DbContext context, bool designTime) => (context.GetType(), (context as PorticoDb)?.Kind, designTime);
    }
}
