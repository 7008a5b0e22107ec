using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.SignIn;
using Portico.SignIn.Tries;
using Portico.UserPortal.Sessions;
using Portico.Users.Credentials;

namespace Portico.UserPortal.SigningIn;

/// <summary>The second step for a user who has lost the second factor: a recovery code, each used once, told by mail.</summary>
public sealed class SignInUserWithRecoveryCode(OperationRunner runner, PortalMail mail)
    : AccountOperation<SignInUserWithRecoveryCode.Request, SignInUserWithRecoveryCode.Result>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [Display(Name = "Recovery code")]
        [Required(ErrorMessage = "Enter one of your recovery codes.")]
        [StringLength(64, ErrorMessage = "A recovery code has 16 letters and digits.")]
        public string Code { get; set; } = "";
    }

    /// <param name="Step">The session of what comes next.</param>
    /// <param name="CodesLeft">Unused recovery codes, 0 to 9.</param>
    public sealed record Result(UserSignInStep Step, int CodesLeft);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (await UnfinishedUserSignIn.FindAsync(work, ct) is not { Stage: UserSessionStage.NeedsSecondFactor, User: var user } found)
        {
            return new UserSignInOver();
        }

        var keys = UserTries.ForCode(user, work.Caller);
        if (await work.CountTryAsync(keys, ct) is { } wait)
        {
            return wait;
        }

        await work.TakeUserAsync(user, ct);
        var hash = RecoveryCodes.Hash(request.Code);
        var unused = await work
            .Db.Set<UserRecoveryCode>()
            .Where(c => c.OrganizationId == user.OrganizationId && c.UserId == user.Id && c.UsedAt == null)
            .ToListAsync(ct);
        if (unused.Find(c => string.Equals(c.CodeHash, hash, StringComparison.Ordinal)) is not { } code)
        {
            work.RecordAgainst(user, (id, name) => new UserSignInRefused(id, name, "right password, wrong recovery code"));
            return new WrongRecoveryCode();
        }

        await work.ForgetTriesAsync(keys, ct);
        var next = await UserAdmission.AfterFactorAsync(work, user, found.Settings, "the password and a recovery code", ct);
        if (!next.Succeeded)
        {
            return Outcome<Result>.FromProblems(next.Problems);
        }

        code.UsedAt = work.Now;
        var left = unused.Count - 1;
        work.Send(await mail.RecoveryCodeUsedAsync(user, work, left, ct), "user-recovery-code-used");
        return new Result(next.Value, left);
    }
}
