using Microsoft.EntityFrameworkCore;
using Portico.Applications;
using Portico.Assignments;
using Portico.Groups.Members;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.SingleSignOn.Saml.Keys;
using Portico.SingleSignOn.Saml.Settings;
using Portico.SingleSignOn.Saml.SigningIn;
using Portico.Users;

namespace Portico.SingleSignOn.Saml.Testing;

/// <summary>All that stands between a user and an application; a sign-in stops at the first.</summary>
internal static class SignInObstacles
{
    public static async Task<IReadOnlyList<GetSignInPreview.Obstacle>> OfAsync(
        Application application,
        SamlSettings? settings,
        User? user,
        SamlKeyring keyring,
        Work work,
        CancellationToken ct
    )
    {
        var found = new List<GetSignInPreview.Obstacle>();
        if (user is null)
        {
            found.Add(new("no-such-user", "This organization has no user of this name."));
        }
        else
        {
            if (user.State is not UserState.Activated)
            {
                found.Add(new("user-not-active", "The user cannot sign in to the portal: the account is not active."));
            }

            if (!await IsAssignedAsync(application.Id, user.Id, work, ct))
            {
                found.Add(new("application-not-assigned", "The application is assigned neither to the user nor to a group of the user."));
            }
        }

        if (application.IsSuspended)
        {
            found.Add(new("application-suspended", "The application is suspended: nobody signs in to it."));
        }

        if (settings is not { IsSetUp: true })
        {
            found.Add(new(SamlRefusals.NotSetUp.Code, SamlRefusals.NotSetUp.Message));
        }
        else if (user is not null && SamlNames.ValueOf(settings, user, keyring) is null)
        {
            found.Add(
                new(
                    "application-no-name-id",
                    $"The user lacks the custom attribute {settings.NameIdAttribute}, which is to be the name ID."
                )
            );
        }

        if (settings is { RequiresMfa: true } && user is { HasMfa: false })
        {
            found.Add(new("application-requires-mfa", "The application asks for a second factor, and the user has none yet."));
        }

        return found;
    }

    private static Task<bool> IsAssignedAsync(ObjectId application, ObjectId user, Work work, CancellationToken ct)
    {
        var groups = work.Db.Set<UserGroupMember>().Where(m => m.UserId == user);
        return work
            .Db.Set<ApplicationAssignment>()
            .AnyAsync(a => a.ApplicationId == application && (a.UserId == user || groups.Any(m => m.GroupId == a.UserGroupId)), ct);
    }
}
