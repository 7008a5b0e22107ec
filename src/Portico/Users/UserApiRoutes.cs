using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Http.Api;
using Portico.Users.Actions;
using Portico.Users.Files;
using Portico.Users.Passwords;
using Portico.Users.ProviderSide;

namespace Portico.Users;

/// <summary>The API's users of an organization: /v1/organizations/{id}/users.</summary>
public static class UserApiRoutes
{
    public static IServiceCollection AddUsers(this IServiceCollection services) =>
        services
            .AddScoped<UserMail>()
            .AddScoped<ChosenAction>()
            .AddScoped<ActionAcross>()
            .AddHostedService<DueUserStates>()
            .AddHostedService<UserImportPump>();

    public static void MapUserApi(this IEndpointRouteBuilder api)
    {
        var all = api.MapGroup(OrganizationApiRoutes.One + "/users")
            .WithTag(
                "Users",
                "The people of an organization: who they are, whether they may sign in, and how they stand with their password."
            );
        all.MapGet(
                "",
                (ObjectId organizationId, Query<ListUsers.Request> query, ListUsers list, CancellationToken ct) =>
                    list.RunAsync(organizationId, query.Request, ct).AsOkAsync()
            )
            .WithName("organizations.users.list")
            .WithSummary("List the users of an organization");
        all.MapPost(
                "",
                (ObjectId organizationId, Body<AddUser.Request> body, AddUser add, GetUser get, CancellationToken ct) =>
                    add.RunAsync(organizationId, body.Request, ct)
                        .ThenAsync(u => get.RunAsync(organizationId, new() { Id = u.Id }, ct))
                        .AsCreatedAsync(u => $"/v1/organizations/{organizationId}/users/{u.Id}", u => u.Version)
            )
            .WithName("organizations.users.add")
            .WithSummary("Add a user");

        var one = all.MapGroup("/{id:id}");
        one.MapGet(
                "",
                (ObjectId organizationId, ObjectId id, GetUser get, CancellationToken ct) =>
                    get.RunAsync(organizationId, new() { Id = id }, ct).AsOkAsync(u => u.Version)
            )
            .WithName("organizations.users.get")
            .WithSummary("Get a user with all attributes");
        one.MapPatch(
                "",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Patch<UpdateUser.Request> patch,
                    IfMatch match,
                    GetUser get,
                    UpdateUser update,
                    CancellationToken ct
                ) =>
                    get.RunAsync(organizationId, new() { Id = id }, ct)
                        .ThenAsync(now =>
                            update.RunAsync(
                                organizationId,
                                patch.On(UpdateUser.Request.Of(now)) with
                                {
                                    Version = match.Version ?? now.Version,
                                },
                                ct
                            )
                        )
                        .ThenAsync(_ => get.RunAsync(organizationId, new() { Id = id }, ct))
                        .AsOkAsync(u => u.Version)
            )
            .WithName("organizations.users.update")
            .WithSummary("Change a user's attributes");
        one.MapDelete(
                "",
                (ObjectId organizationId, ObjectId id, Query<RemoveUser.Request> query, RemoveUser remove, CancellationToken ct) =>
                    remove.RunAsync(organizationId, query.Request with { Id = id }, ct).AsDoneAsync()
            )
            .WithName("organizations.users.remove")
            .WithSummary("Delete a user; the username is given to confirm");
        one.MapPut(
                "/username",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Body<RenameUser.Request> body,
                    IfMatch match,
                    RenameUser rename,
                    CancellationToken ct
                ) => rename.RunAsync(organizationId, body.Request with { Id = id, Version = match.Version }, ct).AsDoneAsync()
            )
            .WithName("organizations.users.rename")
            .WithSummary("Give a user another username");
        one.MapPut(
                "/scheduled-state",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Body<ScheduleUserState.Request> body,
                    ScheduleUserState schedule,
                    CancellationToken ct
                ) => schedule.RunAsync(organizationId, body.Request with { Id = id }, ct).AsDoneAsync()
            )
            .WithName("organizations.users.schedule-state")
            .WithSummary("Plan a change of a user's state for a time to come, or give it up");
        one.MapPut(
                "/password",
                (ObjectId organizationId, ObjectId id, Body<SetUserPassword.Request> body, SetUserPassword set, CancellationToken ct) =>
                    set.RunAsync(organizationId, body.Request with { Id = id }, ct).AsDoneAsync()
            )
            .WithName("organizations.users.set-password")
            .WithSummary("Set a user's password");
        one.MapUserActions();
        all.MapBulkUserActions();
        api.MapDirectorySettingsApi();
    }
}
