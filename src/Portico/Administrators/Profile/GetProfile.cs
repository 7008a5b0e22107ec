using Microsoft.EntityFrameworkCore;
using Portico.Platform.Operations;
using Portico.SignIn;

namespace Portico.Administrators.Profile;

/// <summary>One's own account.</summary>
public sealed class GetProfile(OperationRunner runner) : AccountQuery<Nothing, GetProfile.Result>(runner)
{
    /// <param name="FirstName">May be empty.</param>
    /// <param name="LastName">May be empty.</param>
    /// <param name="Email">Cannot be changed.</param>
    /// <param name="Version">For the form that changes the name.</param>
    /// <param name="PasswordChangedAt">When the password was last set.</param>
    /// <param name="HasAuthenticator">An app is enrolled.</param>
    /// <param name="Passkeys">How many there are.</param>
    /// <param name="MustHaveSecondFactor">A provider or an organization demands an app or a passkey.</param>
    /// <param name="RecoveryCodesLeft">Unused recovery codes, 0 to 10.</param>
    public sealed record Result(
        string FirstName,
        string LastName,
        string Email,
        int Version,
        DateTimeOffset PasswordChangedAt,
        bool HasAuthenticator,
        int Passkeys,
        bool MustHaveSecondFactor,
        int RecoveryCodesLeft
    )
    {
        /// <summary>An app or a passkey is asked for at each sign-in with the password.</summary>
        public bool HasSecondFactor => HasAuthenticator || Passkeys > 0;
    }

    protected internal override bool NeedsSignIn => true;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        var account = await work.Db.Set<Administrator>().AsNoTracking().SingleAsync(a => a.Id == work.SignedIn.AdministratorId, ct);
        return new Result(
            account.FirstName,
            account.LastName,
            account.Email,
            account.Version,
            account.PasswordChangedAt,
            account.HasAuthenticator,
            (await SecondFactors.OfAsync(account, work, ct)).Passkeys,
            await MfaDemand.IsOnAsync(work.Db, account.Id, ct),
            await Authenticator.CountUnusedCodesAsync(account, work, ct)
        );
    }
}
