using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Settings;

/// <summary>Reads what an organization demands of its users' passwords and sign-ins, ready to be edited.</summary>
public sealed class GetSecuritySettings(OperationRunner runner) : OrganizationQuery<Nothing, GetSecuritySettings.Result>(runner)
{
    /// <param name="Settings">The values as <see cref="UpdateSecuritySettings"/> takes them back.</param>
    /// <param name="Stored">The same as they are stored, for the words in which people read them.</param>
    /// <param name="MayChange">Whether the reader's role grants changing settings.</param>
    public sealed record Result(UpdateSecuritySettings.Request Settings, SecuritySettings Stored, bool MayChange);

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, Work work, CancellationToken ct)
    {
        var settings = await work.Db.Set<SecuritySettings>().AsNoTracking().SingleAsync(ct);
        return new Result(UpdateSecuritySettings.Request.Of(settings), settings, work.Scope.Role.Grants(Permission.ManageSettings));
    }
}
