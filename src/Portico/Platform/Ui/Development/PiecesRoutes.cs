using Microsoft.AspNetCore.Http.HttpResults;
using Portico.Platform.Ui.Shells;

namespace Portico.Platform.Ui.Development;

/// <summary>What the Multi-Tenant Portal menu asks on the page of pieces; only in a development build.</summary>
internal static class PiecesRoutes
{
    public const string Search = "/development/pieces/organizations";

    public static void MapPieces(this WebApplication app) =>
        app.MapGet(
                Search,
                RazorComponentResult (string? search) =>
                {
                    var recent = string.IsNullOrEmpty(search) ? SampleOrganizations.All.Take(3).ToList() : [];
                    var found = SampleOrganizations.Find(search).Except(recent).ToList();
                    return new RazorComponentResult<OrganizationChoices>(
                        new
                        {
                            Recent = recent.Select(SampleOrganizations.AsChoice).ToList(),
                            Found = found.Take(20).Select(SampleOrganizations.AsChoice).ToList(),
                            IsMore = found.Count > 20,
                        }
                    );
                }
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
}
