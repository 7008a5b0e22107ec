using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portico.Platform.Storage;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Storage;

public sealed class MigrationHistoryTests
{
    [Fact]
    public void Knows_the_migrations_that_Entity_Framework_knows()
    {
        using var sqlite = new SqliteSchema.Factory().CreateDbContext([]);
        using var postgres = new PostgresSchema.Factory().CreateDbContext([]);

        Assert.NotEmpty(MigrationHistory.Known(typeof(SqliteSchema)));
        Assert.Equal(sqlite.Database.GetMigrations(), MigrationHistory.Known(typeof(SqliteSchema)));
        Assert.Equal(postgres.Database.GetMigrations(), MigrationHistory.Known(typeof(PostgresSchema)));
    }

    [Fact]
    public async Task A_migrated_store_lacks_nothing()
    {
        using var portal = new TestPortal();

        Assert.Empty(await portal.Services.GetRequiredService<StoreSchema>().PendingAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_empty_store_lacks_everything_until_it_is_prepared()
    {
        var folder = Directory.CreateTempSubdirectory("portico-empty-").FullName;
        using (var store = new Store(null, folder))
        {
            var schema = new StoreSchema(store);

            Assert.Equal(MigrationHistory.Known(typeof(SqliteSchema)), await schema.PendingAsync(TestContext.Current.CancellationToken));
            await schema.PrepareAsync(null, TestContext.Current.CancellationToken);
            Assert.Empty(await schema.PendingAsync(TestContext.Current.CancellationToken));
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
