using Portico.Platform.Operations;
using Portico.SignIn;
using Portico.SignIn.MailedLinks;
using Portico.Tests.Support;
using Portico.UserPortal.MailedLinks;
using Portico.UserPortal.Security;
using Portico.Users;
using Portico.Users.Actions;
using Portico.Users.Credentials;

namespace Portico.Tests.UserPortal;

public sealed class MailedUserLinksTests(PortalFixture fixture) : PortalTest(fixture)
{
    private const string Chosen = "Quiet meadow 81 lamp";

    [Fact]
    public async Task The_activation_mail_lets_choose_the_first_password_once()
    {
        var eve = await NewUserAsync(hasPassword: false);
        (await Portal.Anna.Does<SendUserActivation>().RunAsync(Acme, new() { Id = eve.Id })).Require();
        var token = TokenIn(eve, "/activate/");

        Assert.Equal("passwords-differ", (await SetAsync(token, UserLinkPurpose.Activation, Chosen, "else")).Problem?.Code);
        Assert.Equal(
            ["password-too-short", "password-needs-upper-case", "password-needs-number"],
            (await SetAsync(token, UserLinkPurpose.Activation, "vexhowl")).Problems.Select(p => p.Code)
        );
        // For another purpose, or at another portal, it is none.
        Assert.Equal(new LinkOver(), (await SetAsync(token, UserLinkPurpose.PasswordReset, Chosen)).Problem);
        Assert.Equal(new LinkOver(), (await SetAsync(token, UserLinkPurpose.Activation, Chosen, at: Bolt.ToString())).Problem);
        Assert.Equal(eve.Username, (await SetAsync(token, UserLinkPurpose.Activation, Chosen)).Require().Username);
        Assert.Equal(new LinkOver(), (await SetAsync(token, UserLinkPurpose.Activation, Chosen)).Problem);

        Assert.True((await Visitor().PasswordAsync(eve.Username, Chosen)).Succeeded);
        Assert.Contains("user-password-changed", await EventsOfAsync(eve));
    }

    [Theory]
    [InlineData(UserState.Staged)]
    [InlineData(UserState.Suspended)]
    public async Task A_link_is_none_for_who_may_not_sign_in(UserState state)
    {
        var eve = await NewUserAsync();
        var token = await ForgotAsync(eve);
        eve.Change(u => u.State = state);

        Assert.Equal(new LinkOver(), (await SetAsync(token, UserLinkPurpose.PasswordReset, Chosen)).Problem);
        var mails = Portal.MailsTo(eve.Email).Count;
        Assert.True((await RequestAsync(eve.Email)).Succeeded);
        Assert.Equal(mails, Portal.MailsTo(eve.Email).Count);
    }

    [Fact]
    public async Task A_forgotten_password_is_set_anew_which_unlocks_and_ends_all_sessions()
    {
        var eve = await NewUserAsync();
        var signedIn = Visitor();
        await signedIn.PasswordAsync(eve.Username);
        eve.Change(u => u.LockedAt = Portal.Clock.GetUtcNow());
        var token = await ForgotAsync(eve);

        Assert.Equal("password-used-before", (await SetAsync(token, UserLinkPurpose.PasswordReset, PortalUsers.Password)).Problem?.Code);
        Assert.True((await SetAsync(token, UserLinkPurpose.PasswordReset, Chosen)).Succeeded);

        Assert.Null(await signedIn.StageAsync());
        Assert.True((await Visitor().PasswordAsync(eve.Username, Chosen)).Succeeded);
        Assert.Single(Portal.MailsTo(eve.Email), m => m.Subject is "Your password at Acme was changed");
    }

    [Fact]
    public async Task A_link_ends_after_an_hour_and_with_the_one_used_after_it()
    {
        var eve = await NewUserAsync();
        var first = await ForgotAsync(eve);
        var second = await ForgotAsync(eve);
        Assert.True((await SetAsync(second, UserLinkPurpose.PasswordReset, Chosen)).Succeeded);
        Assert.Equal(new LinkOver(), (await SetAsync(first, UserLinkPurpose.PasswordReset, Chosen + "!")).Problem);

        var third = await ForgotAsync(eve);
        Portal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(new LinkOver(), (await SetAsync(third, UserLinkPurpose.PasswordReset, Chosen + "!")).Problem);
    }

    [Fact]
    public async Task Asking_answers_alike_for_nobody_and_is_bounded()
    {
        Assert.True((await RequestAsync("nobody@example.com")).Succeeded);
        Assert.Empty(Portal.MailsTo("nobody@example.com"));
        for (var asked = 1; asked < 3; asked++)
        {
            await RequestAsync("nobody@example.com");
        }

        Assert.IsType<TooManyTries>((await RequestAsync("nobody@example.com")).Problem);
        Assert.Equal(new NotAnAddress(), (await RequestAsync("no address")).Problem);
    }

    [Fact]
    public async Task On_the_common_page_each_organization_with_the_address_sends_its_own()
    {
        var email = $"{Portal.NewId()}@twins.example";
        await NewUserAsync(email: email);
        await NewUserAsync(organization: Bolt, email: email);

        Assert.True((await RequestAsync(email, at: null)).Succeeded);

        Assert.Equal(
            ["Set a new password for Acme", "Set a new password for Bolt"],
            Portal.MailsTo(email).Select(m => m.Subject).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task History_refuses_as_many_as_the_settings_ask_and_keeps_no_more()
    {
        Portal.ChangeSettings(Acme, s => s.HistoryLength = 2);
        var eve = await NewUserAsync();
        Assert.True((await ChangeAsync(eve, PortalUsers.Password, "First chosen 41 vase")).Succeeded);
        Assert.True((await ChangeAsync(eve, "First chosen 41 vase", "Second chosen 52 vase")).Succeeded);

        Assert.Equal("password-used-before", (await ChangeAsync(eve, "Second chosen 52 vase", "First chosen 41 vase")).Problem?.Code);
        Assert.True((await ChangeAsync(eve, "Second chosen 52 vase", PortalUsers.Password)).Succeeded);
        Portal.ChangeSettings(Acme, s => s.HistoryLength = 10);
        await using var db = Portal.Credentials();
        Assert.Single(db.Set<FormerPassword>().Where(p => p.OrganizationId == Acme && p.UserId == eve.Id));
    }

    [Fact]
    public async Task A_young_password_is_kept_for_its_minimum_age_unless_it_must_be_replaced()
    {
        Portal.ChangeSettings(Acme, s => s.MinimumAgeHours = 24);
        var eve = await NewUserAsync();
        Assert.True((await ChangeAsync(eve, PortalUsers.Password, "First chosen 41 vase")).Succeeded);

        var refused = await ChangeAsync(eve, "First chosen 41 vase", "Second chosen 52 vase");
        eve.Change(u => u.PasswordExpiresAt = Portal.Clock.GetUtcNow());
        var replaced = await ChangeAsync(eve, "First chosen 41 vase", "Second chosen 52 vase");
        Portal.Clock.Advance(TimeSpan.FromHours(24));
        var later = await ChangeAsync(eve, "Second chosen 52 vase", "Third chosen 63 vase");
        Portal.ChangeSettings(Acme, s => s.MinimumAgeHours = null);

        Assert.Equal(("password-too-young", "NewPassword"), (refused.Problem?.Code, refused.Problem?.Field));
        Assert.Contains("in 24 hours", refused.Problem!.Message, StringComparison.Ordinal);
        Assert.True(replaced.Succeeded);
        Assert.True(later.Succeeded);
    }

    private async Task<string> ForgotAsync(PortalUser user)
    {
        (await RequestAsync(user.Email)).Require();
        return TokenIn(user, "/reset-password/");
    }

    private Task<Outcome<Done>> RequestAsync(string email) => RequestAsync(email, Acme.ToString());

    private Task<Outcome<Done>> RequestAsync(string email, string? at) =>
        Visitor().RunAsync<RequestUserPasswordReset, Done>(o => o.RunAsync(new() { Portal = at, Email = email }));

    private string TokenIn(PortalUser user, string path)
    {
        var text = Portal.MailsTo(user.Email)[^1].TextBody!;
        return text.Substring(text.IndexOf(path, StringComparison.Ordinal) + path.Length, 43);
    }

    private Task<Outcome<SetPasswordByLink.Result>> SetAsync(
        string token,
        UserLinkPurpose purpose,
        string password,
        string? again = null,
        string? at = null
    ) =>
        Visitor()
            .RunAsync<SetPasswordByLink, SetPasswordByLink.Result>(o =>
                o.RunAsync(
                    new()
                    {
                        Portal = at ?? Acme.ToString(),
                        Token = token,
                        Purpose = purpose,
                        Password = password,
                        PasswordAgain = again ?? password,
                    }
                )
            );

    private async Task<Outcome<ChangeUserPassword.Result>> ChangeAsync(PortalUser user, string current, string chosen)
    {
        var visitor = Visitor();
        visitor.Token = user.AddSession();
        return await visitor.RunAsync<ChangeUserPassword, ChangeUserPassword.Result>(o =>
            o.RunAsync(
                new()
                {
                    CurrentPassword = current,
                    NewPassword = chosen,
                    NewPasswordAgain = chosen,
                }
            )
        );
    }
}
