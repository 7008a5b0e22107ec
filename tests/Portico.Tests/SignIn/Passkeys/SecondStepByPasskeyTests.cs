using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.SignIn;
using Portico.SignIn.MailedLinks;
using Portico.SignIn.Passkeys;
using Portico.SignIn.Sessions;
using Portico.Tests.Support;

namespace Portico.Tests.SignIn.Passkeys;

public sealed class SecondStepByPasskeyTests(PasskeyPortal given) : IClassFixture<PasskeyPortal>
{
    [Fact]
    public async Task Whoever_has_a_passkey_is_asked_for_it_after_the_password()
    {
        var (pia, device) = await given.WithPasskeyAsync();
        var visitor = await HalfwayAsync(pia);
        var halfway = visitor.Token;
        Assert.Equal((false, true), await WaysAsync(visitor));

        Assert.Equal(SessionStage.SignedIn, (await visitor.PasskeyAfterPasswordAsync(device)).Require().Stage);

        Assert.NotEqual(halfway, visitor.Token);
        Assert.Equal(SessionStage.SignedIn, await visitor.StageAsync());
        Assert.Null(await new Visitor(given.Portal) { Token = halfway }.StageAsync());
    }

    [Fact]
    public async Task Whoever_has_both_chooses()
    {
        var pia = given.NewPerson();
        var (secret, _) = await given.Portal.EnrollAsync(pia);
        using var device = given.NewDevice();
        Assert.Null((await given.AddAsync(pia, device)).Require().Recovery);
        var first = await HalfwayAsync(pia);
        Assert.Equal((true, true), await WaysAsync(first));

        Assert.True((await first.CodeAsync(first.CodeOf(secret))).Succeeded);
        Assert.True((await (await HalfwayAsync(pia)).PasskeyAfterPasswordAsync(device)).Succeeded);
    }

    [Fact]
    public async Task A_passkey_of_someone_else_finishes_nothing()
    {
        var (pia, own) = await given.WithPasskeyAsync();
        var (_, others) = await given.WithPasskeyAsync();
        var visitor = await HalfwayAsync(pia);

        Assert.Equal(new PasskeyRefused(), (await visitor.PasskeyAfterPasswordAsync(others)).Problem);
        others.OtherUser = pia.Id.ToString();
        Assert.Equal(new PasskeyRefused(), (await visitor.PasskeyAfterPasswordAsync(others)).Problem);

        Assert.Equal(SessionStage.NeedsCode, await visitor.StageAsync());
        Assert.Contains("sign-in-refused", given.Portal.EventsOf(pia));
        Assert.True((await visitor.PasskeyAfterPasswordAsync(own)).Succeeded);
    }

    [Fact]
    public async Task A_question_belongs_to_the_sign_in_that_asked_it()
    {
        var (pia, device) = await given.WithPasskeyAsync();
        var (first, second) = (await HalfwayAsync(pia), await HalfwayAsync(pia));
        var question = await first.AskedAsync<GetSecondStepQuestion>();
        var request = new PasskeyRequest { Credential = device.Sign(question.Options), Challenge = question.SealedChallenge };

        Assert.Equal(new PasskeyTooLate(), (await second.AnswerAfterPasswordAsync(request)).Problem);
        Assert.True((await first.AnswerAfterPasswordAsync(request)).Succeeded);
    }

    [Fact]
    public async Task Without_a_password_nothing_is_asked_and_nothing_finished()
    {
        var (_, device) = await given.WithPasskeyAsync();
        var stranger = given.NewVisitor();

        var asked = await stranger.RunAsync<GetSecondStepQuestion, PasskeyQuestion>(o => o.RunAsync(Nothing.Instance));
        Assert.Equal(new SignInOver(), asked.Problem);
        var question = await stranger.AskedAsync<GetPasskeyQuestion>();
        var request = new PasskeyRequest { Credential = device.Sign(question.Options), Challenge = question.SealedChallenge };
        Assert.Equal(new SignInOver(), (await stranger.AnswerAfterPasswordAsync(request)).Problem);
    }

    [Fact]
    public async Task Wrong_passkeys_and_wrong_codes_are_counted_together()
    {
        var (pia, device) = await given.WithPasskeyAsync();
        for (var i = 0; i < 5; i++)
        {
            var stranger = await HalfwayAsync(pia);
            var question = await stranger.AskedAsync<GetSecondStepQuestion>();
            Assert.Equal(
                new PasskeyRefused(),
                (await stranger.AnswerAfterPasswordAsync(new() { Credential = "{}", Challenge = question.SealedChallenge })).Problem
            );
        }

        var visitor = await HalfwayAsync(pia);
        Assert.IsType<TooManyTries>((await visitor.PasskeyAfterPasswordAsync(device)).Problem);
        Assert.IsType<TooManyTries>((await visitor.RecoveryCodeAsync("aaaa-bbbb-cccc-dddd")).Problem);
        // Without the password it still lets the owner in.
        Assert.True((await given.NewVisitor().PasskeyAsync(device)).Succeeded);
    }

    [Fact]
    public async Task A_recovery_code_stands_in_for_a_lost_passkey()
    {
        var pia = given.NewPerson();
        using var device = given.NewDevice();
        var codes = (await given.AddAsync(pia, device)).Require().Recovery!.Codes;

        Assert.Equal(9, (await (await HalfwayAsync(pia)).RecoveryCodeAsync(codes[0])).Require().CodesLeft);
    }

    [Fact]
    public async Task Whoever_must_have_a_second_factor_may_make_a_passkey_at_the_sign_in()
    {
        var pia = given.NewPerson();
        given.Portal.RequireMfa(pia);
        var visitor = given.NewVisitor();
        Assert.Equal(SessionStage.NeedsEnrollment, (await visitor.PasswordAsync(pia.Email, Accounts.Password)).Require().Stage);
        using var device = given.NewDevice();

        var done = (await visitor.EnrollPasskeyAsync(device)).Require();

        Assert.Equal(10, done.Recovery.Codes.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(SessionStage.SignedIn, await visitor.StageAsync());
        Assert.True((await given.NewVisitor().PasskeyAsync(device)).Succeeded);
        // Whoever has only the password enrolls nothing more.
        var intruder = await HalfwayAsync(pia);
        var asked = await intruder.RunAsync<GetPasskeyOfferAtSignIn, PasskeyQuestion>(o => o.RunAsync(Nothing.Instance));
        Assert.Equal(new SignInOver(), asked.Problem);
        Assert.Equal(new SignInOver(), (await intruder.OfferAsync()).Problem);
    }

    [Fact]
    public async Task A_reset_by_mail_takes_passkeys_away_too()
    {
        var (pia, device) = await given.WithPasskeyAsync();
        var signedIn = given.NewVisitor();
        (await signedIn.PasskeyAsync(device)).Require();
        var token = Portico.Platform.Secrets.SecretToken.Create();
        await using (var db = given.Portal.Credentials())
        {
            db.Add(
                new Portico.Administrators.AccountLink
                {
                    TokenHash = token.Hash,
                    Purpose = Portico.Administrators.LinkPurpose.MfaReset,
                    Email = pia.Email,
                    CreatedAt = given.Portal.Clock.GetUtcNow(),
                    ExpiresAt = given.Portal.Clock.GetUtcNow().AddHours(1),
                }
            );
            await db.SaveChangesAsync();
        }

        var reset = new ResetMultifactor.Request { Token = token.Text, Password = Accounts.Password };
        (await given.NewVisitor().RunAsync<ResetMultifactor, Done>(o => o.RunAsync(reset))).Require();

        Assert.Empty(given.PasskeysOf(pia));
        Assert.Null(await signedIn.StageAsync());
        Assert.Equal(new PasskeyRefused(), (await given.NewVisitor().PasskeyAsync(device)).Problem);
        Assert.Contains(given.Portal.MailsTo(pia.Email), m => m.TextBody!.Contains("every passkey removed", StringComparison.Ordinal));
        Assert.Equal(SessionStage.SignedIn, (await given.NewVisitor().PasswordAsync(pia.Email, Accounts.Password)).Require().Stage);
    }

    private async Task<Visitor> HalfwayAsync(Person person)
    {
        var visitor = given.NewVisitor();
        Assert.Equal(SessionStage.NeedsCode, (await visitor.PasswordAsync(person.Email, Accounts.Password)).Require().Stage);
        return visitor;
    }

    private static async Task<(bool Authenticator, bool Passkey)> WaysAsync(Visitor visitor)
    {
        var found = (await visitor.RunAsync<GetUnfinishedSignIn, GetUnfinishedSignIn.Result>(o => o.RunAsync(Nothing.Instance))).Require();
        return (found.HasAuthenticator, found.HasPasskey);
    }
}
