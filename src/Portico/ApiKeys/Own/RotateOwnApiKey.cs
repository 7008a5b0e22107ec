using Microsoft.EntityFrameworkCore;
using Portico.Administrators;
using Portico.Platform.Operations;
using Portico.SignIn;

namespace Portico.ApiKeys.Own;

/// <summary>
/// The key in use makes its own successor: same name, networks and lifetime. Both work until the former is revoked. In a browser one makes
/// a new key instead, with the password.
/// </summary>
public sealed class RotateOwnApiKey(OperationRunner runner, AccountMail mail) : AccountOperation<Nothing, OwnApiKeyRow>(runner)
{
    protected internal override bool NeedsSignIn => true;

    protected internal override async Task<Outcome<OwnApiKeyRow>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        if (work.SignedIn.Key is not { } inUse)
        {
            return new NoKeyInUse();
        }

        var keys = new OwnKeys(work);
        var found = await keys.FindAsync(new() { Id = inUse.Id }, ct);
        if (!found.Succeeded)
        {
            return Outcome<OwnApiKeyRow>.FromProblems(found.Problems);
        }

        var former = found.Value;
        // Whoever revokes it in this moment, or this, is refused: no key outlives its end in a successor.
        former.Version++;
        var account = await work.Db.Set<Administrator>().SingleAsync(a => a.Id == former.AdministratorId, ct);
        return await keys.MakeAsync(
            account,
            mail,
            former.Name,
            former.AllowedNetworks,
            former.LifetimeDays,
            $"Renewed {former.Start}… by",
            ct
        );
    }
}
