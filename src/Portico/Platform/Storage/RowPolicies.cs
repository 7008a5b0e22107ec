using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Portico.Platform.Access;

namespace Portico.Platform.Storage;

/// <summary>
/// PostgreSQL's row policies and grants, generated from the model. Each owned table has two policies, one for the role of a single
/// organization and one for the role of a provider: one policy with an "or" for both would scan the table.
/// </summary>
internal static class RowPolicies
{
    private static readonly string[] Scoped = [RowSecurity.OrganizationRole, RowSecurity.ProviderRole];

    private const string Organization = "current_setting('portico.organization', true)";
    private const string Provider = "current_setting('portico.provider', true)";
    private const string Membership = "current_setting('portico.membership', true)";

    /// <summary>
    /// The roles, which all databases of the cluster share: whatever is right already stays untouched, because two databases that
    /// write the same role at once get in each other's way, and because an owner who may not write roles then needs them only made
    /// for him.
    /// </summary>
    /// <param name="appRole">The role that the server signs in with; it owns nothing and inherits nothing.</param>
    public static string Roles(string appRole)
    {
        var (app, name) = (Quote(appRole), Literal(appRole));
        // Not to inherit comes first: from PostgreSQL 16 on, a membership keeps what was so when it was granted.
        var sql = new List<string> { Unless($"from pg_roles where rolname = {name} and not rolinherit", $"alter role {app} noinherit") };
        foreach (var role in Scoped)
        {
            sql.Add(Unless($"from pg_roles where rolname = '{role}'", $"create role {role} nologin"));
            sql.Add(
                Unless(
                    $"""
                    from pg_auth_members a join pg_roles r on r.oid = a.roleid join pg_roles m on m.oid = a.member
                    where r.rolname = '{role}' and m.rolname = {name}
                    """,
                    $"grant {role} to {app}"
                )
            );
        }

        return string.Join('\n', sql);
    }

    /// <summary>Grants and policies of this database, made anew.</summary>
    /// <param name="model">The whole model.</param>
    /// <param name="appRole">The role that the server signs in with.</param>
    public static string Script(IModel model, string appRole)
    {
        var sql = new List<string>();
        var app = Quote(appRole);
        foreach (var role in Scoped)
        {
            sql.Add($"grant usage on schema public to {role};");
            sql.Add($"revoke all on all tables in schema public from {role};");
        }

        sql.Add($"grant usage on schema public to {app};");
        sql.Add($"revoke all on all tables in schema public from {app};");
        sql.Add("revoke all on all tables in schema public from public;");
        sql.Add($"""grant select on "__EFMigrationsHistory" to {app};""");

        foreach (
            var entity in model
                .GetEntityTypes()
                .Where(e => e.BaseType is null && e.GetTableName() is not null)
                .OrderBy(e => e.GetTableName(), StringComparer.Ordinal)
        )
        {
            Table(sql, entity, app);
        }

        return string.Join('\n', sql);
    }

    private static void Table(List<string> sql, IEntityType entity, string app)
    {
        var table = Quote(entity.GetTableName()!);
        var type = entity.ClrType;
        if (typeof(IOrganization).IsAssignableFrom(type))
        {
            Force(sql, table);
            sql.Add(
                $"grant select (id, provider_id, state, slug, name, accent, logo_hash, contact_name, contact_email) on {table} to {app};"
            );
            Policy(sql, table, "entry", "select", app, "true");
            Grant(sql, table, RowSecurity.OrganizationRole, "select, update");
            Policy(sql, table, "organization", "all", RowSecurity.OrganizationRole, $"id = {Organization}");
            Grant(sql, table, RowSecurity.ProviderRole, "select, insert, update, delete");
            Policy(
                sql,
                table,
                "provider",
                "all",
                RowSecurity.ProviderRole,
                $"provider_id = {Provider} and ({Membership} = '' or {Chosen})"
            );
            return;
        }

        var isCredential = Tables.AlsoScoped.Contains(type);
        if (typeof(IOwnedByOrganization).IsAssignableFrom(type))
        {
            Force(sql, table);
            Grant(sql, table, RowSecurity.OrganizationRole, "select, insert, update, delete");
            Policy(sql, table, "organization", "all", RowSecurity.OrganizationRole, $"organization_id = {Organization}");
            Grant(sql, table, RowSecurity.ProviderRole, "select, insert, update, delete");
            Policy(
                sql,
                table,
                "provider",
                "all",
                RowSecurity.ProviderRole,
                $"(select o.provider_id from managed_organization o where o.id = organization_id) = {Provider}"
            );
        }
        else if (typeof(IOwnedByProvider).IsAssignableFrom(type))
        {
            Force(sql, table);
            Grant(sql, table, RowSecurity.ProviderRole, "select, insert, update, delete");
            Policy(sql, table, "provider", "all", RowSecurity.ProviderRole, $"provider_id = {Provider}");
            if (SeenFromInside(type) is { } seen)
            {
                Grant(sql, table, RowSecurity.OrganizationRole, "select");
                Policy(sql, table, "organization", "select", RowSecurity.OrganizationRole, seen);
            }
        }
        else
        {
            Grant(sql, table, app, "select, insert, update, delete");
            if (Tables.OnlyAddedWhenScoped.Contains(type))
            {
                Grant(sql, table, RowSecurity.OrganizationRole, "insert");
                Grant(sql, table, RowSecurity.ProviderRole, "insert");
            }
        }

        if (Tables.OnlyAddedByAccounts.Contains(type))
        {
            Grant(sql, table, app, "insert");
            Policy(sql, table, "entry", "insert", app, "true");
        }

        if (Tables.PartOf(type).Select(entity.FindProperty).OfType<IProperty>().ToList() is { Count: > 0 } part)
        {
            var columns = string.Join(", ", part.Select(p => Quote(p.GetColumnName())));
            Grant(sql, table, app, $"select ({columns}), update ({columns})");
            Policy(sql, table, "entry", "all", app, "true");
        }

        if (isCredential)
        {
            Grant(sql, table, app, "select, insert, update, delete");
            Policy(sql, table, "entry", "all", app, "true");
        }
    }

    /// <summary>What an organization may see of its provider: its name, and those of its staff who have access here.</summary>
    private static string? SeenFromInside(Type type) =>
        type.Name switch
        {
            nameof(OrganizationAccess) => $"organization_id = {Organization}",
            nameof(ProviderPlace) => $"""
                provider_id = {Provider} and (all_organizations or exists (
                    select 1 from organization_access a
                    where a.provider_id = provider_membership.provider_id and a.membership_id = provider_membership.id))
                """,
            "Provider" => $"provider_id = {Provider}",
            _ => null,
        };

    /// <summary>
    /// A scalar subquery and not "exists": PostgreSQL may read all that "exists" could ever find into a hash table first, and so make
    /// the 25 rows of a page cost as much as the thousands of organizations that were chosen.
    /// </summary>
    private static string Chosen =>
        $"""
            coalesce((
                select true from organization_access a
                where a.provider_id = managed_organization.provider_id and a.membership_id = {Membership}
                  and a.organization_id = managed_organization.id), false)
            """;

    private static void Force(List<string> sql, string table) =>
        sql.Add($"alter table {table} enable row level security, force row level security;");

    private static void Grant(List<string> sql, string table, string role, string rights) =>
        sql.Add($"grant {rights} on {table} to {role};");

    private static void Policy(List<string> sql, string table, string name, string command, string role, string rows)
    {
        sql.Add($"drop policy if exists {name} on {table};");
        var read = command is "insert" ? "" : $" using ({rows})";
        var written = command is "select" ? "" : $" with check ({rows})";
        sql.Add($"create policy {name} on {table} for {command} to {role}{read}{written};");
    }

    private static string Unless(string exists, string change) =>
        $"do $$ begin if not exists (select {exists}) then {change}; end if; end $$;";

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
