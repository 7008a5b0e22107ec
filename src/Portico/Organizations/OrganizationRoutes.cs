using Microsoft.AspNetCore.Http.HttpResults;
using Portico.Platform;
using Portico.Platform.Http;
using Portico.Platform.Ui.Shells;
using Portico.Settings;

namespace Portico.Organizations;

/// <summary>What pages ask for besides pages.</summary>
public static class OrganizationRoutes
{
    /// <summary>The list of the Multi-Tenant Portal menu.</summary>
    public const string Choices = "/switch/choices";

    public static IServiceCollection AddOrganizations(this IServiceCollection services) =>
        services.AddScoped<OrganizationVisits>().AddSingleton<OrganizationVisits.Running>().AddHostedService<DueDeletions>();

    public static void MapOrganizations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Choices, ChooseAsync).ExcludeFromDescription();
        routes.MapGet("/organizations/{organizationId}/logo/{hash}", GetLogoAsync).ExcludeFromDescription();
    }

    /// <summary>The way to an organization's logo; null without one.</summary>
    public static string? LogoUrl(ObjectId organization, string? hash) =>
        hash is null ? null : $"/organizations/{organization}/logo/{hash}";

    internal static OrganizationChoice AsChoice(SearchOrganizationsForMenu.Choice choice, ObjectId? here) =>
        new(
            choice.Id.ToString(),
            choice.Name,
            $"/organizations/{choice.Id}",
            new Accent(choice.Accent),
            LogoUrl(choice.Id, choice.LogoHash),
            choice.Id == here
        );

    private static async Task<IResult> ChooseAsync(SearchOrganizationsForMenu find, string? search, ObjectId? here, CancellationToken ct)
    {
        var outcome = await find.RunAsync(new() { Search = search }, ct);
        if (!outcome.Succeeded)
        {
            return TypedResults.StatusCode(outcome.Problem.StatusCode());
        }

        var found = outcome.Value;
        return new RazorComponentResult<OrganizationChoices>(
            new
            {
                Recent = found.Recent.Select(c => AsChoice(c, here)).ToList(),
                Found = found.Others.Select(c => AsChoice(c, here)).ToList(),
                found.IsMore,
            }
        );
    }

    private static async Task<IResult> GetLogoAsync(
        string organizationId,
        string hash,
        GetOrganizationLogo logo,
        HttpContext context,
        CancellationToken ct
    )
    {
        // What is no id reads as one that was never given.
        var id = ObjectId.TryParse(organizationId, out var given) ? given : default;
        var outcome = await logo.RunAsync(id, new() { Hash = hash }, ct);
        if (!outcome.Succeeded)
        {
            return TypedResults.StatusCode(outcome.Problem.StatusCode());
        }

        // The address names the content, so what a browser keeps under it is right for ever; a shared cache must not keep it at all.
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(outcome.Value.Content, outcome.Value.ContentType);
    }
}
