using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Portico.Platform.Storage;

/// <summary>The whole model, for migrations and row policies only: it reads and writes no rows.</summary>
public abstract class SchemaDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        Columns.Conventions(configurationBuilder, Database.IsSqlite());

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Tables.ApplyAll(modelBuilder);
        Columns.Finish(modelBuilder, Database.IsSqlite());
    }
}

/// <summary>The schema of the embedded store.</summary>
public sealed class SqliteSchema(DbContextOptions<SqliteSchema> options) : SchemaDb(options)
{
    internal sealed class Factory : IDesignTimeDbContextFactory<SqliteSchema>
    {
        public SqliteSchema CreateDbContext(string[] args) => new(Store.SqliteOptions<SqliteSchema>("Data Source=:memory:"));
    }
}

/// <summary>The schema on PostgreSQL.</summary>
public sealed class PostgresSchema(DbContextOptions<PostgresSchema> options) : SchemaDb(options)
{
    internal sealed class Factory : IDesignTimeDbContextFactory<PostgresSchema>
    {
        public PostgresSchema CreateDbContext(string[] args) => new(Store.PostgresOptions<PostgresSchema>("Host=localhost"));
    }
}
