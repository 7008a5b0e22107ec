using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Administrators.Profile;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.SignIn;
using Portico.UserPortal.Sessions;
using Portico.UserPortal.SigningIn;
using Portico.UserPortal.SigningIn.Passkeys;

namespace Portico.UserPortal.Security.Passkeys;

/// <summary>Keeps a passkey that a user's own browser has just made. The first second factor brings recovery codes and ends other sessions.</summary>
public sealed class AddOwnPasskey(OperationRunner runner, PasskeyExchange passkeys, PortalMail mail)
    : ConfirmedUserOperation<AddOwnPasskey.Request, AddOwnPasskey.Result>(runner)
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
    /// <param name="Recovery">Shown once; null when the user keeps those there are.</param>
    public sealed record Result(string Name, NewRecoveryCodes? Recovery);

    protected override async Task<Outcome<Result>> ConfirmedAsync(Request request, OwnAccount own, AccountWork work, CancellationToken ct)
    {
        var user = own.User;
        var isFirst = !user.HasMfa;
        var added = await passkeys.AddAsync(user, request.Name, new(request.Credential, request.Challenge), work, ct);
        if (added is not { Succeeded: true, Value: { Name: var passkey } })
        {
            return Outcome<Result>.FromProblems(added.Problems);
        }

        work.RecordOf(user, (id, name) => new UserPasskeyAdded(id, name, passkey));
        work.Send(await mail.SignInChangedAsync(user, work, $"The passkey {passkey} was added to", ct), "user-passkey-added");
        if (!isFirst)
        {
            return new Result(passkey, Recovery: null);
        }

        var codes = await UserFactors.RenewRecoveryCodesAsync(user, work, ct);
        await work.EndSessionsAsync(user, except: work.User.SessionId, ct);
        return new Result(passkey, new NewRecoveryCodes(codes));
    }
}

public sealed record UserPasskeyAdded(ObjectId Id, string Username, string Passkey) : OwnAccountEvent(Id, Username)
{
    public override string Summary => $"Added the passkey {Passkey}";
}
