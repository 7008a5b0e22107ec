using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Portico.Platform.Storage;

/// <summary>Looks at the store as an operator would: who we are in it, what fences stand, what time it is there.</summary>
internal sealed class StoreInspection(Store store, StoreSchema schema)
{
    /// <summary>What weakens PostgreSQL's row security, each in a sentence; empty when nothing does, and on SQLite, which has none.</summary>
    public async Task<IReadOnlyList<string>> WeakFencesAsync(CancellationToken ct)
    {
        if (store.IsSqlite)
        {
            return [];
        }

        await using var db = store.OpenCredentials();
        var weak = new List<string>();
        var role = await db
            .Database.SqlQuery<Role>(
                $"""
                select rolname as name, rolsuper as is_super, rolbypassrls as bypasses,
                       (select string_agg(c.relname, ', ') from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname = current_schema() and c.relkind in ('r', 'p')
                          and pg_has_role(current_user, c.relowner, 'usage')) as owned
                from pg_roles where rolname = current_user
                """
            )
            .SingleAsync(ct);
        if (role.IsSuper || role.Bypasses)
        {
            weak.Add($"The role {role.Name} passes by the row policies: alter role {role.Name} nosuperuser nobypassrls.");
        }

        if (role.Owned is not null)
        {
            weak.Add($"The role {role.Name} owns {role.Owned}, so it could take the policies away. Let another role own that.");
        }

        var fenced = await db
            .Database.SqlQuery<string>(
                $"""
                select c.relname as "Value" from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = current_schema() and c.relrowsecurity and c.relforcerowsecurity
                  and exists (select 1 from pg_policy p where p.polrelid = c.oid)
                """
            )
            .ToListAsync(ct);
        var open = OwnedTables().Except(fenced, StringComparer.Ordinal).ToList();
        if (open.Count > 0)
        {
            weak.Add($"Row security is not in force on {string.Join(", ", open)}: run porticod migrate.");
        }

        return weak;
    }

    /// <summary>The clock of the machine that PostgreSQL runs on; null for SQLite, whose clock is ours.</summary>
    public async Task<DateTimeOffset?> TimeAsync(CancellationToken ct)
    {
        if (store.IsSqlite)
        {
            return null;
        }

        await using var db = store.OpenCredentials();
        return await db.Database.SqlQuery<DateTimeOffset>($"""select clock_timestamp() as "Value" """).SingleAsync(ct);
    }

    private List<string> OwnedTables()
    {
        using var model = schema.Open(store.ConnectionString);
        return [.. from entity in model.Model.GetEntityTypes() where IsOwned(entity) select entity.GetTableName()!];
    }

    private static bool IsOwned(IReadOnlyEntityType entity) =>
        entity.GetTableName() is not null
        && (
            typeof(IOwnedByOrganization).IsAssignableFrom(entity.ClrType)
            || typeof(IOwnedByProvider).IsAssignableFrom(entity.ClrType)
            || typeof(IOrganization).IsAssignableFrom(entity.ClrType)
        );

    private sealed record Role(string Name, bool IsSuper, bool Bypasses, string? Owned);
}
