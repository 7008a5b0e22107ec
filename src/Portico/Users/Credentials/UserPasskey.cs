using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Secrets.Passkeys;
using Portico.Platform.Storage;

namespace Portico.Users.Credentials;

/// <summary>A passkey of a user; how many there are stands in <see cref="UserIdentity.Passkeys"/>, too.</summary>
[Credential(AlsoScoped = true)]
public sealed class UserPasskey : StoredPasskey, IOwnedByOrganization
{
    /// <summary>How many a user may have.</summary>
    public const int Most = 20;

    public ObjectId OrganizationId { get; init; }
    public ObjectId UserId { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<UserPasskey>
    {
        public void Configure(EntityTypeBuilder<UserPasskey> table)
        {
            table.HasKey(p => new
            {
                p.OrganizationId,
                p.UserId,
                p.Id,
            });
            StoredPasskey.Configure(table);
        }
    }
}
