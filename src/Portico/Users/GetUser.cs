using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Settings;

namespace Portico.Users;

/// <summary>One user with all that is known of him, but no secret.</summary>
public sealed class GetUser(OperationRunner runner) : OrganizationQuery<UserReference, GetUser.Result>(runner)
{
    /// <summary>The attributes as <see cref="UpdateUser"/> takes them back, and what is not edited with them.</summary>
    public sealed record Result : UserDetails
    {
        public ObjectId Id { get; init; }
        public string Username { get; init; } = "";

        /// <summary>The display name, else first and last name, else the username.</summary>
        public string FullName { get; init; } = "";
        public UserState State { get; init; }
        public PasswordStatus PasswordStatus { get; init; }
        public UserMfaStatus Mfa { get; init; }
        public bool HasAuthenticatorApp { get; init; }
        public int Passkeys { get; init; }

        /// <summary>When the enrollment period began; null while nothing demands a second factor.</summary>
        public DateTimeOffset? MfaRequiredSince { get; init; }
        public DateTimeOffset? PasswordSetAt { get; init; }
        public DateTimeOffset? PasswordExpiresAt { get; init; }

        /// <summary>Whether the password was held against today's requirements and met them; null when that is not known.</summary>
        public bool? PasswordMeetsRequirements { get; init; }
        public DateTimeOffset? LockedAt { get; init; }

        /// <summary>When a lockout ends by itself; null when an administrator must end it.</summary>
        public DateTimeOffset? LockedUntil { get; init; }
        public DateTimeOffset? LastSignInAt { get; init; }

        /// <summary>The state to come; null when none is planned.</summary>
        public UserState? ScheduledState { get; init; }
        public DateTimeOffset? ScheduledStateAt { get; init; }
        public string? ManagerName { get; init; }
        public DateTimeOffset CreatedAt { get; init; }

        /// <summary>What an edit is based on; the ETag.</summary>
        public int Version { get; init; }
    }

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(UserReference request, Work work, CancellationToken ct)
    {
        var found = await (
            from u in work.Db.Set<User>()
            where u.Id == request.Id
            join m in work.Db.Set<User>() on u.ManagerId equals (ObjectId?)m.Id into managers
            from manager in managers.DefaultIfEmpty()
            select new { User = u, Manager = manager }
        )
            .AsNoTracking()
            .SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return new NoSuchUser();
        }

        var settings = await work.Db.Set<SecuritySettings>().AsNoTracking().SingleAsync(ct);
        return ResultOf(found.User, found.Manager, settings, work.Now);
    }

    private static Result ResultOf(User user, User? manager, SecuritySettings settings, DateTimeOffset now)
    {
        var isKnown = user.PasswordHash is not null && user.PasswordCheckedAt >= (settings.TightenedAt ?? DateTimeOffset.MinValue);
        var result = new Result
        {
            Id = user.Id,
            Username = user.Username,
            FullName = user.FullName,
            State = user.State,
            PasswordStatus = user.PasswordStatusAt(now),
            Mfa = user.MfaStatusAt(now, settings.UserMfa),
            HasAuthenticatorApp = user.SealedTotpSecret is not null,
            Passkeys = user.Passkeys,
            MfaRequiredSince = user.MfaRequiredSince,
            PasswordSetAt = user.PasswordSetAt,
            PasswordExpiresAt = user.PasswordExpiresAt,
            PasswordMeetsRequirements = isKnown ? user.PasswordMeetsRequirements : null,
            LockedAt = user.IsLockedAt(now) ? user.LockedAt : null,
            LockedUntil = user.IsLockedAt(now) ? user.LockedUntil : null,
            LastSignInAt = user.LastSignInAt,
            ScheduledState = user.ScheduledState,
            ScheduledStateAt = user.ScheduledStateAt,
            ManagerName = manager?.FullName,
            CreatedAt = user.CreatedAt,
            Version = user.Version,
        };
        result.TakeFrom(user);
        return result;
    }
}

/// <summary>One user, by id.</summary>
public sealed record UserReference
{
    public ObjectId Id { get; set; }
}
