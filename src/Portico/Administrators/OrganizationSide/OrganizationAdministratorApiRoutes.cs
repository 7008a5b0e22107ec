using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Http.Api;

namespace Portico.Administrators.OrganizationSide;

/// <summary>The API's administrators of an organization: /v1/organizations/{id}/administrators.</summary>
public static class OrganizationAdministratorApiRoutes
{
    public static void MapOrganizationAdministratorApi(this IEndpointRouteBuilder api)
    {
        var all = api.MapGroup(OrganizationApiRoutes.One + "/administrators").WithTags("Administrators");
        all.MapGet(
                "",
                (
                    ObjectId organizationId,
                    Query<ListOrganizationAdministrators.Request> query,
                    ListOrganizationAdministrators list,
                    CancellationToken ct
                ) => list.RunAsync(organizationId, query.Request, ct).AsOkAsync()
            )
            .WithName("organizations.administrators.list")
            .WithSummary("List an organization's own administrators");
        all.MapPost(
                "",
                (
                    ObjectId organizationId,
                    Body<InviteOrganizationAdministrator.Request> body,
                    InviteOrganizationAdministrator invite,
                    GetOrganizationAdministrator get,
                    CancellationToken ct
                ) =>
                    invite
                        .RunAsync(organizationId, body.Request, ct)
                        .ThenAsync(i => get.RunAsync(organizationId, new() { Id = i.Id }, ct))
                        .AsCreatedAsync(a => $"/v1/organizations/{organizationId}/administrators/{a.Id}", a => a.Version)
            )
            .WithName("organizations.administrators.invite")
            .WithSummary("Invite an organization's own administrator");

        var one = all.MapGroup("/{id:id}");
        one.MapGet(
                "",
                (ObjectId organizationId, ObjectId id, GetOrganizationAdministrator get, CancellationToken ct) =>
                    get.RunAsync(organizationId, new() { Id = id }, ct).AsOkAsync(a => a.Version)
            )
            .WithName("organizations.administrators.get")
            .WithSummary("Get an organization's own administrator");
        one.MapPatch(
                "",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Patch<UpdateOrganizationAdministrator.Request> patch,
                    IfMatch match,
                    GetOrganizationAdministrator get,
                    UpdateOrganizationAdministrator update,
                    CancellationToken ct
                ) =>
                    get.RunAsync(organizationId, new() { Id = id }, ct)
                        .ThenAsync(now =>
                            update.RunAsync(
                                organizationId,
                                patch.On(UpdateOrganizationAdministrator.Request.Of(now)) with
                                {
                                    Version = match.Version ?? now.Version,
                                },
                                ct
                            )
                        )
                        .ThenAsync(_ => get.RunAsync(organizationId, new() { Id = id }, ct))
                        .AsOkAsync(a => a.Version)
            )
            .WithName("organizations.administrators.update")
            .WithSummary("Change an organization's own administrator");
        one.MapDelete(
                "",
                (ObjectId organizationId, ObjectId id, IfMatch match, RemoveOrganizationAdministrator remove, CancellationToken ct) =>
                    remove.RunAsync(organizationId, new() { Id = id, Version = match.Version }, ct).AsDoneAsync()
            )
            .WithName("organizations.administrators.remove")
            .WithSummary("Remove an organization's own administrator");
        one.MapPost(
                "/suspend",
                (ObjectId organizationId, ObjectId id, SuspendOrganizationAdministrator suspend, CancellationToken ct) =>
                    suspend.RunAsync(organizationId, new() { Id = id }, ct).AsDoneAsync()
            )
            .WithName("organizations.administrators.suspend")
            .WithSummary("Suspend an organization's own administrator");
        one.MapPost(
                "/restore",
                (ObjectId organizationId, ObjectId id, RestoreOrganizationAdministrator restore, CancellationToken ct) =>
                    restore.RunAsync(organizationId, new() { Id = id }, ct).AsDoneAsync()
            )
            .WithName("organizations.administrators.restore")
            .WithSummary("Restore an organization's own administrator");
        one.MapPost(
                "/reset-mfa",
                (ObjectId organizationId, ObjectId id, ResetOrganizationAdministratorMfa reset, CancellationToken ct) =>
                    reset.RunAsync(organizationId, new() { Id = id }, ct).AsDoneAsync()
            )
            .WithName("organizations.administrators.reset-mfa")
            .WithSummary("Mail an organization's own administrator the link that clears a lost authenticator and all passkeys");
        one.MapPost(
                "/invitation",
                (ObjectId organizationId, ObjectId id, ResendOrganizationInvitation resend, CancellationToken ct) =>
                    resend.RunAsync(organizationId, new() { Id = id }, ct).AsDoneAsync()
            )
            .WithName("organizations.administrators.invitation.resend")
            .WithSummary("Send the invitation again");
        one.MapDelete(
                "/invitation",
                (ObjectId organizationId, ObjectId id, RevokeOrganizationInvitation revoke, CancellationToken ct) =>
                    revoke.RunAsync(organizationId, new() { Id = id }, ct).AsDoneAsync()
            )
            .WithName("organizations.administrators.invitation.revoke")
            .WithSummary("Revoke an invitation that nobody has accepted");

        api.MapGet(
                OrganizationApiRoutes.One + "/provider-administrators",
                (
                    ObjectId organizationId,
                    Query<ListProviderStaffWithAccess.Request> query,
                    ListProviderStaffWithAccess list,
                    CancellationToken ct
                ) => list.RunAsync(organizationId, query.Request, ct).AsOkAsync()
            )
            .WithTags("Administrators")
            .WithName("organizations.provider-administrators.list")
            .WithSummary("List the provider's administrators who may enter an organization");
    }
}
