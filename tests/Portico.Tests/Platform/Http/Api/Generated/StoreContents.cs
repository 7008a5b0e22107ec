using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Portico.Platform.Http.Api.Idempotency;
using Portico.Platform.Storage;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Http.Api.Generated;

/// <summary>All rows of all tables, audit events and queued mails too, but for what notes that something was used.</summary>
internal static class StoreContents
{
    private static readonly MethodInfo rowsOf = typeof(StoreContents).GetMethod(
        nameof(RowsAsync),
        BindingFlags.NonPublic | BindingFlags.Static
    )!;

    /// <summary>A line for each row.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(TestPortal portal)
    {
        await using var db = portal.OpenPastTheFences();
        var lines = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Where(t => !t.IsOwned() && t.ClrType != typeof(IdempotentRequest)))
        {
            lines.AddRange(await (Task<List<string>>)rowsOf.MakeGenericMethod(table.ClrType).Invoke(null, [db, table])!);
        }

        return lines;
    }

    private static async Task<List<string>> RowsAsync<T>(DbContext db, IEntityType table)
        where T : class
    {
        var columns = table
            .GetProperties()
            .Where(p => p.PropertyInfo is { } member && member.GetCustomAttribute<UsageAttribute>() is null)
            .ToList();
        var rows = await db.Set<T>().AsNoTracking().ToListAsync();
        return
        [
            .. rows.Select(row => $"{typeof(T).Name} {string.Join(" | ", columns.Select(c => TextOf(c.PropertyInfo!.GetValue(row))))}")
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string? TextOf(object? value) => value is byte[] bytes ? Convert.ToHexString(bytes) : value?.ToString();
}
