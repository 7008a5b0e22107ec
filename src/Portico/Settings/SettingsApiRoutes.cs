using Microsoft.AspNetCore.Mvc;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Http.Api;
using Portico.Platform.Operations;

namespace Portico.Settings;

/// <summary>The API's settings of an organization: general, security, and its logo.</summary>
public static class SettingsApiRoutes
{
    private const string Tag = "Settings";

    public static void MapSettingsApi(this IEndpointRouteBuilder api)
    {
        var organization = api.MapGroup(OrganizationApiRoutes.One);
        // Name and contact are the organization's own to whoever reads it, so they can be changed there too.
        organization
            .MapPatch(
                "",
                (
                    ObjectId organizationId,
                    Patch<UpdateGeneralSettings.Request> patch,
                    IfMatch match,
                    GetGeneralSettings now,
                    UpdateGeneralSettings update,
                    GetManagedOrganization get,
                    CancellationToken ct
                ) =>
                    now.RunAsync(organizationId, Nothing.Instance, ct)
                        .ThenAsync(n =>
                            update.RunAsync(organizationId, patch.On(n.Settings) with { Version = match.Version ?? n.Settings.Version }, ct)
                        )
                        .ThenAsync(_ => get.RunAsync(organizationId, Nothing.Instance, ct))
                        .AsOkAsync(o => o.Version)
            )
            .WithTags("Organizations")
            .WithName("organizations.update")
            .WithSummary("Change an organization's name, contact or accent colour");
        organization
            .MapGroup("/settings/general")
            .WithTag(Tag, "What an organization is called and looks like, and what it demands of its users' passwords and sign-ins.")
            .MapGeneral();
        organization.MapGroup("/settings/security").WithTags(Tag).MapSecurity();
        organization.MapGroup("/logo").WithTags(Tag).MapLogo();
    }

    private static void MapGeneral(this RouteGroupBuilder general)
    {
        general
            .MapGet(
                "",
                (ObjectId organizationId, GetGeneralSettings get, CancellationToken ct) =>
                    get.RunAsync(organizationId, Nothing.Instance, ct).SelectAsync(s => s.Settings).AsOkAsync(s => s.Version)
            )
            .WithName("settings.general.get")
            .WithSummary("Get an organization's general settings");
        general
            .MapPut(
                "",
                (
                    ObjectId organizationId,
                    Body<UpdateGeneralSettings.Request> body,
                    IfMatch match,
                    UpdateGeneralSettings update,
                    GetGeneralSettings get,
                    CancellationToken ct
                ) =>
                    update
                        .RunAsync(organizationId, body.Request with { Version = match.Version }, ct)
                        .ThenAsync(_ => get.RunAsync(organizationId, Nothing.Instance, ct))
                        .SelectAsync(s => s.Settings)
                        .AsOkAsync(s => s.Version)
            )
            .WithName("settings.general.set")
            .WithSummary("Set all of an organization's general settings");
        general
            .MapPatch(
                "",
                (
                    ObjectId organizationId,
                    Patch<UpdateGeneralSettings.Request> patch,
                    IfMatch match,
                    GetGeneralSettings get,
                    UpdateGeneralSettings update,
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
            .WithName("settings.general.update")
            .WithSummary("Change some of an organization's general settings");
    }

    private static void MapSecurity(this RouteGroupBuilder security)
    {
        security
            .MapGet(
                "",
                (ObjectId organizationId, GetSecuritySettings get, CancellationToken ct) =>
                    get.RunAsync(organizationId, Nothing.Instance, ct).SelectAsync(s => s.Settings).AsOkAsync(s => s.Version)
            )
            .WithName("settings.security.get")
            .WithSummary("Get what an organization demands of its users' passwords and sign-ins");
        security
            .MapPut(
                "",
                (
                    ObjectId organizationId,
                    Body<UpdateSecuritySettings.Request> body,
                    IfMatch match,
                    UpdateSecuritySettings update,
                    GetSecuritySettings get,
                    CancellationToken ct
                ) =>
                    update
                        .RunAsync(organizationId, body.Request with { Version = match.Version }, ct)
                        .ThenAsync(_ => get.RunAsync(organizationId, Nothing.Instance, ct))
                        .SelectAsync(s => s.Settings)
                        .AsOkAsync(s => s.Version)
            )
            .WithName("settings.security.set")
            .WithSummary("Set all of an organization's security settings");
        security
            .MapPatch(
                "",
                (
                    ObjectId organizationId,
                    Patch<UpdateSecuritySettings.Request> patch,
                    IfMatch match,
                    GetSecuritySettings get,
                    UpdateSecuritySettings update,
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
            .WithName("settings.security.update")
            .WithSummary("Change some of an organization's security settings");
    }

    private static void MapLogo(this RouteGroupBuilder logo)
    {
        logo.MapGet(
                "",
                (ObjectId organizationId, GetOrganizationLogo get, CancellationToken ct) =>
                    get.RunAsync(organizationId, new(), ct).AsFileAsync(l => (l.Content, l.ContentType))
            )
            .WithName("organizations.logo.get")
            .WithSummary("Get an organization's logo");
        logo.MapPut(
                "",
                (ObjectId organizationId, UploadedPicture picture, SetOrganizationLogo set, CancellationToken ct) =>
                    set.RunAsync(organizationId, new() { Logo = picture.File }, ct).AsOkAsync()
            )
            .WithMetadata(new RequestSizeLimitAttribute(UploadedPicture.MaxBody))
            .WithName("organizations.logo.set")
            .WithSummary("Set an organization's logo: a PNG, JPEG or WebP picture of at most 1 MiB");
        logo.MapDelete(
                "",
                (ObjectId organizationId, RemoveOrganizationLogo remove, CancellationToken ct) =>
                    remove.RunAsync(organizationId, Nothing.Instance, ct).AsDoneAsync()
            )
            .WithName("organizations.logo.remove")
            .WithSummary("Remove an organization's logo");
    }
}
