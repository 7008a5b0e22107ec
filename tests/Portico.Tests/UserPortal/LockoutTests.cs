using Portico.SignIn;
using Portico.Tests.Support;
using Portico.UserPortal.SigningIn;
using Portico.Users.Actions;

namespace Portico.Tests.UserPortal;

public sealed class LockoutTests(PortalFixture fixture) : PortalTest(fixture)
{
    private async Task<PortalUser> LockedAsync(int attempts = 3, int? unlock = 15)
    {
        Portal.ChangeSettings(Acme, s => (s.LockoutAttempts, s.UnlockMinutes) = (attempts, unlock));
        var eve = await NewUserAsync();
        for (var tries = 0; tries < attempts; tries++)
        {
            Assert.Equal(new WrongLogin(), (await Visitor().PasswordAsync(eve.Username, "wrong")).Problem);
        }

        return eve;
    }

    [Fact]
    public async Task Tells_of_the_lock_and_its_end_to_whoever_has_the_right_password_and_to_nobody_else()
    {
        var eve = await LockedAsync();

        Assert.Equal(new WrongLogin(), (await Visitor().PasswordAsync(eve.Username, "wrong")).Problem);
        var now = Portal.Clock.GetUtcNow();
        var locked = Assert.IsType<UserLocked>((await Visitor().PasswordAsync(eve.Username)).Problem);
        Assert.Equal(now.AddMinutes(15), locked.Until);
        Assert.Contains("in 15 minutes", locked.Message, StringComparison.Ordinal);

        Assert.Single(await EventsOfAsync(eve), "user-locked-out");
        Assert.Equal("Your account at Acme is locked", Assert.Single(Portal.MailsTo(eve.Email)).Subject);
    }

    [Fact]
    public async Task Ends_by_itself_and_the_count_begins_anew()
    {
        var eve = await LockedAsync();
        Portal.Clock.Advance(TimeSpan.FromMinutes(15));

        Assert.Equal(new WrongLogin(), (await Visitor().PasswordAsync(eve.Username, "wrong")).Problem);
        Assert.Equal(1, eve.Stored().FailedSignIns);
        Assert.True((await Visitor().PasswordAsync(eve.Username)).Succeeded);
        Assert.Equal((0, null), (eve.Stored().FailedSignIns, eve.Stored().LockedAt));
    }

    [Fact]
    public async Task Without_a_time_only_an_administrator_unlocks()
    {
        var eve = await LockedAsync(unlock: null);
        Portal.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Null(Assert.IsType<UserLocked>((await Visitor().PasswordAsync(eve.Username)).Problem).Until);

        (await Portal.Anna.Does<UnlockUsers>().RunAsync(Acme, new() { Ids = [eve.Id] })).Require();
        Assert.True((await Visitor().PasswordAsync(eve.Username)).Succeeded);
    }

    [Fact]
    public async Task Wrong_tries_are_forgotten_after_the_time_without_one_and_by_a_right_one()
    {
        Portal.ChangeSettings(Acme, s => (s.LockoutAttempts, s.CounterResetMinutes) = (3, 20));
        var eve = await NewUserAsync();
        await Visitor().PasswordAsync(eve.Username, "wrong");
        await Visitor().PasswordAsync(eve.Username, "wrong");
        Portal.Clock.Advance(TimeSpan.FromMinutes(20));
        await Visitor().PasswordAsync(eve.Username, "wrong");
        Assert.Equal(1, eve.Stored().FailedSignIns);

        await Visitor().PasswordAsync(eve.Username, "wrong");
        Assert.True((await Visitor().PasswordAsync(eve.Username)).Succeeded);
        Assert.Equal(0, eve.Stored().FailedSignIns);
        Portal.ChangeSettings(Acme, s => s.CounterResetMinutes = 30);
    }

    /// <summary>The last try allowed may be the right one.</summary>
    [Fact]
    public async Task The_last_try_counts_when_it_is_wrong_only()
    {
        Portal.ChangeSettings(Acme, s => s.LockoutAttempts = 3);
        var eve = await NewUserAsync();
        await Visitor().PasswordAsync(eve.Username, "wrong");
        await Visitor().PasswordAsync(eve.Username, "wrong");

        Assert.True((await Visitor().PasswordAsync(eve.Username)).Succeeded);
        Assert.Null(eve.Stored().LockedAt);
    }

    [Fact]
    public async Task Many_at_once_gain_nothing()
    {
        Portal.ChangeSettings(Acme, s => s.LockoutAttempts = 3);
        var eve = await NewUserAsync();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Visitor().PasswordAsync(eve.Username, "wrong")));

        // Three wrong ones and the lock; what came beside them was refused without being told of.
        Assert.Equal(3, (await EventsOfAsync(eve)).Count(e => e is "user-sign-in-refused"));
        Assert.Single(await EventsOfAsync(eve), "user-locked-out");
        Assert.NotNull(eve.Stored().LockedAt);
    }

    /// <summary>Who is told of the lock has the right password; that must not let anyone guess for as long as it lasts.</summary>
    [Fact]
    public async Task While_locked_only_as_many_passwords_again_are_looked_at()
    {
        var eve = await LockedAsync();
        for (var tries = 0; tries < 3; tries++)
        {
            await Visitor().PasswordAsync(eve.Username, "wrong");
        }

        Assert.Equal(new WrongLogin(), (await Visitor().PasswordAsync(eve.Username)).Problem);
        Portal.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.True((await Visitor().PasswordAsync(eve.Username)).Succeeded);
    }

    [Fact]
    public async Task Without_lockout_each_user_is_slowed_down_and_an_unknown_one_alike()
    {
        Portal.ChangeSettings(Acme, s => s.LockoutAttempts = null);
        var eve = await NewUserAsync();
        foreach (var login in new[] { eve.Username, "never-was" })
        {
            for (var tries = 0; tries < 10; tries++)
            {
                Assert.Equal(new WrongLogin(), (await Visitor().PasswordAsync(login, "wrong")).Problem);
            }

            Assert.IsType<TooManyTries>((await Visitor().PasswordAsync(login, "wrong")).Problem);
        }

        Assert.Null(eve.Stored().LockedAt);
    }
}
