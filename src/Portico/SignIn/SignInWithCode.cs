using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Validation;
using Portico.Administrators;
using Portico.Platform.Operations;
using Portico.SignIn.Sessions;
using Portico.SignIn.Tries;

namespace Portico.SignIn;

/// <summary>The second step of signing in: a code of the authenticator app, each used once.</summary>
public sealed class SignInWithCode(OperationRunner runner, Authenticator authenticator, IOptions<SignInOptions> options)
    : AccountOperation<SignInWithCode.Request, SignInStep>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [Required(ErrorMessage = "Enter the code that your authenticator app shows.")]
        [StringLength(16, ErrorMessage = "A code has six digits.")]
        public string Code { get; set; } = "";
    }

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<SignInStep>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (await UnfinishedSignIn.FindAccountAsync(work, options.Value, ct) is not { HasAuthenticator: true } account)
        {
            return new SignInOver();
        }

        var keys = TryKey.ForCode(account, work.Caller);
        if (await work.CountTryAsync(keys, ct) is { } wait)
        {
            return wait;
        }

        // The turn taken for counting also keeps two requests with the same code apart, unless one of them is on another browser.
        await work.TakeTurnAsync($"authenticator:{account.Id}", ct);
        await work.Db.Entry(account).ReloadAsync(ct);
        if (!authenticator.Takes(account, request.Code))
        {
            work.Record(account.Happened(work, "sign-in-refused", "A sign-in was refused: right password, wrong code"));
            return new WrongCode();
        }

        await work.ForgetTriesAsync(keys, ct);
        var step = await work.RotateAsync(account, SessionStage.SignedIn, options.Value, ct);
        if (step.Succeeded)
        {
            work.Record(account.Happened(work, "signed-in", "Signed in with the password and a code"));
        }

        return step;
    }
}
