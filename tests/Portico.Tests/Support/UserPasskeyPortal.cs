using Microsoft.Extensions.DependencyInjection;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.SignIn.Passkeys;
using Portico.UserPortal.Security.Passkeys;
using Portico.UserPortal.Sessions;
using Portico.UserPortal.SigningIn;
using Portico.UserPortal.SigningIn.Passkeys;
using Portico.Users.Credentials;

namespace Portico.Tests.Support;

/// <summary>What users and their browsers do with passkeys.</summary>
internal static class UserPasskeyPortal
{
    public static SoftwareAuthenticator NewDevice(this TestPortal portal)
    {
        var party = portal.Services.GetRequiredService<RelyingParty>();
        return new(party.Id, party.Origin);
    }

    /// <summary>Has the user's device make a passkey, and keeps it.</summary>
    public static async Task<Outcome<AddOwnPasskey.Result>> AddPasskeyAsync(
        this PortalUser user,
        SoftwareAuthenticator device,
        string name = "Laptop",
        string password = PortalUsers.Password
    )
    {
        var question = (await user.Does<GetOwnPasskeyOffer>().RunAsync(Nothing.Instance)).Require();
        return await user.Does<AddOwnPasskey>()
            .RunAsync(
                new()
                {
                    Name = name,
                    CurrentPassword = password,
                    Credential = device.Make(question.Options),
                    Challenge = question.SealedChallenge,
                }
            );
    }

    public static UserPasskey[] Passkeys(this PortalUser user)
    {
        using var db = user.Portal.Credentials();
        return [.. db.Set<UserPasskey>().Where(p => p.OrganizationId == user.OrganizationId && p.UserId == user.Id).OrderBy(p => p.Id)];
    }

    /// <summary>Signs in without a password, at this visitor's portal.</summary>
    public static async Task<Outcome<UserSignInStep>> PasskeyAsync(this PortalVisitor visitor, SoftwareAuthenticator device, string portal)
    {
        var question = await visitor.PasskeyQuestionAsync(portal);
        return await visitor.AnswerAsync(portal, device.SignUnasked(question.Options), question.SealedChallenge);
    }

    public static async Task<PasskeyQuestion> PasskeyQuestionAsync(this PortalVisitor visitor, string portal) =>
        (await visitor.RunAsync<GetUserPasskeyQuestion, PasskeyQuestion>(o => o.RunAsync(new(portal)))).Require();

    public static async Task<Outcome<UserSignInStep>> AnswerAsync(
        this PortalVisitor visitor,
        string portal,
        string? credential,
        string? challenge
    ) =>
        visitor.Keep(
            await visitor.RunAsync<SignInUserWithPasskey, UserSignInStep>(o =>
                o.RunAsync(
                    new()
                    {
                        Portal = portal,
                        Credential = credential,
                        Challenge = challenge,
                    }
                )
            )
        );

    /// <summary>Finishes a sign-in that the password began, with the first passkey of the device, asked for or not.</summary>
    public static async Task<Outcome<UserSignInStep>> PasskeyAfterPasswordAsync(this PortalVisitor visitor, SoftwareAuthenticator device)
    {
        var question = await visitor.AskedAsync<GetUserSecondStepQuestion>();
        return await visitor.AnswerAfterPasswordAsync(device.SignUnasked(question.Options), question.SealedChallenge);
    }

    public static async Task<Outcome<UserSignInStep>> AnswerAfterPasswordAsync(
        this PortalVisitor visitor,
        string? credential,
        string? challenge
    ) =>
        visitor.Keep(
            await visitor.RunAsync<SignInUserWithPasswordAndPasskey, UserSignInStep>(o =>
                o.RunAsync(new PasskeyRequest { Credential = credential, Challenge = challenge })
            )
        );

    public static async Task<Outcome<EnrollUserAtSignIn.Result>> EnrollPasskeyAsync(
        this PortalVisitor visitor,
        SoftwareAuthenticator device
    )
    {
        var question = await visitor.AskedAsync<GetUserPasskeyOfferAtSignIn>();
        var request = new EnrollUserPasskeyAtSignIn.Request
        {
            Name = "Laptop",
            Credential = device.Make(question.Options),
            Challenge = question.SealedChallenge,
        };
        var outcome = await visitor.RunAsync<EnrollUserPasskeyAtSignIn, EnrollUserAtSignIn.Result>(o => o.RunAsync(request));
        visitor.Keep(outcome.Value?.Step);
        return outcome;
    }

    public static async Task<PasskeyQuestion> AskedAsync<T>(this PortalVisitor visitor)
        where T : AccountOperation<Nothing, PasskeyQuestion> =>
        (await visitor.RunAsync<T, PasskeyQuestion>(o => o.RunAsync(Nothing.Instance))).Require();
}
