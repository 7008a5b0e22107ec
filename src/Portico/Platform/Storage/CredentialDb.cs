using System.Linq.Expressions;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Portico.Platform.Storage;

/// <summary>
/// What is used before anyone is known: accounts, sessions, links, memberships for the gate, keys. Nothing that an organization
/// fills with its own contents can be reached from here.
/// </summary>
public sealed class CredentialDb : DbContext, IDataProtectionKeyContext
{
    /// <summary>For the store, the only one that makes such options.</summary>
    public CredentialDb(DbContextOptions<CredentialDb> options)
        : base(options) { }

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        Columns.Conventions(configurationBuilder, Database.IsSqlite());

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Tables.ApplyCredentials(modelBuilder);
        Columns.Finish(modelBuilder, Database.IsSqlite());
        // PostgreSQL refuses to read them; SQLite has no rights to refuse with.
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(e => Tables.OnlyAddedByAccounts.Contains(e.ClrType)))
        {
            entity.SetQueryFilter("unseen", Expression.Lambda(Expression.Constant(value: false), Expression.Parameter(entity.ClrType)));
        }
    }
}
