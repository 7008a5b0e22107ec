using Portico.Groups.Members;
using Portico.Platform;
using Portico.Platform.Http.Api;
using Portico.Users.Callers;

namespace Portico.Users.Actions;

/// <summary>What the API can do to one user, and to many at once.</summary>
internal static class UserActionApiRoutes
{
    public static void MapUserActions(this IEndpointRouteBuilder one)
    {
        one.MapPost(
                "/suspend",
                (ObjectId organizationId, ObjectId id, SuspendUsers action, CancellationToken ct) =>
                    action.RunAsync(organizationId, UserSelection.One(id), ct).OfOneAsync().AsDoneAsync()
            )
            .WithName("organizations.users.suspend")
            .WithSummary("Take away a user's access, and end all sessions");
        one.MapPost(
                "/restore",
                (ObjectId organizationId, ObjectId id, RestoreUsers action, CancellationToken ct) =>
                    action.RunAsync(organizationId, UserSelection.One(id), ct).OfOneAsync().AsDoneAsync()
            )
            .WithName("organizations.users.restore")
            .WithSummary("Give a user access: a staged one is activated, a suspended one comes back");
        one.MapPost(
                "/unlock",
                (ObjectId organizationId, ObjectId id, UnlockUsers action, CancellationToken ct) =>
                    action.RunAsync(organizationId, UserSelection.One(id), ct).OfOneAsync().AsDoneAsync()
            )
            .WithName("organizations.users.unlock")
            .WithSummary("Let a user in again whom too many wrong passwords locked out");
        one.MapPost(
                "/reset-password",
                (ObjectId organizationId, ObjectId id, ResetUserPasswords action, CancellationToken ct) =>
                    action.RunAsync(organizationId, UserSelection.One(id), ct).OfOneAsync().AsDoneAsync()
            )
            .WithName("organizations.users.reset-password")
            .WithSummary("Mail a user a link to set a new password");
        one.MapPost(
                "/require-password-change",
                (ObjectId organizationId, ObjectId id, RequireUserPasswordChange action, CancellationToken ct) =>
                    action.RunAsync(organizationId, UserSelection.One(id), ct).OfOneAsync().AsDoneAsync()
            )
            .WithName("organizations.users.require-password-change")
            .WithSummary("Have a user choose a new password at the next sign-in");
        one.MapPost(
                "/reset-mfa",
                (ObjectId organizationId, ObjectId id, ResetUserMfa action, CancellationToken ct) =>
                    action.RunAsync(organizationId, UserSelection.One(id), ct).OfOneAsync().AsDoneAsync()
            )
            .WithName("organizations.users.reset-mfa")
            .WithSummary("Take a user's authenticator app, passkeys and recovery codes away");
        one.MapPost(
                "/require-mfa",
                (ObjectId organizationId, ObjectId id, RequireUserMfa action, CancellationToken ct) =>
                    action.RunAsync(organizationId, UserSelection.One(id), ct).OfOneAsync().AsDoneAsync()
            )
            .WithName("organizations.users.require-mfa")
            .WithSummary("Require multifactor authentication of a user");
        one.MapPost(
                "/activation",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Body<SendUserActivation.Request> body,
                    SendUserActivation action,
                    CancellationToken ct
                ) => action.RunAsync(organizationId, body.Request with { Id = id }, ct).AsDoneAsync()
            )
            .WithName("organizations.users.send-activation")
            .WithSummary("Send a user the activation mail again");
        one.MapPost(
                "/caller-code",
                (ObjectId organizationId, ObjectId id, SendCallerCode send, CancellationToken ct) =>
                    send.RunAsync(organizationId, new() { Id = id }, ct).AsOkAsync()
            )
            .WithName("organizations.users.send-caller-code")
            .WithSummary("Mail a user the code that a caller has to tell");
        one.MapPost(
                "/verify-caller",
                (ObjectId organizationId, ObjectId id, Body<VerifyCaller.Request> body, VerifyCaller verify, CancellationToken ct) =>
                    verify.RunAsync(organizationId, body.Request with { Id = id }, ct).AsOkAsync()
            )
            .WithName("organizations.users.verify-caller")
            .WithSummary("Check the code that a caller tells");
    }

    public static void MapBulkUserActions(this IEndpointRouteBuilder all)
    {
        all.MapPost(
                "/suspend",
                (ObjectId organizationId, Body<UserSelection> body, SuspendUsers action, CancellationToken ct) =>
                    action.RunAsync(organizationId, body.Request, ct).AsOkAsync()
            )
            .WithName("organizations.users.bulk.suspend")
            .WithSummary("Take away the access of users, and end all their sessions");
        all.MapPost(
                "/restore",
                (ObjectId organizationId, Body<UserSelection> body, RestoreUsers action, CancellationToken ct) =>
                    action.RunAsync(organizationId, body.Request, ct).AsOkAsync()
            )
            .WithName("organizations.users.bulk.restore")
            .WithSummary("Give users access: staged ones are activated, suspended ones come back");
        all.MapPost(
                "/unlock",
                (ObjectId organizationId, Body<UserSelection> body, UnlockUsers action, CancellationToken ct) =>
                    action.RunAsync(organizationId, body.Request, ct).AsOkAsync()
            )
            .WithName("organizations.users.bulk.unlock")
            .WithSummary("Let users in again whom too many wrong passwords locked out");
        all.MapPost(
                "/reset-password",
                (ObjectId organizationId, Body<UserSelection> body, ResetUserPasswords action, CancellationToken ct) =>
                    action.RunAsync(organizationId, body.Request, ct).AsOkAsync()
            )
            .WithName("organizations.users.bulk.reset-password")
            .WithSummary("Mail users a link to set a new password");
        all.MapPost(
                "/require-password-change",
                (ObjectId organizationId, Body<UserSelection> body, RequireUserPasswordChange action, CancellationToken ct) =>
                    action.RunAsync(organizationId, body.Request, ct).AsOkAsync()
            )
            .WithName("organizations.users.bulk.require-password-change")
            .WithSummary("Have users choose a new password at the next sign-in");
        all.MapPost(
                "/reset-mfa",
                (ObjectId organizationId, Body<UserSelection> body, ResetUserMfa action, CancellationToken ct) =>
                    action.RunAsync(organizationId, body.Request, ct).AsOkAsync()
            )
            .WithName("organizations.users.bulk.reset-mfa")
            .WithSummary("Take the authenticator apps, passkeys and recovery codes of users away");
        all.MapPost(
                "/require-mfa",
                (ObjectId organizationId, Body<UserSelection> body, RequireUserMfa action, CancellationToken ct) =>
                    action.RunAsync(organizationId, body.Request, ct).AsOkAsync()
            )
            .WithName("organizations.users.bulk.require-mfa")
            .WithSummary("Require multifactor authentication of users");
        all.MapPost(
                "/activation",
                (ObjectId organizationId, Body<UserSelection> body, ResendUserActivations action, CancellationToken ct) =>
                    action.RunAsync(organizationId, body.Request, ct).AsOkAsync()
            )
            .WithName("organizations.users.bulk.activation")
            .WithSummary("Send users the activation mail again");
        all.MapPost(
                "/add-to-groups",
                (ObjectId organizationId, Body<UserGroupsSelection> body, AddUsersToGroups action, CancellationToken ct) =>
                    action.RunAsync(organizationId, body.Request, ct).AsOkAsync()
            )
            .WithName("organizations.users.bulk.add-to-groups")
            .WithSummary("Add users to groups, to those with a rule by an exception");
        all.MapPost(
                "/remove",
                (ObjectId organizationId, Body<RemoveUsers.Request> body, RemoveUsers action, CancellationToken ct) =>
                    action.RunAsync(organizationId, body.Request, ct).AsOkAsync()
            )
            .WithName("organizations.users.bulk.remove")
            .WithSummary("Delete users; their number is given to confirm");
    }
}
