using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Administrators;
using Portico.Platform.Operations;
using Portico.SignIn.Sessions;
using Portico.SignIn.Tries;

namespace Portico.SignIn.MailedLinks;

/// <summary>Whose password a mailed link sets.</summary>
public sealed class GetPasswordReset(OperationRunner runner) : AccountQuery<GetPasswordReset.Request, GetPasswordReset.Result>(runner)
{
    public sealed record Request(string? Token);

    public sealed record Result(string Email);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, AccountWork work, CancellationToken ct) =>
        await MailedLink.FindAsync(work, request.Token, LinkPurpose.PasswordReset, ct) is { } found
            ? new Result(found.Account.Email)
            : new LinkOver();
}

/// <summary>Sets a new password by a mailed link and ends all sessions. It signs nobody in: an authenticator is still asked for its code.</summary>
public sealed class ResetPassword(OperationRunner runner, AccountMail mail)
    : PasswordOperation<ResetPassword.Request, ResetPassword.Result>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        public string? Token { get; set; }

        [Required(ErrorMessage = "Enter a new password.")]
        public string Password { get; set; } = "";

        /// <summary>Typed to confirm; null where nobody types.</summary>
        public string? PasswordAgain { get; set; }
    }

    /// <param name="Browser">
    /// Makes the browser a known one: whoever has the mailbox can sign in, however many strangers try passwords meanwhile.
    /// </param>
    public sealed record Result(string Browser);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<PasswordTask>> PrepareAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (await MailedLink.FindAsync(work, request.Token, LinkPurpose.PasswordReset, ct) is not { } found)
        {
            return new LinkOver();
        }

        return NewPassword.ProblemsOf(request.Password, request.PasswordAgain, found.Account.Email) is { Count: > 0 } problems
            ? Outcome<PasswordTask>.FromProblems(problems)
            : PasswordTask.Hash(request.Password);
    }

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        await work.TakeTurnAsync($"link:{request.Token}", ct);
        if (await MailedLink.FindAsync(work, request.Token, LinkPurpose.PasswordReset, ct) is not { } found)
        {
            return new LinkOver();
        }

        var account = found.Account;
        account.SetPassword(work.Password.NewHash!, work.Now);
        await MailedLink.UseUpAsync(work, found.Link, ct);
        await work.EndSessionsAsync(account.Id, except: null, ct);
        work.Record(account.Happened(work, "password-reset", "Set a new password by a mailed link; all sessions ended"));
        work.Send(await mail.PasswordChangedAsync(account, work, ct), "password-changed");
        return new Result(KnownBrowser.For(account.Email, work.Caller));
    }
}
