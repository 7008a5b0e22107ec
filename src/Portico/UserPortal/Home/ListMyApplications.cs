using Portico.Platform;
using Portico.Platform.Operations;

namespace Portico.UserPortal.Home;

/// <summary>The applications that the user may open, by name. Until applications can be assigned to users these are none.</summary>
public sealed class ListMyApplications(OperationRunner runner) : UserQuery<Nothing, IReadOnlyList<ListMyApplications.Tile>>(runner)
{
    /// <param name="Id">The application's id.</param>
    /// <param name="Name">As the organization calls it.</param>
    /// <param name="LogoUrl">Null without one.</param>
    /// <param name="Href">Opens it.</param>
    public sealed record Tile(ObjectId Id, string Name, string? LogoUrl, string Href);

    protected internal override Task<Outcome<IReadOnlyList<Tile>>> HandleAsync(Nothing request, Work work, CancellationToken ct) =>
        Task.FromResult<Outcome<IReadOnlyList<Tile>>>(Array.Empty<Tile>());
}
