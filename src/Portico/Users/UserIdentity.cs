using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Storage;
using Portico.Settings;
using Portico.SignIn;

namespace Portico.Users;

/// <summary>
/// What signing in needs of a user: the names, whether there may be access at all, the password, multifactor authentication. The
/// directory's <see cref="User"/> has more; <see cref="Credentials.UserCredential"/> is this much of the same row, and no more.
/// </summary>
public abstract class UserIdentity : IOwnedByOrganization, IAuthenticatorHolder
{
    public const int UsernameMaxLength = 64;
    public const int NameMaxLength = 100;
    public const int EmailMaxLength = 254;
    public const int DisplayNameMaxLength = 200;

    public ObjectId OrganizationId { get; init; }
    public ObjectId Id { get; init; }

    /// <summary>Lower-cased; unique in the organization.</summary>
    public required string Username { get; set; }

    /// <summary>Lower-cased; unique in the organization.</summary>
    [Display(Name = "E-mail")]
    public required string Email { get; set; }

    /// <summary>Lower-cased; where the mail goes that lets someone in who has no access to the other one yet.</summary>
    [Display(Name = "Alternate e-mail")]
    public string? AlternateEmail { get; set; }
    public string FirstName { get; set; } = "";
    public string LastName { get; set; } = "";
    public string? DisplayName { get; set; }
    public UserState State { get; set; }

    /// <summary>The state to come, at <see cref="ScheduledStateAt"/>; null when none is planned.</summary>
    public UserState? ScheduledState { get; set; }
    public DateTimeOffset? ScheduledStateAt { get; set; }

    /// <summary>Argon2id with its parameters (PHC string), or a hash of another system until the first sign-in; null until one is set.</summary>
    [NotAudited]
    public string? PasswordHash { get; set; }

    [NotAudited]
    public DateTimeOffset? PasswordSetAt { get; set; }

    /// <summary>From then on a new one must be chosen; decided when it is set, so that settings changed later lock nobody out.</summary>
    [Display(Name = "Password expires at")]
    public DateTimeOffset? PasswordExpiresAt { get; set; }

    /// <summary>For which end a warning was mailed.</summary>
    [NotAudited]
    public DateTimeOffset? PasswordWarnedFor { get; set; }

    /// <summary>When the password was last seen and held against the requirements.</summary>
    [NotAudited]
    public DateTimeOffset? PasswordCheckedAt { get; set; }

    /// <summary>What came of that.</summary>
    [NotAudited]
    public bool PasswordMeetsRequirements { get; set; }

    /// <summary>Wrong passwords in a row.</summary>
    [NotAudited]
    public int FailedSignIns { get; set; }

    [NotAudited]
    public DateTimeOffset? LastFailedSignInAt { get; set; }

    /// <summary>When too many wrong passwords locked the user out; null once that is over or an administrator unlocked.</summary>
    public DateTimeOffset? LockedAt { get; set; }

    /// <summary>When it ends by itself; null: when an administrator unlocks.</summary>
    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>The authenticator's secret, sealed; null until one is enrolled.</summary>
    [NotAudited]
    public string? SealedTotpSecret { get; set; }

    /// <summary>The last time step of a code that was used: it and earlier ones are refused (RFC 6238 §5.2).</summary>
    [NotAudited]
    public long? LastTotpStep { get; set; }

    /// <summary>How many passkeys the user has.</summary>
    [NotAudited]
    public int Passkeys { get; set; }

    /// <summary>Required of this user, whatever the organization's settings say.</summary>
    [Display(Name = "Multifactor authentication required")]
    public bool RequiresMfa { get; set; }

    /// <summary>How many of the user's groups require it.</summary>
    [NotAudited]
    public int GroupsRequiringMfa { get; set; }

    /// <summary>Since when it is required; the enrollment period begins here. Null while nothing demanded it.</summary>
    [NotAudited]
    public DateTimeOffset? MfaRequiredSince { get; set; }

    /// <summary>Until then it is not required, whatever demands it.</summary>
    [Display(Name = "Exempt from multifactor authentication until")]
    public DateTimeOffset? MfaExemptUntil { get; set; }

    [NotAudited, Usage]
    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>What people read: the display name, else first and last name, else the username.</summary>
    public string FullName => FullNameOf(DisplayName, FirstName, LastName, Username);

    /// <summary>The same, of those parts.</summary>
    internal static string FullNameOf(string? displayName, string firstName, string lastName, string username) =>
        displayName is { Length: > 0 } shown ? shown
        : $"{firstName} {lastName}".Trim() is { Length: > 0 } name ? name
        : username;

    string IAuthenticatorHolder.HolderName => $"user:{OrganizationId}:{Id}";
    string IAuthenticatorHolder.HolderLabel => Username;

    /// <summary>Whether an authenticator app or a passkey is enrolled.</summary>
    public bool HasMfa => SealedTotpSecret is not null || Passkeys > 0;

    /// <summary>The form in which usernames and addresses are kept and compared.</summary>
    public static string Normalize(string text) => text.Trim().ToLowerInvariant();

    public PasswordStatus PasswordStatusAt(DateTimeOffset now) =>
        IsLockedAt(now) ? PasswordStatus.Locked
        : PasswordHash is null ? PasswordStatus.Pending
        : PasswordExpiresAt <= now ? PasswordStatus.Expired
        : PasswordStatus.Active;

    public bool IsLockedAt(DateTimeOffset now) => LockedAt is not null && !(LockedUntil <= now);

    /// <summary>Takes a password that met the settings' requirements; expiry is decided here, so that settings changed later lock nobody out.</summary>
    /// <param name="hash">Of the password.</param>
    /// <param name="settings">The organization's.</param>
    /// <param name="now">When it is set.</param>
    /// <param name="mustBeReplaced">Someone else chose it: the user replaces it at the first sign-in.</param>
    public void SetPassword(string hash, SecuritySettings settings, DateTimeOffset now, bool mustBeReplaced = false)
    {
        PasswordHash = hash;
        PasswordSetAt = now;
        PasswordExpiresAt =
            mustBeReplaced ? now
            : settings.ExpiryDays is { } days ? now.AddDays(days)
            : null;
        PasswordWarnedFor = null;
        PasswordCheckedAt = now;
        PasswordMeetsRequirements = true;
        Unlock();
    }

    /// <summary>Takes the hash of a password from another system: whether it meets the requirements is seen when it is first used.</summary>
    public void ImportPassword(string hash, SecuritySettings settings, DateTimeOffset now)
    {
        SetPassword(hash, settings, now);
        PasswordCheckedAt = null;
        PasswordMeetsRequirements = false;
    }

    /// <summary>Forgets wrong passwords and ends a lockout.</summary>
    public void Unlock()
    {
        FailedSignIns = 0;
        LastFailedSignInAt = null;
        LockedAt = null;
        LockedUntil = null;
    }

    internal static void Shape<T>(EntityTypeBuilder<T> table)
        where T : UserIdentity
    {
        table.ToTable("directory_user");
        table.HasKey(u => new { u.OrganizationId, u.Id });
        table.Property(u => u.Username).HasMaxLength(UsernameMaxLength).IsSearchKey();
        table.Property(u => u.Email).HasMaxLength(EmailMaxLength).IsSearchKey();
        table.Property(u => u.AlternateEmail).HasMaxLength(EmailMaxLength);
        table.Property(u => u.FirstName).HasMaxLength(NameMaxLength);
        table.Property(u => u.LastName).HasMaxLength(NameMaxLength);
        table.Property(u => u.DisplayName).HasMaxLength(DisplayNameMaxLength);
        table.Property(u => u.State).HasConversion<string>().HasMaxLength(20);
        table.Property(u => u.ScheduledState).HasConversion<string>().HasMaxLength(20);
        table.Property(u => u.PasswordHash).HasMaxLength(600);
        table.Property(u => u.SealedTotpSecret).HasMaxLength(1_000);
        table.Ignore(u => u.FullName).Ignore(u => u.HasMfa);
    }
}

/// <summary>Whether a user may have access at all; the password's status stands beside it.</summary>
public enum UserState
{
    /// <summary>Prepared; no access yet.</summary>
    Staged,
    Activated,

    /// <summary>Signed out everywhere; nothing is lost.</summary>
    Suspended,
}

/// <summary>Whether a user's password lets in; access needs an active one, of a user who is activated.</summary>
public enum PasswordStatus
{
    /// <summary>None was set yet.</summary>
    Pending,
    Active,

    /// <summary>It still proves who it is, and must then be replaced.</summary>
    Expired,

    /// <summary>Too many wrong ones.</summary>
    Locked,
}
