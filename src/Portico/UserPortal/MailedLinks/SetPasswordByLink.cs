using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Platform.Operations;
using Portico.SignIn.MailedLinks;
using Portico.SignIn.Tries;
using Portico.UserPortal.Passwords;
using Portico.UserPortal.Sessions;
using Portico.UserPortal.SigningIn;
using Portico.Users.Credentials;

namespace Portico.UserPortal.MailedLinks;

/// <summary>
/// Sets a user's password by a mailed link: the first one, or a new one for a forgotten one. That unlocks, ends all sessions, and signs
/// nobody in: a second factor is still asked for.
/// </summary>
public sealed class SetPasswordByLink(OperationRunner runner, PortalMail mail)
    : PasswordOperation<SetPasswordByLink.Request, SetPasswordByLink.Result>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        /// <summary>The slug or id in the address.</summary>
        [OneLine]
        public string? Portal { get; set; }

        public string? Token { get; set; }

        public UserLinkPurpose Purpose { get; set; }

        [Required(ErrorMessage = "Enter a new password.")]
        [StringLength(1_000, ErrorMessage = "No password is that long.")]
        public string Password { get; set; } = "";

        /// <summary>Typed to confirm; null where nobody types.</summary>
        public string? PasswordAgain { get; set; }
    }

    /// <param name="Username">With which the user signs in now.</param>
    /// <param name="Browser">Makes the browser a known one: whoever has the mailbox is not slowed down by strangers' tries.</param>
    public sealed record Result(string Username, string Browser);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<PasswordTask>> PrepareAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (await FindAsync(request, work, ct) is not { User: var user } found)
        {
            return new LinkOver();
        }

        var problems = ChosenPassword.ProblemsOf(request.Password, request.PasswordAgain, user, found.Settings, nameof(request.Password));
        return problems.Count > 0
            ? Outcome<PasswordTask>.FromProblems(problems)
            : PasswordTask.Hash(request.Password).Unlike(await ChosenPassword.FormerOfAsync(user, found.Settings, work, ct));
    }

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        await work.TakeTurnAsync($"link:{request.Token}", ct);
        if (await FindAsync(request, work, ct) is not { User: var user } found)
        {
            return new LinkOver();
        }

        if (ChosenPassword.RefuseFormer(work, nameof(request.Password)) is { } former)
        {
            return former;
        }

        await work.TakeUserAsync(user, ct);
        var isFirst = user.PasswordHash is null;
        await work.EndSessionsAsync(user, except: null, ct);
        await ChosenPassword.SetAsync(user, found.Settings, work, ct);
        await found.UseUpAsync(work, ct);
        var how = isFirst ? "the first one, by the link of the activation mail" : "by a mailed link";
        work.RecordOf(user, (id, name) => new UserPasswordChanged(id, name, how));
        if (!isFirst)
        {
            work.Send(await mail.PasswordChangedAsync(user, work, ct), "user-password-changed");
        }

        return new Result(user.Username, KnownBrowser.For(user.BrowserName(), work.Caller));
    }

    private static Task<MailedUserLink?> FindAsync(Request request, AccountWork work, CancellationToken ct) =>
        MailedUserLink.FindAsync(work, request.Portal, request.Token, request.Purpose, ct);
}
