using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Users;

/// <summary>Reads how an organization keeps its directory, ready to be edited.</summary>
public sealed class GetDirectorySettings(OperationRunner runner) : OrganizationQuery<Nothing, GetDirectorySettings.Result>(runner)
{
    /// <param name="Settings">The values as <see cref="UpdateDirectorySettings"/> takes them back.</param>
    /// <param name="MayChange">Whether the reader's role grants changing settings.</param>
    public sealed record Result(UpdateDirectorySettings.Request Settings, bool MayChange);

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, Work work, CancellationToken ct)
    {
        var settings = await work.Db.Set<DirectorySettings>().AsNoTracking().SingleOrDefaultAsync(ct) ?? new DirectorySettings();
        return new Result(UpdateDirectorySettings.Request.Of(settings), work.Scope.Role.Grants(Permission.ManageSettings));
    }
}
