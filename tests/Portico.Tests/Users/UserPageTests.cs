using System.Net;
using Portico.Platform.Access;
using Portico.Tests.Support;
using Portico.Users;

namespace Portico.Tests.Users;

/// <summary>The pages of one user as a browser without JavaScript gets them.</summary>
public sealed class UserPageTests(UserPagesFixture acme) : IClassFixture<UserPagesFixture>
{
    private const string Password = "quiet-Harbour-47";

    [Fact]
    public async Task Says_how_the_user_stands_and_what_to_do_about_it()
    {
        var locked = await acme.AddAsync(acme.NewName("lou"), u => u.Password = Password);
        await acme.ChangeAsync(locked, u => (u.LockedAt, u.LockedUntil) = (acme.Now, acme.Now.AddMinutes(15)));
        var exempt = await acme.AddAsync(acme.NewName("mia"), u => (u.RequiresMfa, u.MfaExemptUntil) = (true, acme.Now.AddDays(3)));
        var staged = await acme.AddAsync(acme.NewName("ned"), u => u.State = UserState.Staged);

        var page = await acme.ReadAsync($"{acme.Users}/{locked}");
        Assert.Contains("Locked out", page, StringComparison.Ordinal);
        Assert.Contains("1 Mar 2026, 09:15 UTC", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"{acme.Users}/{locked}?window=unlock\"", page, StringComparison.Ordinal);
        Assert.Contains("Exempt", await acme.ReadAsync($"{acme.Users}/{exempt}"), StringComparison.Ordinal);
        Assert.Contains("No access yet", await acme.ReadAsync($"{acme.Users}/{staged}"), StringComparison.Ordinal);

        using var unlocked = await acme.Browser.SubmitAsync($"{acme.Users}/{locked}?window=unlock", "user-action");
        Assert.Equal($"{acme.Users}/{locked}", unlocked.Headers.Location!.AbsolutePath);
        Assert.Null((await acme.StoredAsync(locked)).LockedAt);
    }

    [Fact]
    public async Task All_is_edited_and_what_was_typed_wrongly_stays()
    {
        var (name, other) = (acme.NewName("ole"), acme.NewName("pia"));
        await acme.AddAsync(other);
        var id = await acme.AddAsync(
            name,
            u => (u.RequiresMfa, u.PhoneNumbers) = (true, [new() { Kind = "Work", Number = "1" }, new() { Kind = "Home", Number = "2" }])
        );
        var here = $"{acme.Users}/{id}";

        using var refused = await acme.Browser.SubmitAsync(
            here,
            "edit-user",
            ("Edited.Email", $"{other}@acme.example"),
            ("Edited.JobTitle", "Chemist")
        );
        var page = await refused.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Matches("edited-email-problem[^!]*already has the address", page);
        Assert.Contains("value=\"Chemist\"", page, StringComparison.Ordinal);

        using var removed = await acme.Browser.SubmitAsync(here, "edit-user", ("Press.Remove", "phone 0"));
        page = await removed.Content.ReadAsStringAsync();
        using var saved = await acme.Browser.PostAsync(
            page,
            here,
            "edit-user",
            ("Edited.JobTitle", "Chemist"),
            ("Edited.Department", "Research")
        );

        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        var user = await acme.StoredAsync(id);
        Assert.Equal(
            ("Chemist", "Research", "Home 2", true),
            (user.JobTitle, user.Department, Assert.Single(user.PhoneNumbers).ToString(), user.RequiresMfa)
        );
        Assert.Equal(name, user.Username);
        var activity = await acme.ReadAsync(here + "/activity");
        Assert.Contains($"Changed the user {name}", activity, StringComparison.Ordinal);
        Assert.DoesNotContain(other, activity, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_username_is_changed_with_a_warning_and_a_user_deleted_by_typing_it()
    {
        var (name, now) = (acme.NewName("quin"), acme.NewName("quentin"));
        var id = await acme.AddAsync(name);
        var here = $"{acme.Users}/{id}";

        Assert.Contains("On systems this is another account", await acme.ReadAsync(here + "?window=rename"), StringComparison.Ordinal);
        using var renamed = await acme.Browser.SubmitAsync(
            here + "?window=rename",
            "rename-user",
            ("Renamed.Username", now.ToUpperInvariant())
        );
        Assert.Equal(now, (await acme.StoredAsync(id)).Username);

        using var wrong = await acme.Browser.SubmitAsync(here + "?window=remove", "remove-user", ("Removed.Username", name));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains($"Type the name exactly as it is: {now}", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var removed = await acme.Browser.SubmitAsync(here + "?window=remove", "remove-user", ("Removed.Username", now));
        Assert.Equal(acme.Users, removed.Headers.Location!.AbsolutePath);
        using var gone = await acme.Browser.GetAsync(here);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task A_change_of_state_is_planned_in_the_readers_zone_and_given_up()
    {
        var id = await acme.AddAsync(acme.NewName("ria"));
        var here = $"{acme.Users}/{id}?window=schedule";

        using var past = await acme.Browser.SubmitAsync(here, "plan-state", ("Plan.State", "Suspended"), ("When.Day", "2026-02-01"));
        using var none = await acme.Browser.SubmitAsync(here, "plan-state", ("Plan.State", "Suspended"), ("When.Day", "tomorrow"));
        using var planned = await acme.Browser.SubmitAsync(
            here,
            "plan-state",
            ("Plan.State", "Suspended"),
            ("When.Day", "2026-06-30"),
            ("When.Time", "18:00"),
            ("When.Zone", "Europe/Vienna")
        );

        Assert.Contains("Choose a time to come, within two years.", await past.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Enter a day", await none.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var user = await acme.StoredAsync(id);
        Assert.Equal(
            (UserState.Suspended, new DateTimeOffset(2026, 6, 30, 16, 0, 0, TimeSpan.Zero)),
            (user.ScheduledState, user.ScheduledStateAt)
        );
        Assert.Contains("Suspended on", await acme.ReadAsync($"{acme.Users}/{id}"), StringComparison.Ordinal);
        using var givenUp = await acme.Browser.SubmitAsync(here, "unplan-state");
        Assert.Null((await acme.StoredAsync(id)).ScheduledState);
    }

    [Fact]
    public async Task A_password_is_generated_and_set_and_the_security_page_says_what_became_of_it()
    {
        var id = await acme.AddAsync(acme.NewName("sid"));
        var here = $"{acme.Users}/{id}";

        using var generated = await acme.Browser.SubmitAsync(
            here + "?window=set-password",
            "set-password",
            ("Choice.Generate", "1"),
            ("Choice.MustChange", "true")
        );
        using var set = await acme.Browser.PostAsync(
            await generated.Content.ReadAsStringAsync(),
            here + "?window=set-password",
            "set-password",
            ("Choice.MustChange", "true")
        );
        var page = await acme.ReadAsync(here + "/security");

        Assert.Equal(HttpStatusCode.Found, set.StatusCode);
        Assert.Equal(PasswordStatus.Expired, (await acme.StoredAsync(id)).PasswordStatusAt(acme.Now));
        Assert.Matches("Meets today's requirements.*Yes", page.ReplaceLineEndings(" "));
        using var refused = await acme.Browser.SubmitAsync(here + "?window=set-password", "set-password", ("Chosen.Password", "password"));
        Assert.Matches("chosen-password-problem", await refused.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Multifactor_authentication_is_required_with_an_exemption_that_ends_with_a_day()
    {
        var id = await acme.AddAsync(acme.NewName("tom"), u => u.Department = "Sales");
        var here = $"{acme.Users}/{id}/security";

        using var saved = await acme.Browser.SubmitAsync(here, "user-mfa", ("Mfa.RequiresMfa", "true"), ("Exemption.Until", "2026-04-30"));

        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        var user = await acme.StoredAsync(id);
        Assert.Equal(
            (true, new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero), "Sales"),
            (user.RequiresMfa, user.MfaExemptUntil, user.Department)
        );
        Assert.Contains("value=\"2026-04-30\"", await acme.ReadAsync(here), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_activation_mail_goes_to_another_address_once_but_not_for_a_help_desk()
    {
        var name = acme.NewName("uma");
        var id = await acme.AddAsync(name);
        var here = $"{acme.Users}/{id}?window=send-activation";

        using var sent = await acme.Browser.SubmitAsync(here, "send-activation", ("Activation.To", $"{name}@once.example"));
        var helpDesk = await acme.ReadAsync(here, Role.HelpDesk);
        using var refused = await acme.BrowserOf(Role.HelpDesk)
            .SubmitAsync(here, "send-activation", ("Activation.To", "mallory@example.com"));

        Assert.Equal(HttpStatusCode.Found, sent.StatusCode);
        Assert.Single(acme.MailsTo($"{name}@once.example"));
        Assert.DoesNotContain("Activation.To", helpDesk, StringComparison.Ordinal);
        Assert.Contains($"{name}@acme.example", helpDesk, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Empty(acme.MailsTo("mallory@example.com"));
    }

    [Theory]
    [InlineData(Role.Manager, true, true)]
    [InlineData(Role.HelpDesk, false, true)]
    [InlineData(Role.ReadOnly, false, false)]
    public async Task A_role_sees_facts_and_is_offered_what_it_may(Role role, bool manages, bool helps)
    {
        var id = await acme.AddAsync(acme.NewName("vic"), u => (u.Department, u.Password) = ("Research", Password));
        var here = $"{acme.Users}/{id}";

        var page = await acme.ReadAsync(here, role);

        Assert.Contains("Research", page, StringComparison.Ordinal);
        Assert.Equal(manages, page.Contains("Save changes", StringComparison.Ordinal));
        Assert.Equal(manages, page.Contains("window=remove", StringComparison.Ordinal));
        Assert.Equal(manages, page.Contains("window=set-password", StringComparison.Ordinal));
        Assert.Equal(helps, page.Contains("window=reset-password", StringComparison.Ordinal));
        foreach (var window in new[] { "remove", "rename", "schedule", "set-password", "suspend" })
        {
            Assert.Equal(manages, (await acme.ReadAsync($"{here}?window={window}", role)).Contains("<dialog", StringComparison.Ordinal));
        }

        Assert.Equal(manages, (await acme.ReadAsync(here + "/security", role)).Contains("Mfa.RequiresMfa", StringComparison.Ordinal));
        await acme.ReadAsync(here + "/activity", role);
    }
}
