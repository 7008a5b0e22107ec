using System.Text;
using System.Text.Json.Nodes;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.SignIn;
using Portico.Tests.Support;
using Portico.UserPortal.Security.Passkeys;
using Portico.UserPortal.SigningIn.Passkeys;
using Portico.Users;
using Portico.Users.Credentials;

namespace Portico.Tests.UserPortal.Passkeys;

/// <summary>Signing in to a portal by a passkey alone, against an authenticator that really signs.</summary>
public sealed class SignInUserWithPasskeyTests(PortalFixture fixture) : PortalTest(fixture)
{
    private string Here => Acme.ToString();

    [Fact]
    public async Task A_passkey_signs_in_by_itself_and_fulfils_the_demand_for_a_second_factor()
    {
        using var device = Portal.NewDevice();
        device.IsBackedUp = true;
        var eve = await WithPasskeyAsync(device);
        var now = Portal.Clock.GetUtcNow();
        eve.Change(u => (u.RequiresMfa, u.MfaRequiredSince) = (true, now.AddDays(-100)));
        var visitor = Visitor();

        Assert.Equal(UserSessionStage.SignedIn, (await visitor.PasskeyAsync(device, Here)).Require().Stage);

        Assert.Equal(UserSessionStage.SignedIn, await visitor.StageAsync());
        Assert.Null(await visitor.StageAsync(Bolt.ToString()));
        Assert.NotNull(visitor.KnownBrowser);
        Assert.Equal(now, eve.Stored().LastSignInAt);
        var passkey = Assert.Single(eve.Passkeys());
        Assert.Equal((now, true), (passkey.LastUsedAt, passkey.IsBackedUp));
        Assert.Equal(["user-passkey-added", "user-signed-in"], (await EventsOfAsync(eve)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_expired_password_is_no_matter_to_it_and_is_still_replaced_where_it_is_used()
    {
        using var device = Portal.NewDevice();
        var eve = await WithPasskeyAsync(device);
        eve.Change(u => u.PasswordExpiresAt = Portal.Clock.GetUtcNow());

        Assert.Equal(UserSessionStage.SignedIn, (await Visitor().PasskeyAsync(device, Here)).Require().Stage);

        var visitor = Visitor();
        await visitor.PasswordAsync(eve.Username);
        Assert.Equal(UserSessionStage.NeedsNewPassword, (await visitor.PasskeyAfterPasswordAsync(device)).Require().Stage);
    }

    [Fact]
    public async Task The_question_tells_nothing_of_anyone_and_wants_the_person_verified()
    {
        using var device = Portal.NewDevice();
        await WithPasskeyAsync(device);

        var asked = JsonNode.Parse((await Visitor().PasskeyQuestionAsync(Here)).Options)!;

        Assert.Empty(asked["allowCredentials"]!.AsArray());
        Assert.Equal("required", (string)asked["userVerification"]!);
        foreach (var nowhere in new[] { "nobody-here", Portal.NewId().ToString(), "" })
        {
            var refused = await Visitor().RunAsync<GetUserPasskeyQuestion, PasskeyQuestion>(o => o.RunAsync(new(nowhere)));
            Assert.Equal(new NothingHere(), refused.Problem);
        }
    }

    [Fact]
    public async Task The_handle_is_that_of_no_administrator_and_of_no_other_user()
    {
        var eve = await NewUserAsync();

        var asked = JsonNode.Parse((await eve.Does<GetOwnPasskeyOffer>().RunAsync(Nothing.Instance)).Require().Options)!["user"]!;

        var handle = System.Buffers.Text.Base64Url.DecodeFromChars((string)asked["id"]!);
        Assert.Equal($"{Acme}:{eve.Id}", Encoding.UTF8.GetString(handle));
        Assert.InRange(handle.Length, 1, 64);
        Assert.False(ObjectId.TryParse(Encoding.UTF8.GetString(handle), provider: null, out _));
        Assert.Equal($"{eve.Email} (Acme)", (string)asked["name"]!);
    }

    public static TheoryData<string, Action<UserCredential, DateTimeOffset>> Standings =>
        new()
        {
            { "suspended", (u, _) => u.State = UserState.Suspended },
            { "staged", (u, _) => u.State = UserState.Staged },
            { "locked for a while", (u, now) => (u.LockedAt, u.LockedUntil) = (now, now.AddMinutes(1)) },
            { "locked until someone unlocks", (u, now) => u.LockedAt = now },
        };

    [Theory]
    [MemberData(nameof(Standings), DisableDiscoveryEnumeration = true)]
    public async Task Who_may_not_sign_in_is_refused_as_nobody(string standing, Action<UserCredential, DateTimeOffset> change)
    {
        using var device = Portal.NewDevice();
        var eve = await WithPasskeyAsync(device);
        eve.Change(u => change(u, Portal.Clock.GetUtcNow()));
        var visitor = Visitor();

        Assert.Equal((standing, (Problem)new PasskeyRefused()), (standing, (await visitor.PasskeyAsync(device, Here)).Problem!));

        Assert.Null(await visitor.StageAsync());
        Assert.Null(Assert.Single(eve.Passkeys()).LastUsedAt);
    }

    [Fact]
    public async Task A_lock_that_is_over_keeps_nobody_out_and_its_count_stays()
    {
        using var device = Portal.NewDevice();
        var eve = await WithPasskeyAsync(device);
        var now = Portal.Clock.GetUtcNow();
        eve.Change(u => (u.LockedAt, u.LockedUntil, u.FailedSignIns) = (now.AddHours(-1), now, 10));

        Assert.True((await Visitor().PasskeyAsync(device, Here)).Succeeded);

        // Nobody has proved to know the password.
        Assert.Equal(10, eve.Stored().FailedSignIns);
    }

    [Fact]
    public async Task A_passkey_counts_in_no_other_organization_and_for_no_administrator()
    {
        using var device = Portal.NewDevice();
        var eve = await WithPasskeyAsync(device);
        Assert.Equal(new PasskeyRefused(), (await Visitor().PasskeyAsync(device, Bolt.ToString())).Problem);
        var administrators = new Visitor(Portal, "203.0.113.77");
        Assert.Equal(new PasskeyRefused(), (await administrators.PasskeyAsync(device)).Problem);

        // Nor under another's handle, nor where a challenge for one portal is answered in another.
        var nora = await NewUserAsync(organization: Bolt);
        foreach (var other in new[] { $"{Bolt}:{nora.Id}", $"{Bolt}:{eve.Id}", $"{Acme}:{nora.Id}", eve.Id.ToString(), $"{Acme}:", ":" })
        {
            device.OtherUser = other;
            foreach (var portal in new[] { Here, Bolt.ToString() })
            {
                Assert.Equal((other, (Problem)new PasskeyRefused()), (other, (await Visitor().PasskeyAsync(device, portal)).Problem!));
            }
        }

        device.OtherUser = null;
        var question = await Visitor().PasskeyQuestionAsync(Bolt.ToString());
        var answer = device.Sign(question.Options);
        Assert.Equal(new PasskeyTooLate(), (await Visitor().AnswerAsync(Here, answer, question.SealedChallenge)).Problem);
    }

    [Fact]
    public async Task A_passkey_of_an_administrator_is_nobodys_in_a_portal()
    {
        using var given = new PasskeyPortal();
        var (pia, device) = await given.WithPasskeyAsync();
        var acme = (await given.Portal.AddOrganizationsAsync("Acme"))[0];
        var visitor = new PortalVisitor(given.Portal, acme);

        Assert.Equal(new PasskeyRefused(), (await visitor.PasskeyAsync(device, acme.ToString())).Problem);
        device.OtherUser = $"{acme}:{pia.Id}";
        Assert.Equal(new PasskeyRefused(), (await visitor.PasskeyAsync(device, acme.ToString())).Problem);
        var question = await visitor.PasskeyQuestionAsync(acme.ToString());
        var elsewhere = await new Visitor(given.Portal, "203.0.113.78").AnswerAsync(
            new() { Credential = device.SignUnasked(question.Options), Challenge = question.SealedChallenge }
        );
        Assert.Equal(new PasskeyTooLate(), elsewhere.Problem);

        // One that an administrator has is not kept for a user once more.
        device.OtherUser = null;
        var eve = await given.Portal.AddUserAsync(acme, "eve");
        var made = given.PasskeysOf(pia).Single().CredentialId;
        Assert.Equal(new PasskeyNotMade(), (await AddAgainAsync(eve, made)).Problem);
    }

    [Fact]
    public async Task Nobody_is_let_in_who_was_not_verified_or_does_not_sign_right()
    {
        using var device = Portal.NewDevice();
        var eve = await WithPasskeyAsync(device);
        device.VerifiesUser = false;
        Assert.Equal(new PasskeyRefused(), (await Visitor().PasskeyAsync(device, Here)).Problem);
        device.VerifiesUser = true;
        device.Tamper = data => data[36] ^= 1;
        Assert.Equal(new PasskeyRefused(), (await Visitor().PasskeyAsync(device, Here)).Problem);
        device.Tamper = null;
        var visitor = Visitor();
        foreach (var garbage in new[] { null, "", "{}", "[[[[" })
        {
            var question = await visitor.PasskeyQuestionAsync(Here);
            Assert.Equal(new PasskeyRefused(), (await visitor.AnswerAsync(Here, garbage, question.SealedChallenge)).Problem);
        }

        Assert.Equal(new PasskeyTooLate(), (await visitor.AnswerAsync(Here, "{}", "nonsense")).Problem);
        Assert.Null(Assert.Single(eve.Passkeys()).LastUsedAt);
        Assert.True((await visitor.PasskeyAsync(device, Here)).Succeeded);
    }

    [Fact]
    public async Task An_answer_counts_once_even_of_several_at_the_same_time()
    {
        using var device = Portal.NewDevice();
        await WithPasskeyAsync(device);
        var question = await Visitor().PasskeyQuestionAsync(Here);
        var answer = device.Sign(question.Options);

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Visitor()).Select(v => Task.Run(() => v.AnswerAsync(Here, answer, question.SealedChallenge)))
        );

        Assert.Single(outcomes, o => o.Succeeded);
        Assert.Equal(3, outcomes.Count(o => o.Problem is PasskeyTooLate));
    }

    [Fact]
    public async Task A_counter_that_does_not_go_on_is_refused_and_the_activity_says_so()
    {
        using var device = Portal.NewDevice();
        device.Count = 10;
        var eve = await WithPasskeyAsync(device);
        (await Visitor().PasskeyAsync(device, Here)).Require();

        device.Count = 10;
        Assert.IsType<PasskeyOfCopy>((await Visitor().PasskeyAsync(device, Here)).Problem);

        Assert.Contains("user-passkey-copied", await EventsOfAsync(eve));
        Assert.Equal(11, Assert.Single(eve.Passkeys()).SignCount);
    }

    [Fact]
    public async Task Wrong_passkeys_have_to_wait_after_fifty_from_one_network()
    {
        using var device = Portal.NewDevice();
        await WithPasskeyAsync(device);
        var visitor = Visitor();
        (await visitor.PasskeyAsync(device, Here)).Require();
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal((i, (Problem)new PasskeyTooLate()), (i, (await visitor.AnswerAsync(Here, "{}", "nonsense")).Problem!));
        }

        Assert.IsType<TooManyTries>((await visitor.PasskeyAsync(device, Here)).Problem);
        Assert.True((await Visitor().PasskeyAsync(device, Here)).Succeeded);
    }

    [Fact]
    public async Task In_a_suspended_organization_there_is_no_portal_to_sign_in_to()
    {
        using var device = Portal.NewDevice();
        var clay = (await Portal.AddOrganizationsAsync("Clay"))[0];
        var uma = await NewUserAsync(organization: clay);
        (await uma.AddPasskeyAsync(device)).Require();
        var visitor = new PortalVisitor(Portal, clay, "203.0.113.80");
        var question = await visitor.PasskeyQuestionAsync(clay.ToString());
        (await Portal.Anna.Does<SuspendManagedOrganization>().RunAsync(new() { OrganizationId = clay })).Require();

        var refused = await visitor.AnswerAsync(clay.ToString(), device.Sign(question.Options), question.SealedChallenge);

        Assert.Equal(new NothingHere(), refused.Problem);
    }

    private async Task<PortalUser> WithPasskeyAsync(SoftwareAuthenticator device)
    {
        var user = await NewUserAsync();
        (await user.AddPasskeyAsync(device)).Require();
        return user;
    }

    /// <summary>What a browser would send that claims to have just made a passkey of that id.</summary>
    private static async Task<Outcome<AddOwnPasskey.Result>> AddAgainAsync(PortalUser user, byte[] credentialId)
    {
        using var device = user.Portal.NewDevice();
        device.NextId = credentialId;
        return await user.AddPasskeyAsync(device);
    }
}
