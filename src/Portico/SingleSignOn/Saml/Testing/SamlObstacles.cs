using Portico.Applications;
using Portico.Platform.Operations;
using Portico.SingleSignOn.Saml.Keys;
using Portico.SingleSignOn.Saml.Settings;
using Portico.SingleSignOn.Saml.SigningIn;
using Portico.SingleSignOn.Testing;
using Portico.Users;

namespace Portico.SingleSignOn.Saml.Testing;

/// <summary>All that stands between a user and an application of SAML; a sign-in stops at the first.</summary>
internal static class SamlObstacles
{
    public static async Task<IReadOnlyList<SignInObstacle>> OfAsync(
        Application application,
        SamlSettings? settings,
        User? user,
        SamlKeyring keyring,
        Work work,
        CancellationToken ct
    )
    {
        var found = await SignInObstacle.OfAsync(application, user, work, ct);
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
            found.Add(SignInObstacle.NoFactor);
        }

        return found;
    }
}
