using System.Linq.Expressions;
using Portico.Platform.Storage;

namespace Portico.Systems;

/// <summary>Finds and sorts systems by their hostnames.</summary>
internal static class SystemSearch
{
    public static readonly IReadOnlyDictionary<string, Expression<Func<ManagedSystem, object?>>> Keys = new Dictionary<
        string,
        Expression<Func<ManagedSystem, object?>>
    >(StringComparer.Ordinal)
    {
        ["hostname"] = s => s.Hostname,
        ["createdAt"] = s => s.CreatedAt,
    };

    /// <summary>Those whose hostname has this part; all of them for no text.</summary>
    public static IQueryable<ManagedSystem> Named(this IQueryable<ManagedSystem> systems, string? part)
    {
        if (string.IsNullOrWhiteSpace(part))
        {
            return systems;
        }

        var key = part.Trim().ToSearchKey();
#pragma warning disable CA1304, CA1311, CA1862, MA0011 // The database lowers the letters; a culture is not translated.
        return systems.Where(s => s.Hostname.ToLower().Contains(key));
#pragma warning restore CA1304, CA1311, CA1862, MA0011
    }
}
