using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Http.Api;
using Portico.Platform.Operations;

namespace Portico.Users;

/// <summary>The API's settings of an organization's users.</summary>
internal static class DirectorySettingsApiRoutes
{
    public static void MapDirectorySettingsApi(this IEndpointRouteBuilder api)
    {
        var settings = api.MapGroup(OrganizationApiRoutes.One + "/settings/users").WithTags("Settings");
        settings
            .MapGet(
                "",
                (ObjectId organizationId, GetDirectorySettings get, CancellationToken ct) =>
                    get.RunAsync(organizationId, Nothing.Instance, ct).SelectAsync(s => s.Settings).AsOkAsync(s => s.Version)
            )
            .WithName("settings.users.get")
            .WithSummary("Get how an organization keeps its users");
        settings
            .MapPut(
                "",
                (
                    ObjectId organizationId,
                    Body<UpdateDirectorySettings.Request> body,
                    IfMatch match,
                    UpdateDirectorySettings update,
                    GetDirectorySettings get,
                    CancellationToken ct
                ) =>
                    update
                        .RunAsync(organizationId, body.Request with { Version = match.Version }, ct)
                        .ThenAsync(_ => get.RunAsync(organizationId, Nothing.Instance, ct))
                        .SelectAsync(s => s.Settings)
                        .AsOkAsync(s => s.Version)
            )
            .WithName("settings.users.set")
            .WithSummary("Set all of how an organization keeps its users");
        settings
            .MapPatch(
                "",
                (
                    ObjectId organizationId,
                    Patch<UpdateDirectorySettings.Request> patch,
                    IfMatch match,
                    GetDirectorySettings get,
                    UpdateDirectorySettings update,
                    CancellationToken ct
                ) =>
                    get.RunAsync(organizationId, Nothing.Instance, ct)
                        .ThenAsync(now =>
                            update.RunAsync(
                                organizationId,
                                patch.On(now.Settings) with
                                {
                                    Version = match.Version ?? now.Settings.Version,
                                },
                                ct
                            )
                        )
                        .ThenAsync(_ => get.RunAsync(organizationId, Nothing.Instance, ct))
                        .SelectAsync(s => s.Settings)
                        .AsOkAsync(s => s.Version)
            )
            .WithName("settings.users.update")
            .WithSummary("Change some of how an organization keeps its users");
    }
}
