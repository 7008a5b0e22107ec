using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Validation;
using Portico.Administrators;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.SignIn.Sessions;
using Portico.SignIn.Tries;

namespace Portico.SignIn;

/// <summary>The second step of signing in for who has lost authenticator and passkeys: a recovery code, each used once, told by mail.</summary>
public sealed class SignInWithRecoveryCode(OperationRunner runner, AccountMail mail, IOptions<SignInOptions> options)
    : AccountOperation<SignInWithRecoveryCode.Request, SignInWithRecoveryCode.Result>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [Display(Name = "Recovery code")]
        [Required(ErrorMessage = "Enter one of your recovery codes.")]
        [StringLength(64, ErrorMessage = "A recovery code has 16 letters and digits.")]
        public string Code { get; set; } = "";
    }

    /// <param name="Step">The signed-in session.</param>
    /// <param name="CodesLeft">Unused recovery codes, 0 to 9.</param>
    public sealed record Result(SignInStep Step, int CodesLeft);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (
            await UnfinishedSignIn.FindAccountAsync(work, options.Value, ct) is not { } account
            || !(await SecondFactors.OfAsync(account, work, ct)).Any
        )
        {
            return new SignInOver();
        }

        var keys = TryKey.ForCode(account, work.Caller);
        if (await work.CountTryAsync(keys, ct) is { } wait)
        {
            return wait;
        }

        await work.TakeTurnAsync($"authenticator:{account.Id}", ct);
        var hash = RecoveryCodes.Hash(request.Code);
        var unused = await work.Db.Set<RecoveryCode>().Where(c => c.AdministratorId == account.Id && c.UsedAt == null).ToListAsync(ct);
        if (unused.Find(c => string.Equals(c.CodeHash, hash, StringComparison.Ordinal)) is not { } code)
        {
            work.Record(account.Happened(work, "sign-in-refused", "A sign-in was refused: right password, wrong recovery code"));
            return new WrongRecoveryCode();
        }

        await work.ForgetTriesAsync(keys, ct);
        if (await work.RotateAsync(account, SessionStage.SignedIn, options.Value, ct) is not { Succeeded: true, Value: var step })
        {
            return new SignInOver();
        }

        code.UsedAt = work.Now;
        var left = unused.Count - 1;
        work.Record(account.Happened(work, "recovery-code-used", "Signed in with the password and a recovery code"));
        work.Send(mail.RecoveryCodeUsed(account, work, left), "recovery-code-used");
        return new Result(step, left);
    }
}
