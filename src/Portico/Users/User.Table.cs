using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Organizations;
using Portico.Platform.Storage;
using Portico.Users.Credentials;

namespace Portico.Users;

public sealed partial class User
{
    internal sealed class Table : IEntityTypeConfiguration<User>
    {
        public void Configure(EntityTypeBuilder<User> table)
        {
            Shape(table);
            table.Property(u => u.MiddleName).HasMaxLength(NameMaxLength);
            table.Property(u => u.NameKey).HasMaxLength(DisplayNameMaxLength * 4).IsSearchKey();
            table.Property(u => u.SearchText).HasMaxLength(4_000).IsSearchKey();
            table.Property(u => u.Description).HasMaxLength(DescriptionMaxLength);
            table.Property(u => u.Company).HasMaxLength(TextMaxLength);
            table.Property(u => u.Department).HasMaxLength(TextMaxLength);
            table.Property(u => u.CostCenter).HasMaxLength(TextMaxLength);
            table.Property(u => u.JobTitle).HasMaxLength(TextMaxLength);
            table.Property(u => u.EmployeeType).HasMaxLength(TextMaxLength);
            table.Property(u => u.EmployeeIdentifier).HasMaxLength(TextMaxLength);
            table.Property(u => u.Location).HasMaxLength(TextMaxLength);
            table.Property(u => u.WorkAddress).IsJson();
            table.Property(u => u.HomeAddress).IsJson();
            table.Property(u => u.PhoneNumbers).IsJsonList();
            table.Property(u => u.CustomAttributes).IsJsonList();
            table.Property(u => u.SshKeys).IsJsonList();
            Indexes(table);
            Relations(table);
        }

        private static void Indexes(EntityTypeBuilder<User> table)
        {
            table.HasIndex(u => new { u.OrganizationId, u.Username }).IsUnique().Refuses(u => new UsernameTaken(u.Username));
            table.HasIndex(u => new { u.OrganizationId, u.Email }).IsUnique().Refuses(u => new UserEmailTaken(u.Email));
            table
                .HasIndex(u => new { u.OrganizationId, u.EmployeeIdentifier })
                .IsUnique()
                .Refuses(u => new EmployeeIdentifierTaken(u.EmployeeIdentifier ?? ""));
            table.HasIndex(u => new { u.OrganizationId, u.Uid }).IsUnique().Refuses(u => new UidTaken(u.Uid));
            // Whoever signs in by address alone may be in any organization.
            table.HasIndex(u => u.Email);
            table.HasIndex(u => new
            {
                u.OrganizationId,
                u.NameKey,
                u.Id,
            });
            table.HasIndex(u => new
            {
                u.OrganizationId,
                u.State,
                u.NameKey,
                u.Id,
            });
            table.HasIndex(u => new
            {
                u.OrganizationId,
                u.LastSignInAt,
                u.NameKey,
                u.Id,
            });
            // Whose password expires soon is warned, in whatever organization.
            table.HasIndex(u => new { u.OrganizationId, u.ManagerId });
            InNeed(table);
            table.HasIndex(u => u.ScheduledStateAt).HasFilter("scheduled_state_at is not null");
        }

        /// <summary>Those who wait for someone over all organizations, each kind in an index that holds no others.</summary>
        private static void InNeed(EntityTypeBuilder<User> table)
        {
            table.HasIndex(u => u.LockedAt).HasFilter("locked_at is not null");
            table.HasIndex(u => u.PasswordExpiresAt).HasFilter("password_expires_at is not null");
            table.HasIndex(u => new { u.State, u.OrganizationId }).HasFilter("state <> 'Activated'");
            table.HasIndex(u => new { u.State, u.OrganizationId }, "ix_directory_user_pending").HasFilter("password_hash is null");
            WithAndWithoutMfa(table);
        }

        /// <summary>Each way of being asked for multifactor authentication, and each answer that few users give.</summary>
        private static void WithAndWithoutMfa(EntityTypeBuilder<User> table)
        {
            const string without = "sealed_totp_secret is null and passkeys = 0";
            // No index over all who have none: SQLite would take it for the two below, and walk through everybody.
            table.HasIndex(u => u.OrganizationId, "ix_directory_user_asked_for_mfa").HasFilter($"{without} and requires_mfa");
            table.HasIndex(u => u.OrganizationId, "ix_directory_user_mfa_by_group").HasFilter($"{without} and groups_requiring_mfa > 0");
            table.HasIndex(u => u.OrganizationId, "ix_directory_user_with_mfa").HasFilter("sealed_totp_secret is not null or passkeys > 0");
            table.HasIndex(u => u.MfaExemptUntil).HasFilter("mfa_exempt_until is not null");
        }

        private static void Relations(EntityTypeBuilder<User> table)
        {
            table.HasOne<ManagedOrganization>().WithMany().HasForeignKey(u => u.OrganizationId);
            table
                .HasOne<User>()
                .WithMany()
                .HasForeignKey(u => new { u.OrganizationId, u.ManagerId })
                .HasPrincipalKey(u => new { u.OrganizationId, u.Id })
                .OnDelete(DeleteBehavior.Restrict);
            table.HasMany<UserSession>().WithOne().HasForeignKey(s => new { s.OrganizationId, s.UserId });
            table.HasMany<UserLink>().WithOne().HasForeignKey(l => new { l.OrganizationId, l.UserId });
            table.HasMany<FormerPassword>().WithOne().HasForeignKey(p => new { p.OrganizationId, p.UserId });
            table.HasMany<UserPasskey>().WithOne().HasForeignKey(p => new { p.OrganizationId, p.UserId });
            table.HasMany<UserRecoveryCode>().WithOne().HasForeignKey(c => new { c.OrganizationId, c.UserId });
        }
    }
}
