using Microsoft.EntityFrameworkCore;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Settings;

/// <summary>Reads an organization's name, contact, colour and logo, ready to be edited.</summary>
public sealed class GetGeneralSettings(OperationRunner runner) : OrganizationQuery<Nothing, GetGeneralSettings.Result>(runner)
{
    /// <param name="Id">The organization's id.</param>
    /// <param name="Settings">The values as <see cref="UpdateGeneralSettings"/> takes them back.</param>
    /// <param name="LogoHash">Names the logo's content in its address; null without a logo.</param>
    /// <param name="MayChange">Whether the reader's role grants changing settings.</param>
    /// <param name="MayRename">Whether the reader may also change the name; see <see cref="Renaming"/>.</param>
    public sealed record Result(ObjectId Id, UpdateGeneralSettings.Request Settings, string? LogoHash, bool MayChange, bool MayRename);

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, Work work, CancellationToken ct)
    {
        var organization = await work.Db.Set<ManagedOrganization>().AsNoTracking().SingleAsync(ct);
        return new Result(
            organization.Id,
            UpdateGeneralSettings.Request.Of(organization),
            organization.LogoHash,
            work.Scope.Role.Grants(Permission.ManageSettings),
            await Renaming.IsGrantedAsync(work, ct)
        );
    }
}
