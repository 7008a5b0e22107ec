using System.Net;
using System.Text.RegularExpressions;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Tests.Support;
using Portico.Users;

namespace Portico.Tests.Users;

/// <summary>Adding a user as a browser without JavaScript does.</summary>
public sealed partial class AddUserPageTests(UserPagesFixture acme) : IClassFixture<UserPagesFixture>
{
    private const string Form = "add-user";

    private string Here => acme.Users + "/add";

    [Fact]
    public async Task The_user_chooses_a_password_by_a_mail_and_the_username_is_proposed()
    {
        var name = acme.NewName("ada");

        using var added = await acme.Browser.SubmitAsync(
            Here,
            Form,
            ("Added.Email", $"{name}@acme.example"),
            ("Added.AlternateEmail", $"{name}@home.example"),
            ("Added.FirstName", "Ada"),
            ("Choice.By", "mail"),
            ("Added.State", "Activated")
        );
        var page = await acme.ReadAsync(AddressOf(added));

        Assert.Equal(HttpStatusCode.Found, added.StatusCode);
        Assert.Contains($"Added {name}. The mail to choose a password went to {name}@home.example.", page, StringComparison.Ordinal);
        Assert.Contains("None was chosen yet", page, StringComparison.Ordinal);
        var user = await acme.StoredAsync(IdOf(added));
        Assert.Equal((name, UserState.Activated, null), (user.Username, user.State, user.PasswordHash));
        Assert.Contains(acme.MailsTo($"{name}@home.example"), m => m.Contains("/activate/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Staged_nothing_is_mailed()
    {
        var name = acme.NewName("bea");

        using var added = await acme.Browser.SubmitAsync(
            Here,
            Form,
            ("Added.Email", $"{name}@acme.example"),
            ("Added.SendTo", $"{name}@once.example"),
            ("Choice.By", "mail"),
            ("Added.State", "Staged")
        );

        Assert.Contains(
            "Nothing is mailed before the user is activated.",
            await acme.ReadAsync(AddressOf(added)),
            StringComparison.Ordinal
        );
        Assert.Empty(acme.MailsTo($"{name}@once.example"));
        Assert.Equal(UserState.Staged, (await acme.StoredAsync(IdOf(added))).State);
    }

    [Fact]
    public async Task A_generated_password_is_shown_stays_over_a_mistake_and_is_the_users()
    {
        var name = acme.NewName("cleo");

        using var generated = await acme.Browser.SubmitAsync(
            Here,
            Form,
            ("Added.Email", $"{name}@acme.example"),
            ("Choice.By", "set"),
            ("Choice.Generate", "1")
        );
        var page = await generated.Content.ReadAsStringAsync();
        var password = WebUtility.HtmlDecode(Generated().Match(page).Groups["password"].Value);
        Assert.Equal((HttpStatusCode.OK, 16), (generated.StatusCode, password.Length));
        Assert.Contains("no-store", generated.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

        // A mistake elsewhere: the password stays.
        using var refused = await acme.Browser.PostAsync(
            page,
            Here,
            Form,
            ("Added.Username", "-"),
            ("Choice.By", "set"),
            ("Choice.SendsWelcome", "true"),
            ("Added.State", "Activated")
        );
        page = await refused.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Matches("added-username-problem[^!]*Begin with a letter or digit", page);
        Assert.Equal(password, WebUtility.HtmlDecode(Generated().Match(page).Groups["password"].Value));

        using var added = await acme.Browser.PostAsync(
            page,
            Here,
            Form,
            ("Added.Username", name),
            ("Choice.By", "set"),
            ("Choice.SendsWelcome", "true"),
            ("Added.State", "Activated")
        );
        var shown = await acme.ReadAsync(AddressOf(added));
        Assert.Contains($"A welcome mail went to {name}@acme.example.", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(password, shown, StringComparison.Ordinal);
        var user = await acme.StoredAsync(IdOf(added));
        Assert.True(await acme.IsPasswordAsync(user, password));
        // The box that says otherwise was not ticked.
        Assert.Equal(PasswordStatus.Active, user.PasswordStatusAt(acme.Portal.Clock.GetUtcNow()));
        Assert.DoesNotContain(acme.MailsTo($"{name}@acme.example"), m => m.Contains(password, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "Enter a password, or generate one.")]
    [InlineData("short-7", "12 characters")]
    public async Task A_password_that_is_set_meets_the_rules(string password, string words)
    {
        var name = acme.NewName("dan");

        using var refused = await acme.Browser.SubmitAsync(
            Here,
            Form,
            ("Added.Email", $"{name}@acme.example"),
            ("Added.Username", name),
            ("Added.Password", password),
            ("Choice.By", "set"),
            ("Added.State", "Activated")
        );
        var page = await refused.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Matches($"added-password-problem[^!]*{words}", page);
        Assert.DoesNotContain("value=\"short-7\"", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{name}@acme.example\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_and_a_manager_are_added_without_JavaScript_and_problems_stand_by_their_fields()
    {
        var (name, boss) = (acme.NewName("eli"), acme.NewName("boss"));
        var manager = await acme.AddAsync(boss);
        (string, string)[] typed = [("Added.Email", $"{name}@acme.example"), ("Choice.By", "mail"), ("Added.State", "Activated")];

        using var row = await acme.Browser.SubmitAsync(Here, Form, [.. typed, ("Press.Add", "phone")]);
        var page = await row.Content.ReadAsStringAsync();
        Assert.Contains("name=\"Added.PhoneNumbers[0].Kind\"", page, StringComparison.Ordinal);
        using var second = await acme.Browser.PostAsync(
            page,
            Here,
            Form,
            [.. typed, ("Added.PhoneNumbers[0].Kind", "Work"), ("Added.PhoneNumbers[0].Number", "what"), ("Press.Add", "key")]
        );
        page = await second.Content.ReadAsStringAsync();
        Assert.Contains("name=\"Added.PhoneNumbers[0].Number\" type=\"tel\" value=\"what\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"Added.SshKeys[0].Name\"", page, StringComparison.Ordinal);
        using var looked = await acme.Browser.PostAsync(page, Here, Form, [.. typed, ("Press.Search", boss), ("Press.Look", "1")]);
        page = await looked.Content.ReadAsStringAsync();
        Assert.Contains($"id=\"manager-{manager}\" name=\"Added.ManagerId\"", page, StringComparison.Ordinal);

        // The empty row of a key does not count; the number does.
        using var refused = await acme.Browser.PostAsync(page, Here, Form, [.. typed, ("Added.ManagerId", manager.ToString())]);
        page = await refused.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Matches("added-phonenumbers-0--number-problem[^!]*This is no telephone number", page);
        using var added = await acme.Browser.PostAsync(
            page,
            Here,
            Form,
            [
                .. typed,
                ("Added.ManagerId", manager.ToString()),
                ("Added.PhoneNumbers[0].Number", "+43 1 234567"),
                ("Added.WorkAddress.City", "Wien"),
            ]
        );

        Assert.Equal(HttpStatusCode.Found, added.StatusCode);
        var user = await acme.StoredAsync(IdOf(added));
        Assert.Equal(
            (manager, "Work +43 1 234567", "Wien", 0),
            (user.ManagerId!.Value, Assert.Single(user.PhoneNumbers).ToString(), user.WorkAddress!.ToString(), user.SshKeys.Count)
        );
    }

    [Fact]
    public async Task A_number_that_is_none_and_an_address_that_someone_has_stand_by_their_fields()
    {
        var name = acme.NewName("fay");
        await acme.AddAsync(name);

        using var taken = await acme.Browser.SubmitAsync(
            Here,
            Form,
            ("Added.Email", $"{name}@acme.example"),
            ("Added.FirstName", "<b>Fay</b>"),
            ("Choice.By", "mail"),
            ("Added.State", "Activated")
        );
        using var number = await acme.Browser.SubmitAsync(
            Here,
            Form,
            ("Added.Email", $"{name}.b@acme.example"),
            ("Added.Uid", "many"),
            ("Choice.By", "mail"),
            ("Added.State", "Activated")
        );
        var page = await taken.Content.ReadAsStringAsync();

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.BadRequest), (taken.StatusCode, number.StatusCode));
        Assert.Matches("added-email-problem[^!]*already has the address", page);
        Assert.Contains("value=\"&lt;b&gt;Fay&lt;/b&gt;\"", page, StringComparison.Ordinal);
        Assert.Matches("added-uid-problem[^!]*Enter a whole number.", await number.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(Role.HelpDesk)]
    [InlineData(Role.ReadOnly)]
    public async Task Whoever_may_not_add_gets_no_form(Role role)
    {
        using var answer = await acme.BrowserOf(role).GetAsync(Here);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("Added.Email", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string AddressOf(HttpResponseMessage added) => added.Headers.Location!.AbsolutePath;

    private static ObjectId IdOf(HttpResponseMessage added) => ObjectId.Parse(AddressOf(added).Split('/')[^1], provider: null);

    [GeneratedRegex("name=\"Choice.Generated\" value=\"(?<password>[^\"]+)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Generated();
}
