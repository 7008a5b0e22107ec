using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.Users;

/// <summary>A person of an organization; username and e-mail unique within it.</summary>
[CountedAs(Counted.Users)]
public sealed class User : IOwnedByOrganization, IVersioned
{
    public const int UsernameMaxLength = 64;
    public const int NameMaxLength = 100;
    public const int EmailMaxLength = 254;

    public ObjectId OrganizationId { get; init; }
    public ObjectId Id { get; init; }

    /// <summary>Lower-cased.</summary>
    public required string Username { get; set; }

    /// <summary>Lower-cased.</summary>
    public required string Email { get; set; }
    public string FirstName { get; set; } = "";
    public string LastName { get; set; } = "";
    public UserState State { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public int Version { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<User>
    {
        public void Configure(EntityTypeBuilder<User> table)
        {
            table.ToTable("directory_user");
            table.HasKey(u => new { u.OrganizationId, u.Id });
            table.Property(u => u.Username).HasMaxLength(UsernameMaxLength).IsSearchKey();
            table.Property(u => u.Email).HasMaxLength(EmailMaxLength).IsSearchKey();
            table.Property(u => u.FirstName).HasMaxLength(NameMaxLength);
            table.Property(u => u.LastName).HasMaxLength(NameMaxLength);
            table.Property(u => u.State).HasConversion<string>().HasMaxLength(20);
            table.HasIndex(u => new { u.OrganizationId, u.Username }).IsUnique().Refuses(u => new UsernameTaken(u.Username));
            table.HasIndex(u => new { u.OrganizationId, u.Email }).IsUnique().Refuses(u => new UserEmailTaken(u.Email));
            table.HasOne<ManagedOrganization>().WithMany().HasForeignKey(u => u.OrganizationId);
        }
    }
}

/// <summary>Whether a user may have access at all; the password's status stands beside it.</summary>
public enum UserState
{
    Staged,
    Activated,
    Suspended,
}
