using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Tests.Support;
using Portico.UserPortal.SigningIn;
using Portico.Users;
using Portico.Users.Credentials;

namespace Portico.Tests.UserPortal;

public sealed class SignInUserByEmailTests(PortalFixture fixture) : PortalTest(fixture)
{
    private const string Other = "Quiet meadow 81 lamp";

    [Fact]
    public async Task With_one_organization_leads_straight_in()
    {
        var eve = await NewUserAsync();
        var visitor = Visitor();

        var result = (await visitor.EmailAsync(eve.Email.ToUpperInvariant())).Require();

        Assert.Equal((UserSessionStage.SignedIn, $"/o/{Acme}"), (result.Step!.Stage, result.Path));
        Assert.Empty(result.Organizations);
        Assert.Equal(UserSessionStage.SignedIn, await visitor.StageAsync());
    }

    [Fact]
    public async Task With_several_lets_choose_after_the_password_and_only_where_it_was_right()
    {
        var (inAcme, inBolt) = await TwinsAsync();
        var third = (await Portal.AddOrganizationsAsync("Cedar"))[0];
        var inCedar = await Portal.AddUserAsync(third, "twin", inAcme.Email);
        inCedar.Change(u => u.PasswordHash = Portico.Platform.Secrets.Argon2Hash.Create(Other));
        var visitor = Visitor();

        Assert.Equal(new WrongPortalEmail(), (await visitor.EmailAsync(inAcme.Email, "wrong")).Problem);
        var result = (await visitor.EmailAsync(inAcme.Email)).Require();
        Assert.Null(result.Step);
        Assert.Equal(["Acme", "Bolt"], result.Organizations.Select(o => o.Name).Order(StringComparer.Ordinal));
        Assert.Null(await visitor.StageAsync());

        Assert.Equal(new ChoiceOver(), (await ChooseAsync(visitor, result.SealedChoice, third)).Problem);
        Assert.Equal($"/o/{Bolt}", (await ChooseAsync(visitor, result.SealedChoice, Bolt)).Require().Path);
        Assert.Equal(UserSessionStage.SignedIn, await visitor.StageAsync(Bolt.ToString()));
        Assert.Null(await visitor.StageAsync(Acme.ToString()));
        Assert.Contains("user-signed-in", await EventsOfAsync(inBolt));
        Assert.DoesNotContain("user-signed-in", await EventsOfAsync(inAcme));
    }

    [Fact]
    public async Task A_choice_ends_after_five_minutes_with_the_password_and_with_the_access()
    {
        var (inAcme, inBolt) = await TwinsAsync();
        var visitor = Visitor();
        var choice = (await visitor.EmailAsync(inAcme.Email)).Require().SealedChoice;

        Assert.Equal(new ChoiceOver(), (await ChooseAsync(visitor, "made up", Acme)).Problem);
        inAcme.Change(u => u.PasswordHash = Portico.Platform.Secrets.Argon2Hash.Create(Other));
        Assert.Equal(new ChoiceOver(), (await ChooseAsync(visitor, choice, Acme)).Problem);
        inBolt.Change(u => u.State = UserState.Suspended);
        Assert.Equal(new ChoiceOver(), (await ChooseAsync(visitor, choice, Bolt)).Problem);
        inBolt.Change(u => u.State = UserState.Activated);
        Portal.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(new ChoiceOver(), (await ChooseAsync(visitor, choice, Bolt)).Problem);
    }

    [Fact]
    public async Task Locks_nobody_out_and_looks_at_no_more_than_the_lockout_allows()
    {
        Portal.ChangeSettings(Acme, s => s.LockoutAttempts = 3);
        var eve = await NewUserAsync();
        for (var tries = 0; tries < 5; tries++)
        {
            Assert.Equal(new WrongPortalEmail(), (await Visitor().EmailAsync(eve.Email, "wrong")).Problem);
        }

        Assert.Null(eve.Stored().LockedAt);
        Assert.Equal(2, eve.Stored().FailedSignIns);
        // Looked at no more, though it is right; the organization's own page still does.
        Assert.Equal(new WrongPortalEmail(), (await Visitor().EmailAsync(eve.Email)).Problem);
        Assert.True((await Visitor().PasswordAsync(eve.Username)).Succeeded);
        Portal.ChangeSettings(Acme, s => s.LockoutAttempts = 10);
    }

    [Fact]
    public async Task Answers_alike_for_nobody_the_suspended_and_the_locked()
    {
        var suspended = await NewUserAsync();
        suspended.Change(u => u.State = UserState.Suspended);
        var locked = await NewUserAsync();
        locked.Change(u => u.LockedAt = Portal.Clock.GetUtcNow());

        foreach (var email in new[] { "nobody@example.com", suspended.Email, locked.Email })
        {
            Assert.Equal((email, new WrongPortalEmail()), (email, (await Visitor().EmailAsync(email)).Problem));
        }
    }

    private async Task<(PortalUser InAcme, PortalUser InBolt)> TwinsAsync()
    {
        var email = $"{Portal.NewId()}@twins.example";
        return (await NewUserAsync(email: email), await NewUserAsync(organization: Bolt, email: email));
    }

    private static async Task<Outcome<SignInUserAtChoice.Result>> ChooseAsync(PortalVisitor visitor, string? choice, ObjectId organization)
    {
        var outcome = await visitor.RunAsync<SignInUserAtChoice, SignInUserAtChoice.Result>(o =>
            o.RunAsync(new() { SealedChoice = choice, OrganizationId = organization })
        );
        visitor.Keep(outcome.Value?.Step);
        return outcome;
    }
}
