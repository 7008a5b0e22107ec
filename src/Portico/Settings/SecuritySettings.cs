using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.Settings;

/// <summary>What an organization demands of its users' passwords and sign-ins.</summary>
[Credential(AlsoScoped = true)]
public sealed class SecuritySettings : IOwnedByOrganization, IVersioned
{
    public ObjectId OrganizationId { get; init; }

    /// <summary>8 to 64 characters.</summary>
    [Display(Name = "Minimum length")]
    public int MinimumLength { get; set; } = 12;

    [Display(Name = "Lower case required")]
    public bool RequiresLower { get; set; } = true;

    [Display(Name = "Upper case required")]
    public bool RequiresUpper { get; set; } = true;

    [Display(Name = "Number required")]
    public bool RequiresNumber { get; set; } = true;

    [Display(Name = "Symbol required")]
    public bool RequiresSymbol { get; set; }

    [Display(Name = "Username refused as password")]
    public bool RefusesUsername { get; set; } = true;

    [Display(Name = "Commonly used passwords refused")]
    public bool RefusesCommon { get; set; } = true;

    [Display(Name = "Sequences and repetitions refused")]
    public bool RefusesSequences { get; set; } = true;

    /// <summary>How many former passwords are refused, 1 to 24; null for none.</summary>
    [Display(Name = "Password history")]
    public int? HistoryLength { get; set; } = 10;

    /// <summary>Days until a password expires, 1 to 730; null for never. A warning is mailed 7 days before.</summary>
    [Display(Name = "Password expiry in days")]
    public int? ExpiryDays { get; set; }

    /// <summary>Hours before a password may be changed again, 1 to 720; null for none.</summary>
    [Display(Name = "Minimum password age in hours")]
    public int? MinimumAgeHours { get; set; }

    /// <summary>Wrong passwords before a user is locked out, 3 to 50; null for no lockout.</summary>
    [Display(Name = "Attempts before lockout")]
    public int? LockoutAttempts { get; set; } = 10;

    /// <summary>Minutes until a locked user may try again, 5 to 90; null until an administrator unlocks.</summary>
    [Display(Name = "Unlock after minutes")]
    public int? UnlockMinutes { get; set; } = 15;

    /// <summary>Minutes without a wrong password after which the count starts anew, 5 to 1,440.</summary>
    [Display(Name = "Counter reset after minutes")]
    public int CounterResetMinutes { get; set; } = 30;

    [Display(Name = "User multifactor authentication")]
    public UserMfa UserMfa { get; set; }

    /// <summary>Days a user has to enroll once it is required, 1 to 365.</summary>
    [Display(Name = "Enrollment period in days")]
    public int MfaEnrollmentDays { get; set; } = 7;

    /// <summary>Hours after which a user signs in again, 1 to 720.</summary>
    [Display(Name = "User portal session lifetime in hours")]
    public int SessionHours { get; set; } = 12;

    /// <summary>Minutes without a request after which a user signs in again, 5 to 1,440.</summary>
    [Display(Name = "User portal idle time in minutes")]
    public int SessionIdleMinutes { get; set; } = 60;

    /// <summary>When what a password must be was last made stricter: those set before may not comply.</summary>
    [NotAudited]
    public DateTimeOffset? TightenedAt { get; set; }
    public int Version { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<SecuritySettings>
    {
        public void Configure(EntityTypeBuilder<SecuritySettings> table)
        {
            table.HasKey(s => s.OrganizationId);
            table.Property(s => s.UserMfa).HasConversion<string>().HasMaxLength(20);
            // Where users must have a second factor is asked over all organizations.
            table.HasIndex(s => s.UserMfa);
        }
    }
}

/// <summary>Of whom multifactor authentication is required.</summary>
public enum UserMfa
{
    Optional,
    RequiredForAll,

    /// <summary>Of the members of the groups that ask for it.</summary>
    RequiredByGroup,
}
