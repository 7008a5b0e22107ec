using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.Settings;
using Portico.Users.Actions;
using Portico.Users.Callers;
using Portico.Users.Credentials;

namespace Portico.Users.Passwords;

/// <summary>Sets a user's password, which whoever sets it tells the user. All the organization's requirements hold, and sessions end.</summary>
public sealed class SetUserPassword(OperationRunner runner, PasswordWork passwords)
    : OrganizationOperation<SetUserPassword.Request, Done>(runner)
{
    private SecuritySettings settings = null!;
    private IReadOnlyList<string> former = [];
    private string? newHash;

    [ValidatableType]
    public sealed record Request
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        [Required(ErrorMessage = "Enter a password.")]
        [StringLength(1_000, ErrorMessage = "No password is that long.")]
        public string Password { get; set; } = "";

        /// <summary>Whether it must be replaced at the next sign-in.</summary>
        [Display(Name = "New password at the next sign-in")]
        public bool MustChangePassword { get; set; } = true;
    }

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override bool ReadsFirst(Request request) => true;

    protected internal override async Task<IReadOnlyList<Problem>> ReadAsync(Request request, Work work, CancellationToken ct)
    {
        var user = await work.Db.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == request.Id, ct);
        if (user is null)
        {
            return [new NoSuchUser()];
        }

        if (await UserReach.BeyondAsync(user, work, ct) is { } beyond)
        {
            return [beyond];
        }

        if (await CallerRules.MissingAsync(user, work, ct) is { } missing)
        {
            return [missing];
        }

        settings = await work.Db.Set<SecuritySettings>().AsNoTracking().SingleAsync(ct);
        former = await PasswordHistory.OfAsync(work.Db.Set<FormerPassword>(), user, settings, ct);
        return NewUserPassword.ProblemsOf(request.Password, user, settings);
    }

    protected internal override async Task<Problem?> PrepareAsync(Request request, CancellationToken ct)
    {
        var isUsed = await FormerPasswords.IncludeAsync(passwords, settings, former, request.Password, ct);
        if (isUsed is true)
        {
            return new PasswordUsedBefore(nameof(Request.Password));
        }

        newHash = isUsed is null ? null : await passwords.HashAsync(request.Password, ct);
        return newHash is null ? new PasswordsBusy() : null;
    }

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var user = await work.Db.Set<User>().SingleOrDefaultAsync(u => u.Id == request.Id, ct);
        if (user is null)
        {
            return new NoSuchUser();
        }

        await PasswordHistory.KeepAsync(work.Db, user, settings, work.NewId(), ct);
        user.SetPassword(newHash!, settings, work.Now, request.MustChangePassword);
        await UserStates.EndSessionsAsync(user, work, ct);
        work.Record(new UserPasswordSet(user.Id, user.Username));
        return Done.Instance;
    }
}
