using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Portico.Platform.Storage;

/// <summary>Removes derived rows without reading them first. They pass the scope's filter like every other.</summary>
internal static class DerivedRows
{
    public static Task<int> RemoveWhereAsync<T>(this PorticoDb db, Expression<Func<T, bool>> which, CancellationToken ct)
        where T : class, IDerived => db.Set<T>().Where(which).ExecuteDeleteAsync(ct);
}
