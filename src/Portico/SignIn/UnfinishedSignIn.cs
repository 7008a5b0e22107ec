using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portico.Administrators;
using Portico.Platform.Operations;
using Portico.SignIn.Sessions;

namespace Portico.SignIn;

/// <summary>The sign-in that this browser has begun: the password was right, and something is still missing.</summary>
internal static class UnfinishedSignIn
{
    /// <summary>Whose it is; null when it is over.</summary>
    public static async Task<Administrator?> FindAccountAsync(AccountWork work, SignInOptions options, CancellationToken ct)
    {
        if (work.Caller.UnfinishedSessionId is not { } id)
        {
            return null;
        }

        var session = await work.Db.Set<Session>().FirstOrDefaultAsync(s => s.Id == id, ct);
        return session is not null && session.IsLive(work.Now, options.Idle)
            ? await work.Db.Set<Administrator>().FirstOrDefaultAsync(a => a.Id == session.AdministratorId, ct)
            : null;
    }
}

/// <summary>What the sign-in of this browser still needs.</summary>
public sealed class GetUnfinishedSignIn(OperationRunner runner, IOptions<SignInOptions> options)
    : AccountQuery<Nothing, GetUnfinishedSignIn.Result>(runner)
{
    /// <param name="HasAuthenticator">A code of the authenticator app finishes it.</param>
    /// <param name="HasPasskey">A passkey finishes it.</param>
    /// <param name="Email">Who is signing in.</param>
    public sealed record Result(bool HasAuthenticator, bool HasPasskey, string Email)
    {
        /// <summary>One of those he has is asked for; else he enrolls one.</summary>
        public bool NeedsSecondFactor => HasAuthenticator || HasPasskey;
    }

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        if (await UnfinishedSignIn.FindAccountAsync(work, options.Value, ct) is not { } account)
        {
            return new SignInOver();
        }

        var factors = await SecondFactors.OfAsync(account, work, ct);
        return new Result(factors.HasAuthenticator, factors.Passkeys > 0, account.Email);
    }
}
