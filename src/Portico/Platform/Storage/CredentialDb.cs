using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Portico.Platform.Storage;

/// <summary>
/// What is used before anyone is known: accounts, sessions, links, memberships for the gate, keys. Nothing that an organization
/// fills with its own contents can be reached from here.
/// </summary>
public sealed class CredentialDb : DbContext, IDataProtectionKeyContext
{
    internal CredentialDb(DbContextOptions<CredentialDb> options)
        : base(options) { }

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        Columns.Conventions(configurationBuilder, Database.IsSqlite());

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Tables.ApplyCredentials(modelBuilder);
        Columns.Finish(modelBuilder, Database.IsSqlite());
    }
}
