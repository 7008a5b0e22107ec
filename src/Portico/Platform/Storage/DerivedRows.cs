using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace Portico.Platform.Storage;

/// <summary>
/// Writes rows and columns in sets, without reading them first. They pass the scope's filter like every other; only what no audit event
/// tells row by row can be written so: <see cref="IWrittenInSets"/>, and columns with <see cref="NotAuditedAttribute"/>.
/// </summary>
internal static class DerivedRows
{
    public static Task<int> RemoveWhereAsync<T>(this PorticoDb db, Expression<Func<T, bool>> which, CancellationToken ct)
        where T : class, IWrittenInSets => db.Set<T>().Where(which).ExecuteDeleteAsync(ct);

    public static Task AddInSetsAsync<T>(this PorticoDb db, IReadOnlyCollection<T> rows, CancellationToken ct)
        where T : class, IWrittenInSets => rows.Count is 0 ? Task.CompletedTask : BulkInsert.AddAsync(db, rows, ct);

    /// <summary>Sets a column of all those rows.</summary>
    public static Task<int> SetWhereAsync<T, TValue>(
        this PorticoDb db,
        Expression<Func<T, bool>> which,
        Expression<Func<T, TValue>> column,
        TValue value,
        CancellationToken ct
    )
        where T : class, IOwnedByOrganization
    {
        RequireUnaudited(column);
        return db.Set<T>().Where(which).ExecuteUpdateAsync(set => set.SetProperty(column, value), ct);
    }

    /// <summary>Adds to a number of all those rows in the database, so that two operations at once cannot lose one.</summary>
    public static Task<int> AddWhereAsync<T>(
        this PorticoDb db,
        Expression<Func<T, bool>> which,
        Expression<Func<T, int>> column,
        int by,
        CancellationToken ct
    )
        where T : class, IOwnedByOrganization
    {
        RequireUnaudited(column);
        Expression<Func<int>> difference = () => by;
        var sum = Expression.Lambda<Func<T, int>>(Expression.Add(column.Body, difference.Body), column.Parameters);
        return db.Set<T>().Where(which).ExecuteUpdateAsync(set => set.SetProperty(column, sum), ct);
    }

    private static void RequireUnaudited(LambdaExpression column)
    {
        if (
            column.Body is not MemberExpression { Member: PropertyInfo member }
            || (!typeof(IWrittenInSets).IsAssignableFrom(member.DeclaringType) && !member.IsDefined(typeof(NotAuditedAttribute)))
        )
        {
            throw new InvalidOperationException($"{column.Body} is told in audit events, and so is changed row by row.");
        }
    }
}
