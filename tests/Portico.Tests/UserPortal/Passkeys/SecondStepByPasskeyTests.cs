using System.Text.Json.Nodes;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.SignIn;
using Portico.Tests.Support;
using Portico.UserPortal.Sessions;
using Portico.UserPortal.SigningIn;
using Portico.UserPortal.SigningIn.Passkeys;
using Portico.Users.Credentials;

namespace Portico.Tests.UserPortal.Passkeys;

/// <summary>Passkeys of users after the password, and in place of a second factor that is missing.</summary>
public sealed class SecondStepByPasskeyTests(PortalFixture fixture) : PortalTest(fixture)
{
    [Fact]
    public async Task After_the_password_a_passkey_a_code_or_a_recovery_code_finishes()
    {
        using var device = Portal.NewDevice();
        var eve = await NewUserAsync();
        var codes = (await eve.AddPasskeyAsync(device)).Require().Recovery!.Codes;
        var visitor = Visitor();
        Assert.Equal(UserSessionStage.NeedsSecondFactor, (await visitor.PasswordAsync(eve.Username)).Require().Stage);
        var step = (await visitor.RunAsync<GetUnfinishedUserSignIn, GetUnfinishedUserSignIn.Result>(o => o.RunAsync(Nothing.Instance)));
        Assert.Equal((false, true), (step.Require().HasAuthenticator, step.Require().HasPasskey));
        var asked = JsonNode.Parse((await visitor.AskedAsync<GetUserSecondStepQuestion>()).Options)!;
        Assert.Single(asked["allowCredentials"]!.AsArray());

        Assert.Equal(UserSessionStage.SignedIn, (await visitor.PasskeyAfterPasswordAsync(device)).Require().Stage);

        Assert.Equal(UserSessionStage.SignedIn, await visitor.StageAsync());
        var lost = Visitor();
        await lost.PasswordAsync(eve.Username);
        var recovered = await lost.RunAsync<SignInUserWithRecoveryCode, SignInUserWithRecoveryCode.Result>(o =>
            o.RunAsync(new() { Code = codes[0] })
        );
        Assert.Equal(9, recovered.Require().CodesLeft);
    }

    [Fact]
    public async Task The_second_step_takes_no_passkey_of_anybody_else_and_no_other_challenge()
    {
        using var device = Portal.NewDevice();
        using var others = Portal.NewDevice();
        var eve = await NewUserAsync();
        var nora = await NewUserAsync();
        (await eve.AddPasskeyAsync(device)).Require();
        (await nora.AddPasskeyAsync(others)).Require();
        var visitor = Visitor();
        await visitor.PasswordAsync(eve.Username);

        Assert.Equal(new PasskeyRefused(), (await visitor.PasskeyAfterPasswordAsync(others)).Problem);
        others.OtherUser = $"{Acme}:{eve.Id}";
        Assert.Equal(new PasskeyRefused(), (await visitor.PasskeyAfterPasswordAsync(others)).Problem);
        var alone = await Visitor().PasskeyQuestionAsync(Acme.ToString());
        Assert.Equal(
            new PasskeyTooLate(),
            (await visitor.AnswerAfterPasswordAsync(device.Sign(alone.Options), alone.SealedChallenge)).Problem
        );
        var neighbour = Visitor();
        await neighbour.PasswordAsync(eve.Username);
        var theirs = await neighbour.AskedAsync<GetUserSecondStepQuestion>();
        Assert.Equal(
            new PasskeyTooLate(),
            (await visitor.AnswerAfterPasswordAsync(device.Sign(theirs.Options), theirs.SealedChallenge)).Problem
        );
        Assert.Equal(UserSessionStage.NeedsSecondFactor, await visitor.StageAsync());
        Assert.Equal(2, (await EventsOfAsync(eve)).Count(e => e is "user-sign-in-refused"));
        await visitor.PasskeyAfterPasswordAsync(others);
        // Passkeys and codes are counted together.
        Assert.IsType<TooManyTries>((await visitor.CodeAsync("000000")).Problem);
        Assert.Equal(new UserSignInOver(), (await Visitor().AnswerAfterPasswordAsync("{}", "nonsense")).Problem);
    }

    [Fact]
    public async Task Whose_time_to_enroll_is_over_makes_a_passkey_and_is_in()
    {
        using var device = Portal.NewDevice();
        var eve = await NewUserAsync();
        eve.Change(u => (u.RequiresMfa, u.MfaRequiredSince) = (true, Portal.Clock.GetUtcNow().AddDays(-30)));
        var visitor = Visitor();
        Assert.Equal(UserSessionStage.NeedsEnrollment, (await visitor.PasswordAsync(eve.Username)).Require().Stage);

        Assert.Equal(10, (await visitor.EnrollPasskeyAsync(device)).Require().Recovery.Codes.Count);

        Assert.Equal(UserSessionStage.SignedIn, await visitor.StageAsync());
        Assert.Equal(1, eve.Stored().Passkeys);
        Assert.Equal(["user-passkey-added", "user-signed-in"], (await EventsOfAsync(eve)).Order(StringComparer.Ordinal));
        // Who has a factor, or has not given the password, is offered none.
        foreach (var other in new[] { visitor, Visitor() })
        {
            var refused = await other.RunAsync<GetUserPasskeyOfferAtSignIn, PasskeyQuestion>(o => o.RunAsync(Nothing.Instance));
            Assert.Equal(new UserSignInOver(), refused.Problem);
        }
    }
}
