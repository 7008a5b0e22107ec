using Microsoft.EntityFrameworkCore;
using Portico.Administrators;
using Portico.Platform.Operations;
using Portico.SignIn;

namespace Portico.ApiKeys.Own;

/// <summary>
/// Makes a key to take the place of the one in use: same name, networks and lifetime. Both work until the former is revoked. It takes the
/// key itself: in a browser one makes a new key, with the password.
/// </summary>
public sealed class RotateOwnApiKey(OperationRunner runner, AccountMail mail) : AccountOperation<ApiKeyReference, OwnApiKeyRow>(runner)
{
    protected internal override bool NeedsSignIn => true;

    protected internal override async Task<Outcome<OwnApiKeyRow>> HandleAsync(
        ApiKeyReference request,
        AccountWork work,
        CancellationToken ct
    )
    {
        var keys = new OwnKeys(work);
        var found = await keys.FindAsync(request, ct);
        if (!found.Succeeded)
        {
            return Outcome<OwnApiKeyRow>.FromProblems(found.Problems);
        }

        var former = found.Value;
        if (work.SignedIn.Key?.Id != former.Id)
        {
            return new NotTheKeyInUse();
        }

        var account = await work.Db.Set<Administrator>().SingleAsync(a => a.Id == former.AdministratorId, ct);
        return keys.Make(account, mail, former.Name, former.AllowedNetworks, former.LifetimeDays, $"Renewed {former.Start}… by");
    }
}
