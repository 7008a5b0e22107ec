using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.Tests.Support;
using Portico.UserPortal.Security;
using Portico.UserPortal.Security.Passkeys;
using Portico.Users.Actions;
using Portico.Users.Credentials;

namespace Portico.Tests.UserPortal.Passkeys;

/// <summary>What users do with their own passkeys.</summary>
public sealed class OwnPasskeysTests(PortalFixture fixture) : PortalTest(fixture)
{
    [Fact]
    public async Task The_first_brings_recovery_codes_and_ends_other_sessions_and_a_second_does_neither()
    {
        using var device = Portal.NewDevice();
        using var other = Portal.NewDevice();
        var eve = await NewUserAsync();
        var elsewhere = Visitor();
        elsewhere.Token = eve.AddSession();

        Assert.Equal(10, (await eve.AddPasskeyAsync(device, " Laptop ")).Require().Recovery?.Codes.Count);

        Assert.Null(await elsewhere.StageAsync());
        Assert.Equal((1, true), (eve.Stored().Passkeys, eve.Stored().HasMfa));
        elsewhere.Token = eve.AddSession();
        Assert.Null((await eve.AddPasskeyAsync(other, "Phone")).Require().Recovery);
        Assert.Equal(UserSessionStage.SignedIn, await elsewhere.StageAsync());
        var rows = (await eve.Does<ListOwnPasskeys>().RunAsync(Nothing.Instance)).Require();
        Assert.Equal(["Laptop", "Phone"], rows.Select(r => r.Name).Order(StringComparer.Ordinal));
        Assert.Equal(2, eve.Stored().Passkeys);
        Assert.Equal(["user-passkey-added", "user-passkey-added"], await EventsOfAsync(eve));
        var mails = Portal.MailsTo(eve.Email).ToList();
        Assert.Equal(2, mails.Count);
        Assert.Contains(mails, m => m.TextBody!.Contains("The passkey Phone was added to", StringComparison.Ordinal));
        // An app keeps the codes that there are.
        Assert.Null((await EnrollAppAsync(eve)).Recovery);
    }

    [Fact]
    public async Task It_takes_the_password_a_name_and_an_answer_to_ones_own_question()
    {
        using var device = Portal.NewDevice();
        var eve = await NewUserAsync();
        var nora = await NewUserAsync();

        Assert.Equal("wrong-password", (await eve.AddPasskeyAsync(device, password: "wrong")).Problem?.Code);
        Assert.False((await eve.AddPasskeyAsync(device, name: " ")).Succeeded);
        var others = (await nora.Does<GetOwnPasskeyOffer>().RunAsync(Nothing.Instance)).Require();
        Assert.Equal(new PasskeyTooLate(), (await AddAsync(eve, device.Make(others.Options), others.SealedChallenge)).Problem);
        var question = (await eve.Does<GetOwnPasskeyOffer>().RunAsync(Nothing.Instance)).Require();
        Assert.Equal(new PasskeyNotMade(), (await AddAsync(eve, "{}", question.SealedChallenge)).Problem);
        Assert.Equal(new PasskeyTooLate(), (await AddAsync(eve, device.Make(question.Options), question.SealedChallenge)).Problem);

        Assert.Empty(eve.Passkeys());
        Assert.False(eve.Stored().HasMfa);
    }

    [Fact]
    public async Task One_that_somebody_in_another_organization_has_is_not_kept()
    {
        using var device = Portal.NewDevice();
        using var again = Portal.NewDevice();
        var nora = await NewUserAsync(organization: Bolt);
        (await nora.AddPasskeyAsync(device)).Require();
        var eve = await NewUserAsync();
        again.NextId = nora.Passkeys().Single().CredentialId;

        Assert.Equal(new PasskeyNotMade(), (await eve.AddPasskeyAsync(again)).Problem);

        Assert.Equal((0, 1), (eve.Stored().Passkeys, nora.Stored().Passkeys));
    }

    [Fact]
    public async Task More_than_twenty_are_not_kept_and_a_device_makes_no_second_one()
    {
        using var device = Portal.NewDevice();
        var eve = await NewUserAsync();
        (await eve.AddPasskeyAsync(device)).Require();
        var question = (await eve.Does<GetOwnPasskeyOffer>().RunAsync(Nothing.Instance)).Require();
        Assert.Null(device.Make(question.Options));
        await using (var db = Portal.Credentials())
        {
            for (var n = 1; n < UserPasskey.Most; n++)
            {
                var key = new byte[] { (byte)n };
                var passkey = new UserPasskey
                {
                    OrganizationId = Acme,
                    UserId = eve.Id,
                    Id = Portal.NewId(),
                };
                passkey.Hold(
                    new([.. eve.Id.ToString().Select(c => (byte)c), .. key], key, 0, "", false, false),
                    "Key",
                    DateTimeOffset.UnixEpoch
                );
                db.Add(passkey);
            }

            await db.SaveChangesAsync();
        }

        using var one = Portal.NewDevice();
        Assert.Equal(new TooManyPasskeys(20), (await eve.AddPasskeyAsync(one)).Problem);
    }

    [Fact]
    public async Task It_is_renamed_and_removed_by_its_owner_alone()
    {
        using var device = Portal.NewDevice();
        var eve = await NewUserAsync();
        (await eve.AddPasskeyAsync(device)).Require();
        var id = eve.Passkeys().Single().Id;
        foreach (var other in new[] { await NewUserAsync(), await NewUserAsync(organization: Bolt) })
        {
            Assert.Equal(new NoSuchPasskey(), (await other.Does<GetOwnPasskey>().RunAsync(new(id))).Problem);
            Assert.Equal(new NoSuchPasskey(), (await other.Does<RenameOwnPasskey>().RunAsync(new() { Id = id, Name = "Mine" })).Problem);
            Assert.Equal(new NoSuchPasskey(), (await RemoveAsync(other, id)).Problem);
        }

        (await eve.Does<RenameOwnPasskey>().RunAsync(new() { Id = id, Name = " Desk " })).Require();
        (await eve.Does<RenameOwnPasskey>().RunAsync(new() { Id = id, Name = "Desk" })).Require();
        Assert.Equal("Desk", (await eve.Does<GetOwnPasskey>().RunAsync(new(id))).Require().Name);
        Assert.Equal("wrong-password", (await RemoveAsync(eve, id, "wrong")).Problem?.Code);
        (await RemoveAsync(eve, id)).Require();

        Assert.Empty(eve.Passkeys());
        Assert.Equal((0, 0), (eve.Stored().Passkeys, await CodesOfAsync(eve)));
        Assert.Equal(
            ["user-confirmation-refused", "user-passkey-added", "user-passkey-removed", "user-passkey-renamed"],
            (await EventsOfAsync(eve)).Order(StringComparer.Ordinal)
        );
        Assert.Equal(new PasskeyRefused(), (await Visitor().PasskeyAsync(device, Acme.ToString())).Problem);
        Assert.Equal(UserSessionStage.SignedIn, (await Visitor().PasswordAsync(eve.Username)).Require().Stage);
    }

    [Fact]
    public async Task The_only_factor_stays_while_one_is_required_and_codes_go_with_the_last()
    {
        using var device = Portal.NewDevice();
        var eve = await NewUserAsync();
        (await eve.AddPasskeyAsync(device)).Require();
        eve.Change(u => u.RequiresMfa = true);
        var id = eve.Passkeys().Single().Id;
        Assert.Equal(new MfaRequired(), (await RemoveAsync(eve, id)).Problem);

        await EnrollAppAsync(eve);
        (await RemoveAsync(eve, id)).Require();
        Assert.Equal(10, await CodesOfAsync(eve));
        var app = new RemoveUserAuthenticator.Request { CurrentPassword = PortalUsers.Password };
        Assert.Equal(new MfaRequired(), (await eve.Does<RemoveUserAuthenticator>().RunAsync(app)).Problem);

        using var another = Portal.NewDevice();
        (await eve.AddPasskeyAsync(another)).Require();
        (await eve.Does<RemoveUserAuthenticator>().RunAsync(app)).Require();
        Assert.Equal((true, 10), (eve.Stored().HasMfa, await CodesOfAsync(eve)));
        var renewed = await eve.Does<RegenerateUserRecoveryCodes>().RunAsync(new() { CurrentPassword = PortalUsers.Password });
        Assert.Equal(10, renewed.Require().Codes.Count);
    }

    [Fact]
    public async Task A_reset_takes_them_away()
    {
        using var device = Portal.NewDevice();
        var eve = await NewUserAsync();
        (await eve.AddPasskeyAsync(device)).Require();

        (await Portal.Anna.Does<ResetUserMfa>().RunAsync(Acme, new() { Ids = [eve.Id] })).Require();

        Assert.Empty(eve.Passkeys());
        Assert.Equal((0, 0), (eve.Stored().Passkeys, await CodesOfAsync(eve)));
        Assert.Equal(new PasskeyRefused(), (await Visitor().PasskeyAsync(device, Acme.ToString())).Problem);
    }

    [Fact]
    public async Task The_mail_about_a_new_password_says_how_many_there_are()
    {
        using var device = Portal.NewDevice();
        var eve = await NewUserAsync();
        (await eve.AddPasskeyAsync(device)).Require();
        var visitor = Visitor();
        await visitor.PasskeyAsync(device, Acme.ToString());

        var changed = await visitor.RunAsync<ChangeUserPassword, ChangeUserPassword.Result>(o =>
            o.RunAsync(new() { CurrentPassword = PortalUsers.Password, NewPassword = "Quiet meadow 81 lamp" })
        );

        changed.Require();
        Assert.Contains(Portal.MailsTo(eve.Email), m => m.TextBody!.Contains("The account has 1 passkey.", StringComparison.Ordinal));
        Assert.Single(eve.Passkeys());
    }

    [Fact]
    public async Task They_go_with_the_user()
    {
        using var device = Portal.NewDevice();
        var eve = await NewUserAsync();
        (await eve.AddPasskeyAsync(device)).Require();

        (await Portal.Anna.Does<RemoveUser>().RunAsync(Acme, new() { Id = eve.Id, Username = eve.Username })).Require();

        Assert.Empty(eve.Passkeys());
        Assert.Equal(new PasskeyRefused(), (await Visitor().PasskeyAsync(device, Acme.ToString())).Problem);
    }

    private static Task<Outcome<AddOwnPasskey.Result>> AddAsync(PortalUser user, string? credential, string? challenge) =>
        user.Does<AddOwnPasskey>()
            .RunAsync(
                new()
                {
                    Name = "Laptop",
                    CurrentPassword = PortalUsers.Password,
                    Credential = credential,
                    Challenge = challenge,
                }
            );

    private static Task<Outcome<Done>> RemoveAsync(PortalUser user, ObjectId id, string password = PortalUsers.Password) =>
        user.Does<RemoveOwnPasskey>().RunAsync(new() { Id = id, CurrentPassword = password });

    private async Task<EnrollUserAuthenticator.Result> EnrollAppAsync(PortalUser user)
    {
        var offer = (await user.Does<GetUserAuthenticatorOffer>().RunAsync(new(null))).Require();
        return (
            await user.Does<EnrollUserAuthenticator>()
                .RunAsync(
                    new()
                    {
                        CurrentPassword = PortalUsers.Password,
                        SealedSecret = offer.SealedSecret,
                        Code = Visitor().CodeOf(offer.Secret),
                    }
                )
        ).Require();
    }

    private static async Task<int> CodesOfAsync(PortalUser user) =>
        (await user.Does<GetOwnSecurity>().RunAsync(Nothing.Instance)).Require().RecoveryCodesLeft;
}
