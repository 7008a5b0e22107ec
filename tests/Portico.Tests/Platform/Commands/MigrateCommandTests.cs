using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Portico.Platform;
using Portico.Platform.Commands;
using Portico.Platform.Storage;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Commands;

public sealed class MigrateCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("portico-migrate-").FullName;
    private readonly string? database = TestPortal.UsesPostgres ? PostgresServer.EmptyDatabase() : null;

    public void Dispose()
    {
        if (database is not null)
        {
            PostgresServer.Drop(database);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Says_what_it_applied_and_the_second_time_that_there_was_nothing_to_do()
    {
        var first = await MigrateAsync(Owner);
        var second = await MigrateAsync(Owner);

        Assert.Matches(
            "^Applied [0-9]+_Initial\\.\nApplied [0-9]+_ApiKeys\\.\nApplied [0-9]+_Directory\\.\nApplied [0-9]+_Applications\\.\nApplied [0-9]+_ServiceSources\\.\nApplied [0-9]+_CertificateWarnings\\.\nApplied [0-9]+_OpenIdConnect\\.\nApplied [0-9]+_FrontChannelLogout\\.\nApplied [0-9]+_ApplicationLogos\\.\n9 applied\\.",
            first
        );
        Assert.StartsWith("The schema was up to date.", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_at_once_do_it_once()
    {
        var both = await Task.WhenAll(MigrateAsync(Owner), MigrateAsync(Owner));

        Assert.All(both, said => Assert.NotEmpty(said));
        using var store = NewStore();
        Assert.Empty(await new StoreSchema(store).PendingAsync());
    }

    [Fact]
    public async Task The_server_does_not_start_on_a_PostgreSQL_that_lacks_migrations()
    {
        Assert.SkipUnless(TestPortal.UsesPostgres, "SQLite is brought up to date by the server itself.");
        using var store = NewStore();

        var refused = await Assert.ThrowsAsync<OperatorException>(() => new StoreSchema(store).PrepareAsync(ownerConnection: null));
        Assert.Contains("porticod migrate", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_for_the_owners_connection_and_for_another_role_than_the_servers()
    {
        Assert.SkipUnless(TestPortal.UsesPostgres, "SQLite has no roles.");

        var missing = await Assert.ThrowsAsync<OperatorException>(() => MigrateAsync(owner: null));
        var same = await Assert.ThrowsAsync<OperatorException>(() => MigrateAsync(PostgresServer.App(database!)));

        Assert.Contains("ConnectionStrings__PorticoOwner", missing.Message, StringComparison.Ordinal);
        Assert.Contains("both name the role portico_app", same.Message, StringComparison.Ordinal);
    }

    /// <summary>A process that was killed while it migrated leaves the framework's lock behind, for which others would wait for ever.</summary>
    [Fact]
    public async Task The_lock_of_a_killed_process_holds_up_nobody()
    {
        Assert.SkipWhen(TestPortal.UsesPostgres, "PostgreSQL's lock ends with the connection.");
        using (var store = NewStore())
        {
            await using var connection = new SqliteConnection(store.ConnectionString);
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = """
                create table "__EFMigrationsLock" ("Id" integer primary key, "Timestamp" text not null);
                insert into "__EFMigrationsLock" values (1, '2026-11-23 19:34:32.7241829+00:00');
                """;
            await command.ExecuteNonQueryAsync();
        }

        Assert.Contains("9 applied", await MigrateAsync(owner: null).WaitAsync(TimeSpan.FromSeconds(60)), StringComparison.Ordinal);
    }

    private string? Owner => database is null ? null : PostgresServer.Owner(database);

    private Store NewStore() => new(database is null ? null : PostgresServer.App(database), folder);

    private async Task<string> MigrateAsync(string? owner)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["ConnectionStrings:PorticoOwner"] = owner })
            .Build();
        await using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(_ => NewStore())
            .AddSingleton<StoreSchema>()
            .BuildServiceProvider();
        await using var output = new StringWriter();
        await MigrateCommand.RunAsync(services, output, default);
        return output.ToString();
    }
}
