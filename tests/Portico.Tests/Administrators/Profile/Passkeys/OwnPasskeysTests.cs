using Portico.Administrators.Profile;
using Portico.Administrators.Profile.Passkeys;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.SignIn;
using Portico.SignIn.Passkeys;
using Portico.SignIn.Sessions;
using Portico.Tests.Support;

namespace Portico.Tests.Administrators.Profile.Passkeys;

public sealed class OwnPasskeysTests(PasskeyPortal given) : IClassFixture<PasskeyPortal>
{
    [Fact]
    public async Task The_first_takes_the_password_brings_recovery_codes_and_ends_other_sessions()
    {
        var pia = given.NewPerson();
        var elsewhere = given.NewVisitor();
        await elsewhere.PasswordAsync(pia.Email, Accounts.Password);
        using var device = given.NewDevice();

        Assert.IsType<WrongPassword>((await given.AddAsync(pia, device, password: "another password altogether")).Problem);
        Assert.Empty(given.PasskeysOf(pia));
        var added = (await given.AddAsync(pia, device, " Work laptop ")).Require();

        Assert.Equal(("Work laptop", 10), (added.Name, added.Recovery!.Codes.Count));
        Assert.Null(await elsewhere.StageAsync());
        var row = Assert.Single((await pia.Does<ListPasskeys>().RunAsync(Nothing.Instance)).Require());
        Assert.Equal(("Work laptop", (DateTimeOffset?)null, given.Portal.Clock.GetUtcNow()), (row.Name, row.LastUsedAt, row.CreatedAt));
        Assert.Equal("hybrid internal", Assert.Single(given.PasskeysOf(pia)).Transports);
        Assert.Contains("passkey-added", given.Portal.EventsOf(pia));
        Assert.Contains(
            $"The passkey Work laptop was added to {pia.Email}",
            given.Portal.MailsTo(pia.Email).Single().TextBody,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Another_one_leaves_sessions_and_recovery_codes_alone()
    {
        var (pia, first) = await given.WithPasskeyAsync();
        var elsewhere = given.NewVisitor();
        (await elsewhere.PasskeyAsync(first)).Require();
        using var second = given.NewDevice();

        Assert.Null((await given.AddAsync(pia, second, "Phone")).Require().Recovery);

        Assert.Equal(SessionStage.SignedIn, await elsewhere.StageAsync());
        Assert.Equal(10, (await pia.Does<GetProfile>().RunAsync(Nothing.Instance)).Require().RecoveryCodesLeft);
        Assert.True((await given.NewVisitor().PasskeyAsync(first)).Succeeded);
        Assert.True((await given.NewVisitor().PasskeyAsync(second)).Succeeded);
    }

    public static TheoryData<string, Action<SoftwareAuthenticator>> Lies =>
        new()
        {
            { "another origin", d => d.Origin = "https://portico.example.org" },
            { "a frame in somebody's page", d => d.IsCrossOrigin = true },
            { "another relying party", d => d.RelyingParty = "example.org" },
            { "another challenge", d => d.OtherChallenge = new byte[32] },
            { "nobody verified", d => d.VerifiesUser = false },
        };

    [Theory]
    [MemberData(nameof(Lies), DisableDiscoveryEnumeration = true)]
    public async Task What_was_not_made_as_asked_is_not_kept(string lie, Action<SoftwareAuthenticator> tell)
    {
        var pia = given.NewPerson();
        using var device = given.NewDevice();
        tell(device);

        Assert.Equal((lie, (Problem)new PasskeyNotMade()), (lie, (await given.AddAsync(pia, device)).Problem!));
        Assert.Empty(given.PasskeysOf(pia));
    }

    [Fact]
    public async Task A_device_that_has_one_is_told_so_and_an_id_is_kept_once()
    {
        var (pia, device) = await given.WithPasskeyAsync();
        var question = (await pia.Does<GetPasskeyOffer>().RunAsync(Nothing.Instance)).Require();
        Assert.Null(device.Make(question.Options));

        var sam = given.NewPerson();
        using var other = given.NewDevice();
        var toSam = (await sam.Does<GetPasskeyOffer>().RunAsync(Nothing.Instance)).Require();
        var made = other.Make(toSam.Options);
        (await given.AddAsync(sam, made, toSam.SealedChallenge)).Require();
        // The same answer again, nor for somebody else.
        Assert.Equal(new PasskeyTooLate(), (await given.AddAsync(sam, made, toSam.SealedChallenge)).Problem);
        Assert.Equal(new PasskeyTooLate(), (await given.AddAsync(pia, made, toSam.SealedChallenge)).Problem);
        Assert.Single(given.PasskeysOf(sam));
    }

    [Fact]
    public async Task It_is_renamed_and_nobody_elses_is()
    {
        var (pia, _) = await given.WithPasskeyAsync();
        var stranger = given.NewPerson();
        var id = given.PasskeysOf(pia).Single().Id;

        Assert.Equal(new NoSuchPasskey(), (await stranger.Does<RenamePasskey>().RunAsync(new() { Id = id, Name = "Mine" })).Problem);
        Assert.Equal(new NoSuchPasskey(), (await stranger.Does<GetPasskey>().RunAsync(new(id))).Problem);
        Assert.Equal("Name", (await pia.Does<RenamePasskey>().RunAsync(new() { Id = id, Name = " " })).Problem?.Field);
        (await pia.Does<RenamePasskey>().RunAsync(new() { Id = id, Name = "Phone " })).Require();

        Assert.Equal("Phone", (await pia.Does<GetPasskey>().RunAsync(new(id))).Require().Name);
        Assert.Contains("passkey-renamed", given.Portal.EventsOf(pia));
    }

    [Fact]
    public async Task Removing_takes_the_password_and_the_last_one_takes_the_recovery_codes()
    {
        var (pia, _) = await given.WithPasskeyAsync();
        using var second = given.NewDevice();
        (await given.AddAsync(pia, second, "Phone")).Require();
        var ids = given.PasskeysOf(pia).Select(p => p.Id).ToArray();

        Assert.Equal(new NoSuchPasskey(), (await RemoveAsync(given.NewPerson(), ids[0])).Problem);
        Assert.IsType<WrongPassword>((await RemoveAsync(pia, ids[0], "another password altogether")).Problem);
        (await RemoveAsync(pia, ids[0])).Require();
        Assert.Equal(10, (await pia.Does<GetProfile>().RunAsync(Nothing.Instance)).Require().RecoveryCodesLeft);
        (await RemoveAsync(pia, ids[1])).Require();

        Assert.Equal(0, (await pia.Does<GetProfile>().RunAsync(Nothing.Instance)).Require().RecoveryCodesLeft);
        Assert.Contains("passkey-removed", given.Portal.EventsOf(pia));
        Assert.Contains(
            given.Portal.MailsTo(pia.Email),
            m => m.TextBody!.Contains("The passkey Phone was removed from", StringComparison.Ordinal)
        );
        Assert.Equal(SessionStage.SignedIn, (await given.NewVisitor().PasswordAsync(pia.Email, Accounts.Password)).Require().Stage);
    }

    [Fact]
    public async Task The_last_second_factor_stays_while_one_is_demanded()
    {
        var pia = given.NewPerson();
        var (_, _) = await given.Portal.EnrollAsync(pia);
        Assert.IsType<AuthenticatorDemanded>((await RemoveAppAsync(pia)).Problem);
        using var device = given.NewDevice();
        (await given.AddAsync(pia, device)).Require();

        (await RemoveAppAsync(pia)).Require();

        Assert.Equal(10, (await pia.Does<GetProfile>().RunAsync(Nothing.Instance)).Require().RecoveryCodesLeft);
        Assert.Equal(new PasskeyDemanded(), (await RemoveAsync(pia, given.PasskeysOf(pia).Single().Id)).Problem);
        Assert.True((await given.NewVisitor().PasskeyAsync(device)).Succeeded);
    }

    [Fact]
    public async Task No_more_than_twenty_are_kept()
    {
        var pia = given.NewPerson();
        using var device = given.NewDevice();
        for (var i = 0; i < Passkey.Most; i++)
        {
            using var next = given.NewDevice();
            (await given.AddAsync(pia, next)).Require();
        }

        Assert.Equal(new TooManyPasskeys(Passkey.Most), (await given.AddAsync(pia, device)).Problem);
    }

    private static Task<Outcome<Done>> RemoveAsync(Person person, ObjectId id, string password = Accounts.Password) =>
        person.Does<RemovePasskey>().RunAsync(new() { Id = id, CurrentPassword = password });

    private static Task<Outcome<Done>> RemoveAppAsync(Person person) =>
        person.Does<RemoveAuthenticator>().RunAsync(new() { CurrentPassword = Accounts.Password });
}
