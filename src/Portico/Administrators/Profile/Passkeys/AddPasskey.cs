using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.SignIn;
using Portico.SignIn.Passkeys;
using Portico.SignIn.Sessions;

namespace Portico.Administrators.Profile.Passkeys;

/// <summary>Keeps a passkey that one's own browser has just made. The first second factor brings recovery codes and ends other sessions.</summary>
public sealed class AddPasskey(OperationRunner runner, PasskeyExchange passkeys, AccountMail mail)
    : ConfirmedOperation<AddPasskey.Request, AddPasskey.Result>(runner)
{
    [ValidatableType]
    public sealed record Request : ConfirmedRequest
    {
        [Display(Name = "Name")]
        [Required(ErrorMessage = "Give the passkey a name.")]
        [StringLength(StoredPasskey.NameMaxLength, ErrorMessage = "Use at most {1} characters.")]
        [OneLine]
        public string Name { get; set; } = "";

        /// <summary>In WebAuthn's JSON.</summary>
        [StringLength(PasskeyExchange.MaxAnswerLength, ErrorMessage = "No passkey is that long.")]
        public string? Credential { get; set; }

        /// <summary>From the cookie.</summary>
        public string? Challenge { get; set; }
    }

    /// <param name="Name">As it is kept.</param>
    /// <param name="Recovery">Shown once; null when the account keeps those it has.</param>
    public sealed record Result(string Name, NewRecoveryCodes? Recovery);

    protected override async Task<Outcome<Result>> ConfirmedAsync(
        Request request,
        Administrator account,
        AccountWork work,
        CancellationToken ct
    )
    {
        var isFirst = !(await SecondFactors.OfAsync(account, work, ct)).Any;
        var added = await passkeys.AddAsync(account, request.Name, new(request.Credential, request.Challenge), work, ct);
        if (added is not { Succeeded: true, Value: { Name: var name } })
        {
            return Outcome<Result>.FromProblems(added.Problems);
        }

        work.Record(account.Happened(work, "passkey-added", $"Added the passkey {name}{(isFirst ? "; other sessions ended" : "")}"));
        work.Send(mail.SignInChanged(account, work, $"The passkey {name} was added to"), "passkey-added");
        if (!isFirst)
        {
            return new Result(name, Recovery: null);
        }

        var codes = await Authenticator.RenewRecoveryCodesAsync(account, work, ct);
        await work.EndSessionsAsync(account.Id, except: work.SignedIn.SessionId, ct);
        return new Result(name, new NewRecoveryCodes(codes));
    }
}
