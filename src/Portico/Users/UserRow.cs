using System.Linq.Expressions;
using Portico.Platform;
using Portico.Settings;

namespace Portico.Users;

/// <summary>A user as lists show one.</summary>
/// <param name="Id">The user's id.</param>
/// <param name="Username">Unique in the organization.</param>
/// <param name="Email">Unique in the organization.</param>
/// <param name="FullName">The display name, else first and last name, else the username.</param>
/// <param name="FirstName">May be empty.</param>
/// <param name="LastName">May be empty.</param>
/// <param name="State">Whether there may be access at all.</param>
/// <param name="PasswordStatus">Whether the password lets in.</param>
/// <param name="Mfa">How the user stands with multifactor authentication.</param>
/// <param name="LastSignInAt">Null before the first.</param>
/// <param name="EmployeeIdentifier">The organization's own number for the person.</param>
/// <param name="Department">Where the person works.</param>
/// <param name="JobTitle">As what.</param>
/// <param name="CreatedAt">When the user was added.</param>
public sealed record UserRow(
    ObjectId Id,
    string Username,
    string Email,
    string FullName,
    string FirstName,
    string LastName,
    UserState State,
    PasswordStatus PasswordStatus,
    UserMfaStatus Mfa,
    DateTimeOffset? LastSignInAt,
    string? EmployeeIdentifier,
    string? Department,
    string? JobTitle,
    DateTimeOffset CreatedAt
)
{
    /// <summary>So much of a user as a row needs; the hash and the secret stay where they are.</summary>
    internal static Expression<Func<User, User>> Needed { get; } =
        u => new User
        {
            OrganizationId = u.OrganizationId,
            Id = u.Id,
            Username = u.Username,
            Email = u.Email,
            FirstName = u.FirstName,
            LastName = u.LastName,
            DisplayName = u.DisplayName,
            State = u.State,
            PasswordHash = u.PasswordHash == null ? null : "",
            PasswordExpiresAt = u.PasswordExpiresAt,
            LockedAt = u.LockedAt,
            LockedUntil = u.LockedUntil,
            SealedTotpSecret = u.SealedTotpSecret == null ? null : "",
            Passkeys = u.Passkeys,
            RequiresMfa = u.RequiresMfa,
            GroupsRequiringMfa = u.GroupsRequiringMfa,
            MfaExemptUntil = u.MfaExemptUntil,
            LastSignInAt = u.LastSignInAt,
            EmployeeIdentifier = u.EmployeeIdentifier,
            Department = u.Department,
            JobTitle = u.JobTitle,
            CreatedAt = u.CreatedAt,
        };

    internal static UserRow Of(User user, DateTimeOffset now, UserMfa demand) =>
        new(
            user.Id,
            user.Username,
            user.Email,
            user.FullName,
            user.FirstName,
            user.LastName,
            user.State,
            user.PasswordStatusAt(now),
            user.MfaStatusAt(now, demand),
            user.LastSignInAt,
            user.EmployeeIdentifier,
            user.Department,
            user.JobTitle,
            user.CreatedAt
        );
}
