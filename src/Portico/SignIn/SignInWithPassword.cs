using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Validation;
using Portico.Administrators;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.SignIn.Sessions;
using Portico.SignIn.Tries;

namespace Portico.SignIn;

/// <summary>The first step of signing in: e-mail and password. An unknown address costs and answers what a wrong password does.</summary>
public sealed class SignInWithPassword(OperationRunner runner, IOptions<SignInOptions> options)
    : PasswordOperation<SignInWithPassword.Request, SignInStep>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [Display(Name = "E-mail")]
        [Required(ErrorMessage = "Enter your e-mail address.")]
        [StringLength(Membership.EmailMaxLength, ErrorMessage = "Use at most {1} characters.")]
        [OneLine]
        public string Email { get; set; } = "";

        [Required(ErrorMessage = "Enter your password.")]
        [StringLength(1_000, ErrorMessage = "No password is that long.")]
        public string Password { get; set; } = "";
    }

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<PasswordTask>> PrepareAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (await work.CountTryAsync(TryKey.ForPassword(request.Email, work.Caller), ct) is { } wait)
        {
            return wait;
        }

        return PasswordTask.Verify((await FindAsync(request, work, ct))?.PasswordHash, request.Password);
    }

    protected internal override async Task<Outcome<SignInStep>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        var account = await FindAsync(request, work, ct);
        if (account is null || !work.Password.Proves(account.PasswordHash))
        {
            work.Record(AccountHistory.Of(account?.Id, work, "sign-in-refused", "A sign-in was refused: wrong password"));
            return new WrongEmailOrPassword();
        }

        await work.ForgetTriesAsync(TryKey.ForPassword(request.Email, work.Caller), ct);
        account.PasswordHash = work.Password.NewHash ?? account.PasswordHash;
        if ((await SecondFactors.OfAsync(account, work, ct)).Any)
        {
            return await work.RotateAsync(account, SessionStage.NeedsCode, options.Value, ct);
        }

        if (await MfaDemand.IsOnAsync(work.Db, account.Id, ct))
        {
            return await work.RotateAsync(account, SessionStage.NeedsEnrollment, options.Value, ct);
        }

        var step = await work.RotateAsync(account, SessionStage.SignedIn, options.Value, ct);
        if (step.Succeeded)
        {
            work.Record(account.Happened(work, "signed-in", "Signed in with the password"));
        }

        return step;
    }

    protected internal override async Task<Outcome<SignInStep>> GiveUpAsync(Request request, AccountWork work, CancellationToken ct)
    {
        await work.ForgiveTryAsync(TryKey.ForPassword(request.Email, work.Caller), ct);
        return new PasswordsBusy();
    }

    private static Task<Administrator?> FindAsync(Request request, AccountWork work, CancellationToken ct)
    {
        var email = Administrator.NormalizeEmail(request.Email);
        return work.Db.Set<Administrator>().FirstOrDefaultAsync(a => a.Email == email, ct);
    }
}
