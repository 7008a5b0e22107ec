using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.Users;

/// <summary>How an organization keeps its directory. It has no row until something is changed: then these are the defaults.</summary>
public sealed class DirectorySettings : IOwnedByOrganization, IVersioned
{
    public ObjectId OrganizationId { get; init; }

    /// <summary>Of users who are added by hand or by the API.</summary>
    [Display(Name = "State of new users")]
    public UserState NewUserState { get; set; } = UserState.Activated;

    /// <summary>Of users who come from a file.</summary>
    [Display(Name = "State of imported users")]
    public UserState ImportedUserState { get; set; } = UserState.Staged;

    /// <summary>What users may change of themselves in their portal.</summary>
    public UserFields EditableFields { get; set; } = UserFields.PhoneNumbers | UserFields.DisplayName;

    /// <summary>Whether a caller's identity must be verified before his password or second factor is reset.</summary>
    [Display(Name = "Caller verification required")]
    public bool RequiresCallerVerification { get; set; }
    public int Version { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<DirectorySettings>
    {
        public void Configure(EntityTypeBuilder<DirectorySettings> table)
        {
            table.HasKey(s => s.OrganizationId);
            table.Property(s => s.NewUserState).HasConversion<string>().HasMaxLength(20);
            table.Property(s => s.ImportedUserState).HasConversion<string>().HasMaxLength(20);
            table.HasOne<ManagedOrganization>().WithOne().HasForeignKey<DirectorySettings>(s => s.OrganizationId);
        }
    }
}

/// <summary>What of a user's profile the user may change.</summary>
[Flags]
public enum UserFields
{
    None = 0,
    Name = 1,
    DisplayName = 2,
    AlternateEmail = 4,
    PhoneNumbers = 8,
    Addresses = 16,
    Location = 32,
    SshKeys = 64,
}
