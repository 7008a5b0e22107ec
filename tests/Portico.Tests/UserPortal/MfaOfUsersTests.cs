using Portico.Platform.Operations;
using Portico.Settings;
using Portico.SignIn;
using Portico.Tests.Support;
using Portico.UserPortal;
using Portico.UserPortal.Home;
using Portico.UserPortal.Security;
using Portico.UserPortal.Sessions;
using Portico.UserPortal.SigningIn;
using Portico.Users.Credentials;

namespace Portico.Tests.UserPortal;

public sealed class MfaOfUsersTests(PortalFixture fixture) : PortalTest(fixture)
{
    [Fact]
    public async Task A_demand_leaves_the_enrollment_period_and_then_is_enforced()
    {
        var eve = await NewUserAsync();
        eve.Change(u => u.RequiresMfa = true);
        var visitor = Visitor();

        Assert.Equal(UserSessionStage.SignedIn, (await visitor.PasswordAsync(eve.Username)).Require().Stage);
        var since = Portal.Clock.GetUtcNow();
        Assert.Equal(since, eve.Stored().MfaRequiredSince);
        var header = (await eve.Does<GetPortalHeader>().RunAsync(Nothing.Instance)).Require();
        Assert.Equal(since.AddDays(7), header.MfaDueAt);

        Portal.Clock.Advance(TimeSpan.FromDays(6.9));
        var inTime = Visitor();
        Assert.Equal(UserSessionStage.SignedIn, (await inTime.PasswordAsync(eve.Username)).Require().Stage);
        Portal.Clock.Advance(TimeSpan.FromHours(2.4));
        // Whoever is signed in without a factor is nobody from then on.
        Assert.Null(await inTime.StageAsync());
        var late = Visitor();
        Assert.Equal(UserSessionStage.NeedsEnrollment, (await late.PasswordAsync(eve.Username)).Require().Stage);
        Assert.Equal(UserSessionStage.NeedsEnrollment, await late.StageAsync());
        Assert.Equal(
            new NothingHere(),
            (await late.RunAsync<GetPortalHeader, GetPortalHeader.Result>(o => o.RunAsync(Nothing.Instance))).Problem
        );

        Assert.Equal(10, (await late.EnrollAsync()).Require().Recovery.Codes.Count);
        Assert.Equal(UserSessionStage.SignedIn, await late.StageAsync());
    }

    [Fact]
    public void Is_demanded_of_all_by_group_or_of_one_unless_exempt()
    {
        var now = Portal.Clock.GetUtcNow();
        var user = new UserCredential { Username = "eve", Email = "eve@example.com" };
        bool Is(UserMfa demand) => MfaOfUsers.IsDemanded(user, new SecuritySettings { UserMfa = demand }, now);

        Assert.Equal((false, true, false), (Is(UserMfa.Optional), Is(UserMfa.RequiredForAll), Is(UserMfa.RequiredByGroup)));
        user.GroupsRequiringMfa = 1;
        Assert.Equal((false, true, true), (Is(UserMfa.Optional), Is(UserMfa.RequiredForAll), Is(UserMfa.RequiredByGroup)));
        user.RequiresMfa = true;
        Assert.True(Is(UserMfa.Optional));
        user.MfaExemptUntil = now.AddMinutes(1);
        Assert.False(Is(UserMfa.RequiredForAll));
        user.MfaExemptUntil = now;
        Assert.True(Is(UserMfa.RequiredForAll));
    }

    [Fact]
    public void The_period_begins_anew_when_a_demand_had_ceased_and_not_by_an_exemption()
    {
        var now = Portal.Clock.GetUtcNow();
        var settings = new SecuritySettings();
        var user = new UserCredential
        {
            Username = "eve",
            Email = "eve@example.com",
            RequiresMfa = true,
            MfaRequiredSince = now.AddDays(-30),
            MfaExemptUntil = now.AddDays(1),
        };

        MfaOfUsers.Note(user, settings, now);
        Assert.Equal(now.AddDays(-30), user.MfaRequiredSince);
        Assert.False(MfaOfUsers.IsOverdue(user, settings, now));
        user.MfaExemptUntil = null;
        Assert.True(MfaOfUsers.IsOverdue(user, settings, now));
        user.RequiresMfa = false;
        MfaOfUsers.Note(user, settings, now);
        Assert.Null(user.MfaRequiredSince);
    }

    [Fact]
    public async Task Whoever_has_a_factor_is_asked_for_it_always_each_code_once()
    {
        var (eve, secret, codes) = await EnrolledAsync();
        var visitor = Visitor();

        Assert.Equal(UserSessionStage.NeedsSecondFactor, (await visitor.PasswordAsync(eve.Username)).Require().Stage);
        Assert.Equal(new WrongCode(), (await visitor.CodeAsync("000000")).Problem);
        var code = visitor.CodeOf(secret);
        Assert.Equal(UserSessionStage.SignedIn, (await visitor.CodeAsync(code)).Require().Stage);

        var again = Visitor();
        await again.PasswordAsync(eve.Username);
        Assert.Equal(new WrongCode(), (await again.CodeAsync(code)).Problem);
        var recovered = await again.RunAsync<SignInUserWithRecoveryCode, SignInUserWithRecoveryCode.Result>(o =>
            o.RunAsync(new() { Code = codes[3] })
        );
        Assert.Equal((UserSessionStage.SignedIn, 9), (recovered.Require().Step.Stage, recovered.Require().CodesLeft));
        var third = Visitor();
        await third.PasswordAsync(eve.Username);
        Assert.Equal(
            new WrongRecoveryCode(),
            (
                await third.RunAsync<SignInUserWithRecoveryCode, SignInUserWithRecoveryCode.Result>(o =>
                    o.RunAsync(new() { Code = codes[3] })
                )
            ).Problem
        );
    }

    [Fact]
    public async Task A_factor_is_asked_for_before_an_expired_password_is_replaced()
    {
        var (eve, secret, _) = await EnrolledAsync();
        eve.Change(u => u.PasswordExpiresAt = Portal.Clock.GetUtcNow());
        var visitor = Visitor();

        Assert.Equal(UserSessionStage.NeedsSecondFactor, (await visitor.PasswordAsync(eve.Username)).Require().Stage);
        Assert.Equal(new UserSignInOver(), (await visitor.NewPasswordAsync("Quiet meadow 81 lamp")).Problem);
        Assert.Equal(UserSessionStage.NeedsNewPassword, (await visitor.CodeAsync(visitor.CodeOf(secret))).Require().Stage);
        Assert.Equal(UserSessionStage.SignedIn, (await visitor.NewPasswordAsync("Quiet meadow 81 lamp")).Require().Stage);
    }

    [Fact]
    public async Task Wrong_codes_have_to_wait()
    {
        var (eve, secret, _) = await EnrolledAsync();
        var visitor = Visitor();
        await visitor.PasswordAsync(eve.Username);
        for (var tries = 0; tries < 5; tries++)
        {
            Assert.Equal(new WrongCode(), (await visitor.CodeAsync("000000")).Problem);
        }

        Assert.IsType<TooManyTries>((await visitor.CodeAsync(visitor.CodeOf(secret))).Problem);
    }

    [Fact]
    public async Task An_app_that_is_required_is_replaced_and_not_removed()
    {
        var (eve, _, _) = await EnrolledAsync();
        var remove = new RemoveUserAuthenticator.Request { CurrentPassword = PortalUsers.Password };

        Assert.Equal(
            "wrong-password",
            (await eve.Does<RemoveUserAuthenticator>().RunAsync(new() { CurrentPassword = "wrong" })).Problem?.Code
        );
        eve.Change(u => u.RequiresMfa = true);
        Assert.Equal(new MfaRequired(), (await eve.Does<RemoveUserAuthenticator>().RunAsync(remove)).Problem);
        eve.Change(u => u.RequiresMfa = false);
        Assert.True((await eve.Does<RemoveUserAuthenticator>().RunAsync(remove)).Succeeded);
        Assert.False(eve.Stored().HasMfa);
        Assert.Equal(UserSessionStage.SignedIn, (await Visitor().PasswordAsync(eve.Username)).Require().Stage);
    }

    private async Task<(PortalUser User, string Secret, IReadOnlyList<string> Codes)> EnrolledAsync()
    {
        var user = await NewUserAsync();
        var offer = (await user.Does<GetUserAuthenticatorOffer>().RunAsync(new(null))).Require();
        var codes = (
            await user.Does<EnrollUserAuthenticator>()
                .RunAsync(
                    new()
                    {
                        CurrentPassword = PortalUsers.Password,
                        SealedSecret = offer.SealedSecret,
                        Code = Visitor().CodeOf(offer.Secret),
                    }
                )
        ).Require();
        // The code just used is spent; the next step begins.
        Portal.Clock.Advance(TimeSpan.FromSeconds(60));
        return (user, offer.Secret, codes.Recovery!.Codes);
    }
}
