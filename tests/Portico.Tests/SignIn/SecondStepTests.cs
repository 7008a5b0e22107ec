using Microsoft.EntityFrameworkCore;
using Portico.Administrators;
using Portico.Platform.Access;
using Portico.SignIn;
using Portico.SignIn.Sessions;
using Portico.Tests.Support;

namespace Portico.Tests.SignIn;

public sealed class SecondStepTests : IDisposable
{
    private readonly TestPortal portal = new();
    private readonly Person anna;

    public SecondStepTests() => anna = portal.WithPassword(portal.Anna);

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task A_code_completes_the_sign_in_under_a_new_token()
    {
        var (secret, _) = await portal.EnrollAsync(anna);
        var visitor = await HalfwayAsync();
        var halfway = visitor.Token;

        Assert.Equal(SessionStage.SignedIn, (await visitor.CodeAsync(visitor.CodeOf(secret))).Require().Stage);

        Assert.NotEqual(halfway, visitor.Token);
        Assert.Equal(SessionStage.SignedIn, await visitor.StageAsync());
        Assert.Null(await new Visitor(portal) { Token = halfway }.StageAsync());
    }

    [Fact]
    public async Task A_code_is_used_once()
    {
        var (secret, _) = await portal.EnrollAsync(anna);
        var first = await HalfwayAsync();
        var second = await HalfwayAsync();
        var code = first.CodeOf(secret);
        (await first.CodeAsync(code)).Require();

        Assert.Equal(new WrongCode(), (await second.CodeAsync(code)).Problem);
        // Nor one that is older than the used one.
        Assert.Equal(new WrongCode(), (await second.CodeAsync(second.CodeOf(secret, -1))).Problem);
        portal.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True((await second.CodeAsync(second.CodeOf(secret))).Succeeded);
    }

    [Fact]
    public async Task Of_several_requests_with_the_same_code_one_wins()
    {
        var (secret, _) = await portal.EnrollAsync(anna);
        var visitors = new List<Visitor>();
        for (var i = 0; i < 4; i++)
        {
            visitors.Add(await HalfwayAsync());
        }

        var outcomes = await Task.WhenAll(visitors.Select(v => Task.Run(() => v.CodeAsync(v.CodeOf(secret)))));

        Assert.Single(outcomes, o => o.Succeeded);
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task A_code_may_be_one_step_old_or_early(int steps, bool isTaken)
    {
        var (secret, _) = await portal.EnrollAsync(anna);
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        var visitor = await HalfwayAsync();

        Assert.Equal(isTaken, (await visitor.CodeAsync(visitor.CodeOf(secret, steps))).Succeeded);
    }

    [Fact]
    public async Task Wrong_codes_have_to_wait_after_five_on_any_unknown_browser()
    {
        var (secret, _) = await portal.EnrollAsync(anna);
        for (var i = 0; i < 5; i++)
        {
            var stranger = await HalfwayAsync($"198.51.100.{i}");
            Assert.Equal(new WrongCode(), (await stranger.CodeAsync("000000")).Problem);
        }

        var visitor = await HalfwayAsync("198.51.100.9");
        Assert.IsType<TooManyTries>((await visitor.CodeAsync(visitor.CodeOf(secret))).Problem);
        Assert.IsType<TooManyTries>((await visitor.RecoveryCodeAsync("aaaa-bbbb-cccc-dddd")).Problem);
        portal.Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.True((await visitor.CodeAsync(visitor.CodeOf(secret))).Succeeded);
    }

    [Fact]
    public async Task A_sign_in_that_is_not_completed_ends_after_ten_minutes()
    {
        var (secret, _) = await portal.EnrollAsync(anna);
        var visitor = await HalfwayAsync();
        portal.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(new SignInOver(), (await visitor.CodeAsync(visitor.CodeOf(secret))).Problem);
    }

    [Fact]
    public async Task Without_a_password_no_code_counts()
    {
        var (secret, codes) = await portal.EnrollAsync(anna);
        var stranger = new Visitor(portal);

        Assert.Equal(new SignInOver(), (await stranger.CodeAsync(stranger.CodeOf(secret))).Problem);
        Assert.Equal(new SignInOver(), (await stranger.RecoveryCodeAsync(codes[0])).Problem);
        Assert.Equal(new SignInOver(), (await stranger.OfferAsync()).Problem);
    }

    [Fact]
    public async Task A_recovery_code_is_used_once_told_by_mail_and_counted_down()
    {
        var (_, codes) = await portal.EnrollAsync(anna);
        Assert.Equal(10, codes.Distinct().Count());
        var visitor = await HalfwayAsync();

        var used = (await visitor.RecoveryCodeAsync(codes[3].ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal))).Require();

        Assert.Equal(9, used.CodesLeft);
        Assert.Equal(SessionStage.SignedIn, await visitor.StageAsync());
        var mail = portal.Mails()[^1];
        Assert.Equal(anna.Email, mail.To.Mailboxes.Single().Address);
        Assert.Contains("9 recovery codes are left", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal("recovery-code-used", portal.EventsOf(anna)[^1]);
        Assert.Equal(new WrongRecoveryCode(), (await (await HalfwayAsync()).RecoveryCodeAsync(codes[3])).Problem);
        Assert.Equal(8, (await (await HalfwayAsync()).RecoveryCodeAsync(codes[4])).Require().CodesLeft);
    }

    [Fact]
    public async Task A_recovery_code_of_someone_else_is_none()
    {
        var sam = portal.WithPassword(portal.AddTechnician(portal.Northwind, "Sam", "Staff", Role.ReadOnly));
        var (_, sams) = await portal.EnrollAsync(sam);
        await portal.EnrollAsync(anna);

        Assert.Equal(new WrongRecoveryCode(), (await (await HalfwayAsync()).RecoveryCodeAsync(sams[0])).Problem);
    }

    [Fact]
    public async Task Enrolling_needs_a_code_of_the_offered_secret()
    {
        portal.RequireMfa(anna);
        var visitor = await HalfwayAsync();
        var offer = (await visitor.OfferAsync()).Require();
        var other = (await visitor.OfferAsync()).Require();
        Assert.NotEqual(offer.Secret, other.Secret);
        Assert.Equal(offer, (await visitor.OfferAsync(offer.SealedSecret)).Require());

        Assert.Equal(new WrongCode(), (await visitor.EnrollAsync(offer, visitor.CodeOf(other))).Problem);
        Assert.Equal(SessionStage.NeedsEnrollment, await visitor.StageAsync());
        Assert.True((await visitor.EnrollAsync(offer, visitor.CodeOf(offer))).Succeeded);
        Assert.Equal(SessionStage.SignedIn, await visitor.StageAsync());
        // The code that confirmed is spent.
        Assert.Equal(new WrongCode(), (await (await HalfwayAsync()).CodeAsync(visitor.CodeOf(offer))).Problem);
    }

    [Fact]
    public async Task A_secret_offered_to_someone_else_is_not_taken()
    {
        var sam = portal.WithPassword(portal.AddTechnician(portal.Northwind, "Sam", "Staff", Role.ReadOnly));
        portal.RequireMfa(sam);
        portal.RequireMfa(anna);
        var sams = new Visitor(portal);
        await sams.PasswordAsync(sam.Email, Accounts.Password);
        var offer = (await sams.OfferAsync()).Require();

        Assert.Equal(new WrongCode(), (await (await HalfwayAsync()).EnrollAsync(offer, sams.CodeOf(offer))).Problem);
    }

    [Fact]
    public async Task An_enrolled_authenticator_is_not_replaced_by_who_has_the_password_only()
    {
        await portal.EnrollAsync(anna);
        var visitor = await HalfwayAsync();

        Assert.Equal(new SignInOver(), (await visitor.OfferAsync()).Problem);
        var made = new EnrollmentOffer("sealed", "JBSWY3DPEHPK3PXP", "");
        Assert.Equal(new SignInOver(), (await visitor.EnrollAsync(made, "123456")).Problem);
    }

    [Fact]
    public async Task The_store_keeps_neither_the_secret_nor_the_recovery_codes_in_the_clear()
    {
        var (secret, codes) = await portal.EnrollAsync(anna);

        await using var db = portal.Credentials();
        var account = await db.Set<Administrator>().SingleAsync(a => a.Id == anna.Id);
        Assert.DoesNotContain(
            secret.Replace(" ", "", StringComparison.Ordinal),
            account.SealedTotpSecret!,
            StringComparison.OrdinalIgnoreCase
        );
        var stored = await db.Set<RecoveryCode>().Where(c => c.AdministratorId == anna.Id).Select(c => c.CodeHash).ToListAsync();
        Assert.Equal(10, stored.Count);
        Assert.Empty(stored.Intersect(codes));
    }

    [Fact]
    public async Task A_demand_that_comes_up_during_a_session_holds_at_once()
    {
        var visitor = new Visitor(portal);
        await visitor.PasswordAsync(anna.Email, Accounts.Password);
        Assert.Equal(SessionStage.SignedIn, await visitor.StageAsync());

        portal.RequireMfa(anna);

        Assert.Null(await visitor.StageAsync());
        // Nor does a session that was stolen enroll anything.
        Assert.Equal(new SignInOver(), (await visitor.OfferAsync()).Problem);
        Assert.Equal(SessionStage.NeedsEnrollment, (await visitor.PasswordAsync(anna.Email, Accounts.Password)).Require().Stage);
        var offer = (await visitor.OfferAsync()).Require();
        (await visitor.EnrollAsync(offer, visitor.CodeOf(offer))).Require();
        Assert.Equal(SessionStage.SignedIn, await visitor.StageAsync());
    }

    [Fact]
    public async Task A_recovery_code_completes_no_sign_in_that_was_ended_meanwhile()
    {
        Assert.SkipUnless(TestPortal.UsesPostgres, "SQLite has one writer: nothing comes between.");
        var (_, codes) = await portal.EnrollAsync(anna);
        var intruder = await HalfwayAsync();
        await using var reset = await EndingOfSessions.BeginAsync(portal, anna);
        var signingIn = intruder.RecoveryCodeAsync(codes[0]);

        await reset.CompleteWhenSomeoneWaitsAsync(_ => { });

        Assert.Equal(new SignInOver(), (await signingIn).Problem);
        Assert.Null(await intruder.StageAsync());
    }

    private async Task<Visitor> HalfwayAsync(string address = "198.51.100.7")
    {
        var visitor = new Visitor(portal, address);
        var step = (await visitor.PasswordAsync(anna.Email, Accounts.Password)).Require();
        Assert.NotEqual(SessionStage.SignedIn, step.Stage);
        return visitor;
    }
}
