using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portico.Administrators.Profile.Passkeys;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.SignIn;
using Portico.SignIn.Passkeys;
using Portico.SignIn.Sessions;
using Portico.Tests.Support;

namespace Portico.Tests.SignIn.Passkeys;

/// <summary>Signing in by a passkey alone, against an authenticator that really signs.</summary>
public sealed class SignInWithPasskeyTests(PasskeyPortal given) : IClassFixture<PasskeyPortal>
{
    [Fact]
    public async Task A_passkey_signs_in_by_itself_and_fulfils_every_demand()
    {
        using var device = given.NewDevice();
        device.IsBackedUp = true;
        var (pia, _) = await given.WithPasskeyAsync(device);
        given.Portal.RequireMfa(pia);
        var visitor = given.NewVisitor();

        Assert.Equal(SessionStage.SignedIn, (await visitor.PasskeyAsync(device)).Require().Stage);

        Assert.Equal(SessionStage.SignedIn, await visitor.StageAsync());
        Assert.NotNull(visitor.KnownBrowser);
        Assert.Contains("signed-in", given.Portal.EventsOf(pia));
        var passkey = Assert.Single(given.PasskeysOf(pia));
        Assert.Equal((given.Portal.Clock.GetUtcNow(), true), (passkey.LastUsedAt, passkey.IsBackedUp));
    }

    [Fact]
    public async Task The_question_tells_nothing_of_anyone_and_wants_the_person_verified()
    {
        await given.WithPasskeyAsync();

        var asked = JsonNode.Parse((await given.NewVisitor().AskedAsync<GetPasskeyQuestion>()).Options)!;

        Assert.Empty(asked["allowCredentials"]!.AsArray());
        Assert.Equal(("required", "localhost"), ((string)asked["userVerification"]!, (string)asked["rpId"]!));
        Assert.True(((string)asked["challenge"]!).Length >= 43);
    }

    public static TheoryData<string, Action<SoftwareAuthenticator>> Lies =>
        new()
        {
            { "another origin", d => d.Origin = "https://portico.example.org" },
            { "another port", d => d.Origin = "http://localhost:1" },
            { "the address behind the name", d => d.Origin = "http://127.0.0.1:5080" },
            { "a frame in somebody's page", d => d.IsCrossOrigin = true },
            { "another relying party", d => d.RelyingParty = "example.org" },
            { "another challenge", d => d.OtherChallenge = RandomNumberGenerator.GetBytes(32) },
            { "an empty challenge", d => d.OtherChallenge = [] },
            { "nobody verified", d => d.VerifiesUser = false },
            { "a changed counter", d => d.Tamper = data => data[36] ^= 1 },
            { "verified only afterwards", LieAboutVerification },
            { "a person that never was", d => d.OtherUser = "65e1a5f00000000000000000" },
            { "no id at all", d => d.OtherUser = "anna@example.com" },
            { "no person", d => d.OtherUser = "" },
        };

    [Theory]
    [MemberData(nameof(Lies), DisableDiscoveryEnumeration = true)]
    public async Task An_answer_that_proves_nothing_lets_nobody_in(string lie, Action<SoftwareAuthenticator> tell)
    {
        var (pia, device) = await given.WithPasskeyAsync();
        tell(device);
        var visitor = given.NewVisitor();

        var refused = await visitor.PasskeyAsync(device);

        Assert.Equal((lie, (Problem)new PasskeyRefused()), (lie, refused.Problem!));
        Assert.Null(await visitor.StageAsync());
        Assert.Null(Assert.Single(given.PasskeysOf(pia)).LastUsedAt);
    }

    [Fact]
    public async Task A_passkey_of_someone_else_signs_in_nobody_but_him()
    {
        var (pia, _) = await given.WithPasskeyAsync();
        var (_, others) = await given.WithPasskeyAsync();
        others.OtherUser = pia.Id.ToString();

        Assert.Equal(new PasskeyRefused(), (await given.NewVisitor().PasskeyAsync(others)).Problem);
    }

    [Fact]
    public async Task A_challenge_counts_once_and_for_five_minutes()
    {
        var (_, device) = await given.WithPasskeyAsync();
        var visitor = given.NewVisitor();
        var question = await visitor.AskedAsync<GetPasskeyQuestion>();
        var request = new PasskeyRequest { Credential = device.Sign(question.Options), Challenge = question.SealedChallenge };
        (await visitor.AnswerAsync(request)).Require();

        var thief = given.NewVisitor();
        Assert.Equal(new PasskeyTooLate(), (await thief.AnswerAsync(request)).Problem);
        // Nor with another signature, once it was looked at.
        Assert.Equal(new PasskeyTooLate(), (await thief.AnswerAsync(request with { Credential = device.Sign(question.Options) })).Problem);

        var late = await thief.AskedAsync<GetPasskeyQuestion>();
        given.Portal.Clock.Advance(RelyingParty.Lifetime);
        request = new() { Credential = device.Sign(late.Options), Challenge = late.SealedChallenge };
        Assert.Equal(new PasskeyTooLate(), (await thief.AnswerAsync(request)).Problem);
        Assert.Null(await thief.StageAsync());
    }

    [Fact]
    public async Task Of_several_requests_with_the_same_answer_one_wins()
    {
        var (_, device) = await given.WithPasskeyAsync();
        var question = await given.NewVisitor().AskedAsync<GetPasskeyQuestion>();
        var request = new PasskeyRequest { Credential = device.Sign(question.Options), Challenge = question.SealedChallenge };

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => given.NewVisitor()).Select(v => Task.Run(() => v.AnswerAsync(request)))
        );

        Assert.Single(outcomes, o => o.Succeeded);
    }

    [Fact]
    public async Task A_challenge_for_one_thing_is_none_for_another()
    {
        var (pia, device) = await given.WithPasskeyAsync();
        var visitor = given.NewVisitor();
        var toAdd = (await pia.Does<GetPasskeyOffer>().RunAsync(Nothing.Instance)).Require();
        await visitor.PasswordAsync(pia.Email, Accounts.Password);
        var toFinish = await visitor.AskedAsync<GetSecondStepQuestion>();

        foreach (var question in new[] { toAdd, toFinish })
        {
            var request = new PasskeyRequest { Credential = device.SignUnasked(question.Options), Challenge = question.SealedChallenge };
            Assert.Equal(new PasskeyTooLate(), (await given.NewVisitor().AnswerAsync(request)).Problem);
        }

        var toSignIn = await visitor.AskedAsync<GetPasskeyQuestion>();
        var wrong = new PasskeyRequest { Credential = device.Sign(toSignIn.Options), Challenge = toSignIn.SealedChallenge };
        Assert.Equal(new PasskeyTooLate(), (await visitor.AnswerAfterPasswordAsync(wrong)).Problem);
    }

    [Fact]
    public async Task A_counter_that_does_not_go_on_is_refused_and_kept()
    {
        using var device = given.NewDevice();
        device.Count = 10;
        var (pia, _) = await given.WithPasskeyAsync(device);
        (await given.NewVisitor().PasskeyAsync(device)).Require();
        Assert.Equal(11, Assert.Single(given.PasskeysOf(pia)).SignCount);

        device.Count = 10;
        var copied = await given.NewVisitor().PasskeyAsync(device);

        Assert.IsType<PasskeyOfCopy>(copied.Problem);
        Assert.Contains("passkey-of-copy", given.Portal.EventsOf(pia));
        Assert.Equal(11, Assert.Single(given.PasskeysOf(pia)).SignCount);
        // Who cannot sign is no copy, whatever he counts.
        device.Count = 5;
        device.Tamper = data => data[36] = 0;
        Assert.Equal(new PasskeyRefused(), (await given.NewVisitor().PasskeyAsync(device)).Problem);
        device.Tamper = null;
        device.Count = 0;
        Assert.IsType<PasskeyOfCopy>((await given.NewVisitor().PasskeyAsync(device)).Problem);
        device.Count = 11;
        Assert.True((await given.NewVisitor().PasskeyAsync(device)).Succeeded);
    }

    [Fact]
    public async Task A_removed_passkey_lets_nobody_in()
    {
        var (pia, device) = await given.WithPasskeyAsync();
        var remove = new RemovePasskey.Request { Id = given.PasskeysOf(pia).Single().Id, CurrentPassword = Accounts.Password };
        (await pia.Does<RemovePasskey>().RunAsync(remove)).Require();

        Assert.Equal(new PasskeyRefused(), (await given.NewVisitor().PasskeyAsync(device)).Problem);
    }

    [Fact]
    public async Task Whoever_is_suspended_signs_in_to_nothing()
    {
        var (pia, device) = await given.WithPasskeyAsync();
        await using (var db = given.Portal.Credentials())
        {
            (await db.Set<ProviderMembership>().SingleAsync(m => m.AdministratorId == pia.Id)).IsSuspended = true;
            await db.SaveChangesAsync();
        }

        var visitor = given.NewVisitor();
        (await visitor.PasskeyAsync(device)).Require();

        var places = await visitor.RunAsync<GetLandingPlaces, GetLandingPlaces.Result>(o => o.RunAsync(Nothing.Instance));
        Assert.False(places.Require().HasDashboard);
        Assert.Empty(places.Require().Organizations);
    }

    [Fact]
    public async Task Wrong_passkeys_have_to_wait_after_thirty_and_right_ones_are_not_counted()
    {
        var (_, device) = await given.WithPasskeyAsync();
        var visitor = given.NewVisitor();
        (await visitor.PasskeyAsync(device)).Require();
        for (var i = 0; i < 30; i++)
        {
            var question = await visitor.AskedAsync<GetPasskeyQuestion>();
            var refused = await visitor.AnswerAsync(new() { Credential = "{}", Challenge = question.SealedChallenge });
            Assert.Equal((i, (Problem)new PasskeyRefused()), (i, refused.Problem!));
        }

        Assert.IsType<TooManyTries>((await visitor.PasskeyAsync(device)).Problem);
        Assert.True((await given.NewVisitor().PasskeyAsync(device)).Succeeded);
        given.Portal.Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.True((await visitor.PasskeyAsync(device)).Succeeded);
    }

    private static void LieAboutVerification(SoftwareAuthenticator device)
    {
        device.VerifiesUser = false;
        device.Tamper = data => data[32] |= 0x04;
    }
}
