using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Administrators;
using Portico.Platform.Operations;
using Portico.SignIn.Sessions;
using Portico.SignIn.Tries;

namespace Portico.SignIn.MailedLinks;

/// <summary>Whose authenticator app and passkeys a mailed link takes away.</summary>
public sealed class GetMultifactorReset(OperationRunner runner)
    : AccountQuery<GetMultifactorReset.Request, GetMultifactorReset.Result>(runner)
{
    public sealed record Request(string? Token);

    public sealed record Result(string Email);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, AccountWork work, CancellationToken ct) =>
        await MailedLink.FindAsync(work, request.Token, LinkPurpose.MfaReset, ct) is { } found
            ? new Result(found.Account.Email)
            : new LinkOver();
}

/// <summary>
/// Takes an account's authenticator app, passkeys and recovery codes away, by a mailed link and the password together, and ends all
/// sessions.
/// </summary>
public sealed class ResetMultifactor(OperationRunner runner, AccountMail mail) : PasswordOperation<ResetMultifactor.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        public string? Token { get; set; }

        [Required(ErrorMessage = "Enter your password.")]
        [StringLength(1_000, ErrorMessage = "No password is that long.")]
        public string Password { get; set; } = "";
    }

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<PasswordTask>> PrepareAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (await MailedLink.FindAsync(work, request.Token, LinkPurpose.MfaReset, ct) is not { } found)
        {
            return new LinkOver();
        }

        return await work.CountTryAsync(TryKey.ForPassword(found.Account.Email, work.Caller), ct) is { } wait
            ? wait
            : PasswordTask.Verify(found.Account.PasswordHash, request.Password);
    }

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        await work.TakeTurnAsync($"link:{request.Token}", ct);
        if (await MailedLink.FindAsync(work, request.Token, LinkPurpose.MfaReset, ct) is not { } found)
        {
            return new LinkOver();
        }

        var account = found.Account;
        if (!work.Password.Proves(account.PasswordHash))
        {
            work.Record(
                account.Happened(work, "multifactor-reset-refused", "Resetting multifactor authentication was refused: wrong password")
            );
            return new WrongPassword();
        }

        await work.ForgetTriesAsync(TryKey.ForPassword(account.Email, work.Caller), ct);
        account.PasswordHash = work.Password.NewHash ?? account.PasswordHash;
        await work.EndSessionsAsync(account.Id, except: null, ct);
        await SecondFactors.ClearAsync(account, work, ct);
        await MailedLink.UseUpAsync(work, found.Link, ct);
        work.Record(
            account.Happened(
                work,
                "multifactor-reset",
                "Reset multifactor authentication by a mailed link: removed authenticator app, passkeys and recovery codes; all sessions ended"
            )
        );
        work.Send(
            mail.SignInChanged(account, work, "Multifactor authentication was reset, and every passkey removed, for"),
            "multifactor-reset"
        );
        return Done.Instance;
    }

    protected internal override async Task<Outcome<Done>> GiveUpAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (await MailedLink.FindAsync(work, request.Token, LinkPurpose.MfaReset, ct) is { } found)
        {
            await work.ForgiveTryAsync(TryKey.ForPassword(found.Account.Email, work.Caller), ct);
        }

        return new PasswordsBusy();
    }
}
