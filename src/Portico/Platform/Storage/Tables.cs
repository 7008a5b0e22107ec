using System.Collections.Frozen;
using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace Portico.Platform.Storage;

/// <summary>Finds every entity of the product with its table: the nested configuration classes of this assembly.</summary>
internal static class Tables
{
    private static readonly (Type Entity, Type Configuration, CredentialAttribute? Credential)[] All =
    [
        .. from type in typeof(Tables).Assembly.GetTypes()
        from contract in type.GetInterfaces()
        where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IEntityTypeConfiguration<>)
        let entity = contract.GetGenericArguments()[0]
        select (entity, type, entity.GetCustomAttribute<CredentialAttribute>()),
    ];

    private static readonly MethodInfo Apply = typeof(Tables).GetMethod(nameof(ApplyOne), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Entities that scoped operations may only add.</summary>
    public static readonly FrozenSet<Type> OnlyAddedWhenScoped = All.Where(t => t.Credential?.OnlyAddedWhenScoped == true)
        .Select(t => t.Entity)
        .ToFrozenSet();

    /// <summary>Entities that account operations may only add.</summary>
    public static readonly FrozenSet<Type> OnlyAddedByAccounts = All.Where(t => t.Credential?.OnlyAddedByAccounts == true)
        .Select(t => t.Entity)
        .ToFrozenSet();

    /// <summary>Entities of <see cref="CredentialDb"/> that scoped operations see too.</summary>
    public static readonly FrozenSet<Type> AlsoScoped = All.Where(t => t.Credential?.AlsoScoped == true)
        .Select(t => t.Entity)
        .ToFrozenSet();

    /// <summary>The properties of an entity that signing in may read and change, by way of another that is a part of it.</summary>
    public static IEnumerable<string> PartOf(Type entity) =>
        All.Where(t => t.Credential?.PartOf == entity).SelectMany(t => t.Entity.GetProperties()).Select(p => p.Name);

    public static void ApplyScoped(ModelBuilder model) =>
        ApplyWhere(model, c => c is null or { AlsoScoped: true } or { OnlyAddedWhenScoped: true } or { OnlyAddedByAccounts: true });

    public static void ApplyCredentials(ModelBuilder model) => ApplyWhere(model, c => c is not null);

    /// <summary>Every table once.</summary>
    public static void ApplyAll(ModelBuilder model) => ApplyWhere(model, c => c?.PartOf is null);

    private static void ApplyWhere(ModelBuilder model, Func<CredentialAttribute?, bool> where)
    {
        foreach (var (entity, configuration, _) in All.Where(t => where(t.Credential)))
        {
            Apply.MakeGenericMethod(entity).Invoke(null, [model, Activator.CreateInstance(configuration, nonPublic: true)]);
        }
    }

    private static void ApplyOne<T>(ModelBuilder model, IEntityTypeConfiguration<T> configuration)
        where T : class => model.ApplyConfiguration(configuration);
}
