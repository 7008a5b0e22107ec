using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Administrators;
using Portico.Platform;
using Portico.Platform.Secrets.Passkeys;
using Portico.Platform.Storage;

namespace Portico.SignIn.Passkeys;

/// <summary>A passkey of an administrator.</summary>
[Credential]
public sealed class Passkey : StoredPasskey
{
    /// <summary>How many a person may have.</summary>
    public const int Most = 20;

    public ObjectId AdministratorId { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<Passkey>
    {
        public void Configure(EntityTypeBuilder<Passkey> table)
        {
            table.HasKey(p => p.Id);
            StoredPasskey.Configure(table);
            table.HasIndex(p => p.AdministratorId);
            table.HasOne<Administrator>().WithMany().HasForeignKey(p => p.AdministratorId);
        }
    }
}
