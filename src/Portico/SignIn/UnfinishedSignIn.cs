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
    /// <param name="NeedsCode">A code of the authenticator that he has; else he enrolls one.</param>
    /// <param name="Email">Who is signing in.</param>
    public sealed record Result(bool NeedsCode, string Email);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct) =>
        await UnfinishedSignIn.FindAccountAsync(work, options.Value, ct) is { } account
            ? new Result(account.HasAuthenticator, account.Email)
            : new SignInOver();
}
