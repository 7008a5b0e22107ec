using System.Collections.Frozen;
using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Portico.Platform.Storage;

namespace Portico.Tests.Support;

/// <summary>
/// SQLite has no row policies. In tests this stands in their place: a command that reads or changes a table of an organization must
/// compare that very table's organization with something, or it fails.
/// </summary>
public sealed partial class OrganizationInEveryCommand : DbCommandInterceptor
{
    public static readonly OrganizationInEveryCommand Instance = new();

    private static readonly FrozenSet<string> OwnedTables = FindOwnedTables();

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        Check(command.CommandText);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Check(command.CommandText);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Check(command.CommandText);
        return ValueTask.FromResult(result);
    }

    /// <exception cref="InvalidOperationException">The command touches an owned table without its organization.</exception>
    public static void Check(string sql)
    {
        if (
            sql.TrimEnd() is var text
            && (text.EndsWith("WHERE 0", StringComparison.Ordinal) || text.EndsWith("WHERE FALSE", StringComparison.Ordinal))
        )
        {
            // What cannot be true of any row reads none.
            return;
        }

        foreach (Match use in TableUse().Matches(sql))
        {
            var table = use.Groups["table"].Value;
            if (!OwnedTables.Contains(table))
            {
                continue;
            }

            // managed_organization's own id is the organization, and its slug names one; everywhere else the column names it.
            var column = table is "managed_organization" ? "(id|provider_id|slug)" : "organization_id";
            var alias = use.Groups["alias"] is { Success: true, Value: var name } ? $"\"?{Regex.Escape(name)}\"?\\." : "";
            var named = $@"{alias}""?{column}""?";
            if (!Regex.IsMatch(sql, $@"{named}\s*=|=\s*{named}", RegexOptions.None, TimeSpan.FromSeconds(5)))
            {
                throw new InvalidOperationException($"A command touches {table} without its organization: {sql}");
            }
        }
    }

    private static FrozenSet<string> FindOwnedTables()
    {
        using var schema = new SqliteSchema.Factory().CreateDbContext([]);
        return schema
            .Model.GetEntityTypes()
            .Where(e => typeof(IOwnedByOrganization).IsAssignableFrom(e.ClrType) || typeof(IOrganization).IsAssignableFrom(e.ClrType))
            .Select(e => e.GetTableName() ?? e.GetViewName()!)
            .ToFrozenSet(StringComparer.Ordinal);
    }

    [GeneratedRegex(
        """\b(FROM|JOIN|UPDATE)\s+"?(?<table>[a-z_]+)"?(\s+AS\s+"?(?<alias>\w+)"?)?""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        5_000
    )]
    private static partial Regex TableUse();
}
