using Microsoft.EntityFrameworkCore;
using Portico.Administrators;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.SignIn;
using Portico.SignIn.Sessions;
using Portico.Tests.Support;

namespace Portico.Tests.SignIn;

public sealed class SignInWithPasswordTests : IDisposable
{
    private readonly TestPortal portal = new();
    private readonly Person anna;

    public SignInWithPasswordTests() => anna = portal.WithPassword(portal.Anna);

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task Signs_in_with_the_right_password_whatever_the_case_of_the_address()
    {
        var visitor = new Visitor(portal);

        var step = (await visitor.PasswordAsync(" Anna.Admin@Example.com ", Accounts.Password)).Require();

        Assert.Equal(SessionStage.SignedIn, step.Stage);
        Assert.Equal(SessionStage.SignedIn, await visitor.StageAsync());
        Assert.Equal(["signed-in"], portal.EventsOf(anna));
    }

    [Fact]
    public async Task Answers_a_wrong_password_and_an_unknown_address_alike()
    {
        var wrong = await new Visitor(portal).PasswordAsync(anna.Email, "not her password");
        var unknown = await new Visitor(portal).PasswordAsync("nobody@example.com", "not her password");

        Assert.Equal(new WrongEmailOrPassword(), wrong.Problem);
        Assert.Equal(new WrongEmailOrPassword(), unknown.Problem);
        Assert.Equal(["sign-in-refused"], portal.EventsOf(anna));
        await using var db = portal.Credentials();
        var nobodys = Assert.Single(await db.Set<AccountEvent>().Where(e => e.AdministratorId == null).ToListAsync());
        Assert.DoesNotContain("nobody@example.com", nobodys.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hashes_as_much_for_an_unknown_address_as_for_a_known_one()
    {
        // The ratio of two medians on a busy machine: without the same work it would be one to fifty.
        var known = await MedianAsync(() => new Visitor(portal, Next()).PasswordAsync(anna.Email, "not her password"));
        var unknown = await MedianAsync(() => new Visitor(portal, Next()).PasswordAsync("nobody@example.com", "not her password"));

        Assert.InRange(unknown / known, 0.33, 3);
    }

    [Fact]
    public async Task Makes_a_cheaper_hash_anew()
    {
        portal.ChangeAccount(anna, a => a.PasswordHash = Argon2Hash.Create(Accounts.Password, new Argon2Cost(8 * 1024, 1)));

        (await new Visitor(portal).PasswordAsync(anna.Email, Accounts.Password)).Require();

        await using var db = portal.Credentials();
        var stored = (await db.Set<Administrator>().SingleAsync(a => a.Id == anna.Id)).PasswordHash;
        Assert.Contains("m=19456,t=2", stored, StringComparison.Ordinal);
        Assert.True((await new Visitor(portal).PasswordAsync(anna.Email, Accounts.Password)).Succeeded);
    }

    [Fact]
    public async Task Asks_for_a_code_when_an_authenticator_is_enrolled_and_lets_nobody_in_before()
    {
        await portal.EnrollAsync(anna);
        var visitor = new Visitor(portal);

        Assert.Equal(SessionStage.NeedsCode, (await visitor.PasswordAsync(anna.Email, Accounts.Password)).Require().Stage);
        Assert.Equal(SessionStage.NeedsCode, await visitor.StageAsync());
        Assert.Equal(
            new NothingHere(),
            (await visitor.RunAsync<GetLandingPlaces, GetLandingPlaces.Result>(o => o.RunAsync(Nothing.Instance))).Problem
        );
    }

    [Fact]
    public async Task Demands_an_authenticator_when_a_live_membership_does()
    {
        portal.RequireMfa(anna);
        Assert.Equal(SessionStage.NeedsEnrollment, (await SignIn()).Stage);

        await using var db = portal.Credentials();
        var membership = await db.Set<Portico.Platform.Access.ProviderMembership>().SingleAsync(m => m.AdministratorId == anna.Id);
        membership.IsSuspended = true;
        await db.SaveChangesAsync();
        Assert.Equal(SessionStage.SignedIn, (await SignIn()).Stage);
    }

    [Fact]
    public async Task Gives_every_sign_in_a_session_of_its_own_and_ends_the_browsers_former_one()
    {
        var visitor = new Visitor(portal);
        await visitor.PasswordAsync(anna.Email, Accounts.Password);
        var former = visitor.Token;

        await visitor.PasswordAsync(anna.Email, Accounts.Password);

        Assert.NotEqual(former, visitor.Token);
        Assert.Null(await new Visitor(portal) { Token = former }.StageAsync());
        await using var db = portal.Credentials();
        Assert.Single(await db.Set<Session>().ToListAsync());
    }

    [Fact]
    public async Task The_store_keeps_no_token_in_the_clear()
    {
        var step = await SignIn();

        await using var db = portal.Credentials();
        Assert.Equal(step.Token.Hash, (await db.Set<Session>().SingleAsync()).TokenHash);
        Assert.NotEqual(step.Token.Text, step.Token.Hash);
    }

    [Fact]
    public async Task Says_which_field_is_missing()
    {
        var outcome = await new Visitor(portal).PasswordAsync("", "");

        Assert.Equal(["Email", "Password"], outcome.Problems.Select(p => p.Field).Order());
    }

    [Fact]
    public async Task A_password_that_is_set_anew_while_the_old_one_is_looked_at_lets_nobody_in()
    {
        Assert.SkipUnless(TestPortal.UsesPostgres, "SQLite has one writer: nothing comes between.");
        await using var reset = await EndingOfSessions.BeginAsync(portal, anna);
        var intruder = new Visitor(portal);
        var signingIn = intruder.PasswordAsync(anna.Email, Accounts.Password);

        await reset.CompleteWhenSomeoneWaitsAsync(a => a.PasswordHash = "another");

        Assert.Equal(new SignInOver(), (await signingIn).Problem);
        Assert.Null(await intruder.StageAsync());
        await using var db = portal.Credentials();
        Assert.Empty(await db.Set<Session>().ToListAsync());
        Assert.Empty(portal.EventsOf(anna));
    }

    [Fact]
    public async Task A_browser_whose_long_name_ends_within_a_character_signs_in()
    {
        var visitor = new Visitor(portal, userAgent: new string('a', 399) + "\U0001F600");

        Assert.Equal(SessionStage.SignedIn, (await visitor.PasswordAsync(anna.Email, Accounts.Password)).Require().Stage);
    }

    private int visitors;

    private string Next() => $"198.51.100.{++visitors}";

    private async Task<SignInStep> SignIn() => (await new Visitor(portal).PasswordAsync(anna.Email, Accounts.Password)).Require();

    private async Task<double> MedianAsync(Func<Task<Outcome<SignInStep>>> run)
    {
        var times = new List<double>();
        for (var i = 0; i < 9; i++)
        {
            var start = System.Diagnostics.Stopwatch.GetTimestamp();
            Assert.Equal(new WrongEmailOrPassword(), (await run()).Problem);
            times.Add(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            portal.Clock.Advance(TimeSpan.FromMinutes(20));
        }

        return times.Order().ElementAt(4);
    }
}
