using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Portico.Platform.Storage;

/// <summary>Has what is derived from changed rows brought up to date (<see cref="IFollowed"/>).</summary>
internal static class Followers
{
    private delegate Task Keep(PorticoDb db, IReadOnlyList<EntityEntry> changed, DateTimeOffset now, CancellationToken ct);

    private static readonly MethodInfo Generic = typeof(Followers).GetMethod(nameof(KeepOf), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly ConcurrentDictionary<Type, Keep> Known = new();

    /// <summary>Whether any row was followed by others, which may have changed then.</summary>
    public static async Task<bool> KeepAsync(PorticoDb db, List<EntityEntry> changed, DateTimeOffset now, CancellationToken ct)
    {
        var followed = changed.Where(e => e.Entity is IFollowed).GroupBy(e => e.Metadata.ClrType).ToList();
        foreach (var rows in followed)
        {
            await Known.GetOrAdd(rows.Key, type => Generic.MakeGenericMethod(type).CreateDelegate<Keep>())(db, [.. rows], now, ct);
        }

        return followed.Count > 0;
    }

    private static Task KeepOf<T>(PorticoDb db, IReadOnlyList<EntityEntry> changed, DateTimeOffset now, CancellationToken ct)
        where T : IFollowed => T.KeepFollowersAsync(db, changed, now, ct);
}
