using Portico.Platform.Operations;
using Portico.Tests.Support;
using Portico.UserPortal.Passwords;
using Portico.UserPortal.Profile;
using Portico.UserPortal.Sessions;
using Portico.Users;
using Portico.Users.Credentials;

namespace Portico.Tests.UserPortal;

public sealed class OwnAccountTests(PortalFixture fixture) : PortalTest(fixture)
{
    [Fact]
    public async Task Only_what_the_organization_allows_is_changed()
    {
        var eve = await NewUserAsync(hasPassword: false);
        var now = (await eve.Does<GetOwnProfile>().RunAsync(Nothing.Instance)).Require();
        Assert.Equal(UserFields.PhoneNumbers | UserFields.DisplayName, now.Editable);
        var request = now.Profile with
        {
            DisplayName = " Eve of Acme ",
            FirstName = "Mallory",
            AlternateEmail = "mallory@example.com",
            Location = "Elsewhere",
            PhoneNumbers = [new() { Kind = "Mobile", Number = "+1 555 0100" }],
        };

        (await eve.Does<UpdateOwnProfile>().RunAsync(request)).Require();

        var after = (await eve.Does<GetOwnProfile>().RunAsync(Nothing.Instance)).Require().Profile;
        Assert.Equal(("Eve of Acme", "", null, null), (after.DisplayName, after.FirstName, after.AlternateEmail, after.Location));
        Assert.Equal("+1 555 0100", Assert.Single(after.PhoneNumbers).Number);
        Assert.Equal(["own-profile-changed"], await EventsOfAsync(eve));
        Assert.Equal("changed-meanwhile", (await eve.Does<UpdateOwnProfile>().RunAsync(request)).Problem?.Code);
    }

    [Fact]
    public async Task Ends_one_of_his_sessions_or_all_others_and_nobody_elses()
    {
        var eve = await NewUserAsync(hasPassword: false);
        var here = Visitor();
        here.Token = eve.AddSession();
        var there = Visitor();
        there.Token = eve.AddSession();
        var third = Visitor();
        third.Token = eve.AddSession();
        var neighbour = await NewUserAsync(hasPassword: false);
        var others = Visitor();
        others.Token = neighbour.AddSession();
        var rows = await ListAsync(here);
        Assert.Equal((3, true), (rows.Count, rows[0].IsThis));
        var foreign = (await ListAsync(others))[0].Id;

        Assert.Equal(new NothingHere(), (await EndAsync(here, foreign)).Problem);
        Assert.True((await EndAsync(here, (await ListAsync(there))[0].Id)).Succeeded);
        Assert.Null(await there.StageAsync());
        Assert.Equal(1, (await here.RunAsync<EndOtherSessions, EndOtherSessions.Result>(o => o.RunAsync(new()))).Require().Ended);
        Assert.Null(await third.StageAsync());
        Assert.Equal(UserSessionStage.SignedIn, await here.StageAsync());
        Assert.Equal(UserSessionStage.SignedIn, await others.StageAsync());

        await here.RunAsync<SignOutUser, SignOutUser.Result>(o => o.RunAsync(new()));
        Assert.Null(await here.StageAsync());
        Assert.Equal(
            ["user-sessions-ended", "user-sessions-ended", "user-signed-out"],
            (await EventsOfAsync(eve)).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Is_warned_once_of_each_end_of_the_password_seven_days_before()
    {
        var now = Portal.Clock.GetUtcNow();
        var soon = await NewUserAsync();
        soon.Change(u => u.PasswordExpiresAt = now.AddDays(7));
        var later = await NewUserAsync();
        later.Change(u => u.PasswordExpiresAt = now.AddDays(7).AddMinutes(1));
        var over = await NewUserAsync();
        over.Change(u => u.PasswordExpiresAt = now);
        var suspended = await NewUserAsync();
        suspended.Change(u => (u.PasswordExpiresAt, u.State) = (now.AddDays(1), UserState.Suspended));

        Assert.Equal(1, await WarnAsync());
        Assert.Equal(0, await WarnAsync());
        Assert.Equal("Your password at Acme expires soon", Assert.Single(Portal.MailsTo(soon.Email)).Subject);
        soon.Change(u => u.PasswordExpiresAt = now.AddDays(6));
        Assert.Equal(1, await WarnAsync());
        soon.Change(u => u.PasswordExpiresAt = null);
        Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await WarnAsync());
        later.Change(u => u.PasswordExpiresAt = null);
    }

    [Fact]
    public async Task What_is_spent_is_swept_and_what_lives_is_not()
    {
        var eve = await NewUserAsync(hasPassword: false);
        eve.AddSession();
        Portal.Clock.Advance(TimeSpan.FromHours(12));
        var alive = Visitor();
        alive.Token = eve.AddSession();

        await Portal.Anonymously<RemoveSpentUserSignIns>().RunAsync(Nothing.Instance);

        await using var db = Portal.Credentials();
        Assert.Single(db.Set<UserSession>().Where(s => s.OrganizationId == Acme && s.UserId == eve.Id));
        Assert.Equal(UserSessionStage.SignedIn, await alive.StageAsync());
    }

    private async Task<int> WarnAsync() => (await Portal.Anonymously<SendExpiryWarnings>().RunAsync(Nothing.Instance)).Require().Sent;

    private static async Task<IReadOnlyList<ListOwnSessions.Row>> ListAsync(PortalVisitor visitor) =>
        (await visitor.RunAsync<ListOwnSessions, IReadOnlyList<ListOwnSessions.Row>>(o => o.RunAsync(new()))).Require();

    private static Task<Outcome<Done>> EndAsync(PortalVisitor visitor, Portico.Platform.ObjectId session) =>
        visitor.RunAsync<EndOwnSession, Done>(o => o.RunAsync(new() { SessionId = session }));
}
