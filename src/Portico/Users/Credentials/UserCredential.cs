using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform.Storage;

namespace Portico.Users.Credentials;

/// <summary>A user as signing in knows him, before it is known who he is: this much of the row of <see cref="User"/>, and no more.</summary>
[Credential(PartOf = typeof(User))]
public sealed class UserCredential : UserIdentity
{
    internal sealed class Table : IEntityTypeConfiguration<UserCredential>
    {
        public void Configure(EntityTypeBuilder<UserCredential> table) => Shape(table);
    }
}
