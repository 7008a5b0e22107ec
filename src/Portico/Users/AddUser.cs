using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Mail;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.Platform.Secrets.ForeignHashes;
using Portico.Settings;
using Portico.Users.Passwords;

namespace Portico.Users;

/// <summary>Adds a user to the organization's directory.</summary>
public sealed class AddUser(OperationRunner runner, PasswordWork passwords, UserMail mail)
    : OrganizationOperation<AddUser.Request, AddUser.Result>(runner)
{
    private string? newHash;

    [ValidatableType]
    public sealed record Request : UserDetails
    {
        /// <summary>Lower-cased; unique in the organization.</summary>
        [Required(ErrorMessage = "Enter a username.")]
        [StringLength(UserIdentity.UsernameMaxLength, ErrorMessage = "Use at most {1} characters.")]
        [OneLine, Username]
        public string Username { get; set; } = "";

        /// <summary>staged, activated or suspended; as the organization's settings have it when nothing is said.</summary>
        [EnumDataType(typeof(UserState), ErrorMessage = "Choose one of the states.")]
        public UserState? State { get; set; }

        /// <summary>The first password; without one the user gets a mail to choose it.</summary>
        [StringLength(1_000, ErrorMessage = "No password is that long.")]
        public string? Password { get; set; }

        /// <summary>
        /// Instead of a password its hash in another system: bcrypt, PBKDF2, salted SHA-2 or crypt(3). It is replaced at the first sign-in.
        /// </summary>
        [OneLine]
        [StringLength(ForeignHash.MaxLength, ErrorMessage = "No hash is that long.")]
        public string? PasswordHash { get; set; }

        /// <summary>Whether the given password must be replaced at the first sign-in.</summary>
        [Display(Name = "New password at the first sign-in")]
        public bool MustChangePassword { get; set; } = true;

        /// <summary>Whether the user is written to: where to sign in, or how to choose a password. Staged users are written to once they are activated.</summary>
        [Display(Name = "Send a mail")]
        public bool SendsMail { get; set; } = true;

        /// <summary>Where the mail to choose a password goes this once; the alternate address, else the user's own, when nothing is said.</summary>
        [Display(Name = "Send to")]
        [StringLength(UserIdentity.EmailMaxLength, ErrorMessage = "Use at most {1} characters.")]
        [MailAddress(ErrorMessage = "This is not an e-mail address. Write it like name@example.com.")]
        public string? SendTo { get; set; }
    }

    public sealed record Result(ObjectId Id, string Username);

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Problem?> PrepareAsync(Request request, CancellationToken ct)
    {
        if (request.Password is { Length: > 0 } password)
        {
            if (request.PasswordHash.Tidied() is not null)
            {
                return new PasswordGivenTwice();
            }

            newHash = await passwords.HashAsync(password, ct);
            return newHash is null ? new PasswordsBusy() : null;
        }

        var reading = request.PasswordHash.Tidied() is { } foreign ? ForeignHash.Read(foreign) : null;
        newHash = reading?.Hash?.Text;
        return reading?.Refusal is { } refusal ? new PasswordHashRefused(refusal) : null;
    }

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var settings = await work.Db.Set<DirectorySettings>().AsNoTracking().SingleOrDefaultAsync(ct);
        var user = new User
        {
            OrganizationId = work.Scope.OrganizationId,
            Id = work.NewId(),
            Username = UserIdentity.Normalize(request.Username),
            Email = UserIdentity.Normalize(request.Email),
            State = request.State ?? (settings ?? new DirectorySettings()).NewUserState,
            CreatedAt = work.Now,
        };
        request.ApplyTo(user);
        var problems = await UserRules.ProblemsOfAsync(user, work, ct);
        if (newHash is not null)
        {
            problems.AddRange(await SetPasswordAsync(user, newHash, request, work, ct));
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        await UserRules.NumberAsync(user, request, work, ct);
        work.Db.Add(user);
        work.Record(new UserAdded(user.Id, user.Username, work.ChangesOf(user)));
        if (request.SendsMail && user.State is UserState.Activated)
        {
            await SendAsync(user, request.SendTo, work, ct);
        }

        return new Result(user.Id, user.Username);
    }

    private static async Task<IReadOnlyList<Problem>> SetPasswordAsync(
        User user,
        string hash,
        Request request,
        Work work,
        CancellationToken ct
    )
    {
        var settings = await work.Db.Set<SecuritySettings>().AsNoTracking().SingleAsync(ct);
        if (request.Password is { Length: > 0 } password)
        {
            user.SetPassword(hash, settings, work.Now, request.MustChangePassword);
            return NewUserPassword.ProblemsOf(password, user, settings);
        }

        user.ImportPassword(hash, settings, work.Now);
        return [];
    }

    private async Task SendAsync(User user, string? to, Work work, CancellationToken ct)
    {
        if (user.PasswordHash is null)
        {
            await mail.SendActivationAsync(user, to, work, ct);
        }
        else
        {
            await mail.SendWelcomeAsync(user, work, ct);
        }
    }
}

public sealed record UserAdded(ObjectId Id, string Username, IReadOnlyList<FieldChange> Fields) : AuditEvent
{
    public override string Summary => $"Added the user {Username}";
    public override ObjectId? TargetId => Id;
    public override string TargetName => Username;
    public override IReadOnlyList<FieldChange> Changes => Fields;
}
