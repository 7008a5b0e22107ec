using Portico.Organizations;
using Portico.Platform.Operations;
using Portico.Tests.Support;
using Portico.UserPortal.Sessions;
using Portico.UserPortal.SigningIn;
using Portico.Users;
using Portico.Users.Credentials;

namespace Portico.Tests.UserPortal;

public sealed class SignInUserTests(PortalFixture fixture) : PortalTest(fixture)
{
    [Fact]
    public async Task Signs_in_by_username_or_address_whatever_the_case()
    {
        var eve = await NewUserAsync();
        foreach (var login in new[] { eve.Username, $" {eve.Username.ToUpperInvariant()} ", eve.Email.ToUpperInvariant() })
        {
            var visitor = Visitor();
            Assert.Equal(UserSessionStage.SignedIn, (await visitor.PasswordAsync(login)).Require().Stage);
            Assert.Equal(UserSessionStage.SignedIn, await visitor.StageAsync());
            // In another portal he is nobody.
            Assert.Null(await visitor.StageAsync(Bolt.ToString()));
        }

        Assert.Equal(Portal.Clock.GetUtcNow(), eve.Stored().LastSignInAt);
        Assert.Equal(["user-signed-in", "user-signed-in", "user-signed-in"], await EventsOfAsync(eve));
    }

    [Fact]
    public async Task Answers_alike_for_unknown_wrong_staged_suspended_and_pending()
    {
        var eve = await NewUserAsync();
        var staged = await NewUserAsync();
        staged.Change(u => u.State = UserState.Staged);
        var suspended = await NewUserAsync();
        suspended.Change(u => u.State = UserState.Suspended);
        var pending = await NewUserAsync(hasPassword: false);
        var neighbour = await NewUserAsync(organization: Bolt);

        Assert.Equal(new WrongLogin(), (await Visitor().PasswordAsync(eve.Username, "wrong")).Problem);
        foreach (var login in new[] { "nobody", staged.Username, suspended.Email, pending.Username, neighbour.Username, neighbour.Email })
        {
            Assert.Equal((login, new WrongLogin()), (login, (await Visitor().PasswordAsync(login)).Problem));
        }

        Assert.Equal(["user-sign-in-refused"], await EventsOfAsync(eve));
        Assert.Empty(await EventsOfAsync(suspended));
    }

    [Fact]
    public async Task A_hash_of_another_system_lets_in_and_is_replaced_by_ours()
    {
        var eve = await NewUserAsync();
        // bcrypt of "Grey harbour lantern 41", cost 4.
        eve.Change(u => u.PasswordHash = BCrypt());

        Assert.True((await Visitor().PasswordAsync(eve.Username)).Succeeded);

        Assert.StartsWith("$argon2id$", eve.Stored().PasswordHash, StringComparison.Ordinal);
        Assert.True((await Visitor().PasswordAsync(eve.Username)).Succeeded);
    }

    [Fact]
    public async Task Holds_the_password_against_todays_rules_and_lets_in_all_the_same()
    {
        var eve = await NewUserAsync();
        eve.Change(u => u.PasswordMeetsRequirements = true);
        Portal.ChangeSettings(Acme, s => s.MinimumLength = 60);

        var outcome = await Visitor().PasswordAsync(eve.Username);
        Portal.ChangeSettings(Acme, s => s.MinimumLength = 12);

        Assert.Equal(UserSessionStage.SignedIn, outcome.Require().Stage);
        Assert.False(eve.Stored().PasswordMeetsRequirements);
        Assert.Equal(Portal.Clock.GetUtcNow(), eve.Stored().PasswordCheckedAt);
        await Visitor().PasswordAsync(eve.Username);
        Assert.True(eve.Stored().PasswordMeetsRequirements);
    }

    [Fact]
    public async Task Suspending_the_user_or_the_organization_takes_effect_at_the_next_request()
    {
        var eve = await NewUserAsync();
        var visitor = Visitor();
        await visitor.PasswordAsync(eve.Username);

        eve.Change(u => u.State = UserState.Suspended);
        Assert.Null(await visitor.StageAsync());
        eve.Change(u => u.State = UserState.Activated);
        Assert.Equal(UserSessionStage.SignedIn, await visitor.StageAsync());

        await Portal.Anna.Does<SuspendManagedOrganization>().RunAsync(new() { OrganizationId = Acme });
        Assert.Null(await visitor.StageAsync());
        Assert.Equal(new NothingHere(), (await Visitor().PasswordAsync(eve.Username)).Problem);
        await Portal.Anna.Does<RestoreManagedOrganization>().RunAsync(new() { OrganizationId = Acme });
        Assert.Equal(UserSessionStage.SignedIn, await visitor.StageAsync());
    }

    [Fact]
    public async Task A_session_ends_at_its_idle_and_its_absolute_end()
    {
        var eve = await NewUserAsync();
        Portal.ChangeSettings(Acme, s => (s.SessionHours, s.SessionIdleMinutes) = (2, 30));
        var idle = Visitor();
        var busy = Visitor();
        await idle.PasswordAsync(eve.Username);
        await busy.PasswordAsync(eve.Username);
        Portal.ChangeSettings(Acme, s => (s.SessionHours, s.SessionIdleMinutes) = (12, 60));

        for (var quarter = 1; quarter < 8; quarter++)
        {
            Portal.Clock.Advance(TimeSpan.FromMinutes(15));
            Assert.Equal((quarter, UserSessionStage.SignedIn), (quarter, await busy.StageAsync()));
        }

        Assert.Null(await idle.StageAsync());
        Portal.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Null(await busy.StageAsync());
    }

    [Fact]
    public async Task An_expired_password_still_proves_who_it_is_and_must_be_replaced_by_another()
    {
        var eve = await NewUserAsync();
        eve.Change(u => u.PasswordExpiresAt = Portal.Clock.GetUtcNow());
        var other = Visitor();
        eve.Change(u => u.PasswordExpiresAt = Portal.Clock.GetUtcNow().AddDays(1));
        await other.PasswordAsync(eve.Username);
        eve.Change(u => u.PasswordExpiresAt = Portal.Clock.GetUtcNow());
        var visitor = Visitor();

        Assert.Equal(UserSessionStage.NeedsNewPassword, (await visitor.PasswordAsync(eve.Username)).Require().Stage);
        Assert.Equal(
            ["password-too-short", "password-needs-upper-case", "password-needs-number", "passwords-differ"],
            (
                await visitor.RunAsync<ReplaceExpiredPassword, UserSignInStep>(o =>
                    o.RunAsync(new() { Password = "vexhowl", PasswordAgain = "else" })
                )
            ).Problems.Select(p => p.Code)
        );
        Assert.Equal("password-used-before", (await visitor.NewPasswordAsync(PortalUsers.Password)).Problem?.Code);
        Assert.Equal(UserSessionStage.SignedIn, (await visitor.NewPasswordAsync("Quiet meadow 81 lamp")).Require().Stage);

        Assert.Null(await other.StageAsync());
        Assert.Equal(new WrongLogin(), (await Visitor().PasswordAsync(eve.Username)).Problem);
        Assert.Equal(UserSessionStage.SignedIn, (await Visitor().PasswordAsync(eve.Username, "Quiet meadow 81 lamp")).Require().Stage);
    }

    [Fact]
    public async Task A_network_that_tries_too_often_has_to_wait_and_a_known_browser_has_not()
    {
        var eve = await NewUserAsync();
        var known = new PortalVisitor(Portal, Acme, "203.0.113.77");
        await known.PasswordAsync(eve.Username);
        var stranger = new PortalVisitor(Portal, Acme, "203.0.113.77");
        Outcome<UserSignInStep> last = default!;
        for (var tries = 0; tries < 51; tries++)
        {
            last = await stranger.PasswordAsync($"nobody{tries}", "wrong");
        }

        Assert.Equal("too-many-tries", last.Problem?.Code);
        Assert.Equal("too-many-tries", (await stranger.PasswordAsync(eve.Username)).Problem?.Code);
        Assert.True((await known.PasswordAsync(eve.Username)).Succeeded);
    }

    private static string BCrypt() => global::BCrypt.Net.BCrypt.HashPassword(PortalUsers.Password, 4);
}
