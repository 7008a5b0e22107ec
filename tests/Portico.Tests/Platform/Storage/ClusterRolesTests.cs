using Npgsql;
using Portico.Platform.Storage;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Storage;

/// <summary>Roles belong to the cluster and not to a database: what that means for several databases in it, and for who may write roles.</summary>
public sealed class ClusterRolesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("portico-roles-").FullName;
    private readonly string server = $"server_{Guid.NewGuid():n}";
    private readonly List<string> databases = [];

    public ClusterRolesTests() => Assert.SkipUnless(TestPortal.UsesPostgres, "SQLite has no roles.");

    public void Dispose()
    {
        databases.ForEach(PostgresServer.Drop);
        if (databases.Count > 0)
        {
            AsSuper($"drop role if exists {server}; drop role if exists {server}_owner");
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Databases_of_one_cluster_are_migrated_at_once()
    {
        AddDatabases(6);
        AsSuper($"create role {server} login password 'app'");

        await Task.WhenAll(databases.Select(d => MigrateAsync(d, PostgresServer.Owner(d))));

        Assert.False(await AskAsync<bool>($"select rolinherit from pg_roles where rolname = '{server}'"));
        Assert.Equal(2, await AskAsync<long>($"select count(*) from pg_auth_members where member = '{server}'::regrole"));
    }

    [Fact]
    public async Task An_owner_who_may_not_write_roles_finds_them_made_for_him()
    {
        AddDatabases(1);
        var owner = $"{server}_owner";
        AsSuper(
            $"""
            create role {server} login noinherit password 'app';
            create role {owner} login password 'owner';
            grant {RowSecurity.OrganizationRole}, {RowSecurity.ProviderRole} to {server};
            alter database {databases[0]} owner to {owner};
            """
        );
        var asOwner = new NpgsqlConnectionStringBuilder(PostgresServer.Owner(databases[0])) { Username = owner }.ConnectionString;

        await MigrateAsync(databases[0], asOwner);
        await MigrateAsync(databases[0], asOwner);

        using var store = NewStore(databases[0]);
        Assert.Empty(await new StoreSchema(store).PendingAsync());
    }

    private void AddDatabases(int count)
    {
        for (var n = 0; n < count; n++)
        {
            databases.Add(PostgresServer.EmptyDatabase());
        }
    }

    private async Task MigrateAsync(string database, string owner)
    {
        using var store = NewStore(database);
        await new StoreSchema(store).MigrateAsync(owner);
    }

    private Store NewStore(string database) =>
        new(new NpgsqlConnectionStringBuilder(PostgresServer.App(database)) { Username = server }.ConnectionString, folder);

    private static void AsSuper(string sql)
    {
        using var connection = new NpgsqlConnection(PostgresServer.Super("postgres"));
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static async Task<T> AskAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(PostgresServer.Super("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
