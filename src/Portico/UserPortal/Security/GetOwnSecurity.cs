using Portico.Platform.Operations;
using Portico.Platform.Ui.Fields;
using Portico.UserPortal.Passwords;

namespace Portico.UserPortal.Security;

/// <summary>How a user signs in, and what the organization demands of that.</summary>
public sealed class GetOwnSecurity(OperationRunner runner) : AccountQuery<Nothing, GetOwnSecurity.Result>(runner)
{
    /// <param name="Username">For the browser's own list of passwords.</param>
    /// <param name="PasswordSetAt">Null when it is not known.</param>
    /// <param name="PasswordExpiresAt">Null for never.</param>
    /// <param name="Rules">What a new password must be.</param>
    /// <param name="HasAuthenticator">An app is set up.</param>
    /// <param name="Passkeys">How many there are.</param>
    /// <param name="IsMfaRequired">The organization demands a second factor.</param>
    /// <param name="RecoveryCodesLeft">Unused recovery codes, 0 to 10.</param>
    public sealed record Result(
        string Username,
        DateTimeOffset? PasswordSetAt,
        DateTimeOffset? PasswordExpiresAt,
        ShownRules Rules,
        bool HasAuthenticator,
        int Passkeys,
        bool IsMfaRequired,
        int RecoveryCodesLeft
    )
    {
        public bool HasSecondFactor => HasAuthenticator || Passkeys > 0;
    }

    protected internal override bool NeedsSignIn => false;

    protected internal override bool NeedsUser => true;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        var (user, settings) = await OwnAccount.OfAsync(work, ct);
        return new Result(
            user.Username,
            user.PasswordSetAt,
            user.PasswordExpiresAt,
            ChosenPassword.Shown(settings, user.Username, user.Email),
            user.SealedTotpSecret is not null,
            user.Passkeys,
            MfaOfUsers.IsDemanded(user, settings, work.Now),
            await UserFactors.CountUnusedCodesAsync(user, work, ct)
        );
    }
}
