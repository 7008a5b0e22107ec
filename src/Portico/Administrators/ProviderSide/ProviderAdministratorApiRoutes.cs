using Portico.Platform;
using Portico.Platform.Http.Api;

namespace Portico.Administrators.ProviderSide;

/// <summary>The API's administrators of the provider: /v1/administrators.</summary>
public static class ProviderAdministratorApiRoutes
{
    public static void MapProviderAdministratorApi(this IEndpointRouteBuilder api)
    {
        var all = api.MapGroup("/administrators")
            .WithTag(
                "Administrators",
                "Who may administer: people of the provider, each for all organizations or for chosen ones, and each organization's own. An id here is that of the membership, not of the person's account."
            );
        all.MapGet(
                "",
                (Query<ListProviderAdministrators.Request> query, ListProviderAdministrators list, CancellationToken ct) =>
                    list.RunAsync(query.Request, ct).AsOkAsync()
            )
            .WithName("administrators.list")
            .WithSummary("List the provider's administrators");
        all.MapPost(
                "",
                (
                    Body<InviteProviderAdministrator.Request> body,
                    InviteProviderAdministrator invite,
                    GetProviderAdministrator get,
                    CancellationToken ct
                ) =>
                    invite
                        .RunAsync(body.Request, ct)
                        .ThenAsync(i => get.RunAsync(new() { Id = i.Id }, ct))
                        .AsCreatedAsync(a => $"/v1/administrators/{a.Id}", a => a.Version)
            )
            .WithName("administrators.invite")
            .WithSummary("Invite an administrator of the provider");

        var one = all.MapGroup("/{id:id}");
        one.MapGet(
                "",
                (ObjectId id, GetProviderAdministrator get, CancellationToken ct) =>
                    get.RunAsync(new() { Id = id }, ct).AsOkAsync(a => a.Version)
            )
            .WithName("administrators.get")
            .WithSummary("Get an administrator of the provider");
        one.MapPatch(
                "",
                (
                    ObjectId id,
                    Patch<UpdateProviderAdministrator.Request> patch,
                    IfMatch match,
                    GetProviderAdministrator get,
                    UpdateProviderAdministrator update,
                    CancellationToken ct
                ) =>
                    get.RunAsync(new() { Id = id }, ct)
                        .ThenAsync(now =>
                            update.RunAsync(
                                patch.On(UpdateProviderAdministrator.Request.Of(now)) with
                                {
                                    Version = match.Version ?? now.Version,
                                },
                                ct
                            )
                        )
                        .ThenAsync(_ => get.RunAsync(new() { Id = id }, ct))
                        .AsOkAsync(a => a.Version)
            )
            .WithName("administrators.update")
            .WithSummary("Change an administrator of the provider");
        one.MapDelete(
                "",
                (ObjectId id, IfMatch match, RemoveProviderAdministrator remove, CancellationToken ct) =>
                    remove.RunAsync(new() { Id = id, Version = match.Version }, ct).AsDoneAsync()
            )
            .WithName("administrators.remove")
            .WithSummary("Remove an administrator of the provider");
        one.MapPost(
                "/suspend",
                (ObjectId id, SuspendProviderAdministrator suspend, CancellationToken ct) =>
                    suspend.RunAsync(new() { Id = id }, ct).AsDoneAsync()
            )
            .WithName("administrators.suspend")
            .WithSummary("Suspend an administrator of the provider");
        one.MapPost(
                "/restore",
                (ObjectId id, RestoreProviderAdministrator restore, CancellationToken ct) =>
                    restore.RunAsync(new() { Id = id }, ct).AsDoneAsync()
            )
            .WithName("administrators.restore")
            .WithSummary("Restore an administrator of the provider");
        one.MapPost(
                "/reset-mfa",
                (ObjectId id, ResetProviderAdministratorMfa reset, CancellationToken ct) =>
                    reset.RunAsync(new() { Id = id }, ct).AsDoneAsync()
            )
            .WithName("administrators.reset-mfa")
            .WithSummary("Mail an administrator of the provider the link that clears a lost authenticator and all passkeys");
        one.MapPost(
                "/invitation",
                (ObjectId id, ResendProviderInvitation resend, CancellationToken ct) => resend.RunAsync(new() { Id = id }, ct).AsDoneAsync()
            )
            .WithName("administrators.invitation.resend")
            .WithSummary("Send the invitation again");
        one.MapDelete(
                "/invitation",
                (ObjectId id, RevokeProviderInvitation revoke, CancellationToken ct) => revoke.RunAsync(new() { Id = id }, ct).AsDoneAsync()
            )
            .WithName("administrators.invitation.revoke")
            .WithSummary("Revoke an invitation that nobody has accepted");
        one.MapGet(
                "/organizations",
                (ObjectId id, Query<ListChosenOrganizations.Request> query, ListChosenOrganizations list, CancellationToken ct) =>
                    list.RunAsync(query.Request with { Id = id }, ct).AsOkAsync()
            )
            .WithName("administrators.organizations.list")
            .WithSummary("List the chosen organizations of an administrator of the provider");
    }
}
