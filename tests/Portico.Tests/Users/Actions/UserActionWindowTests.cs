using System.Net;
using Portico.Platform.Access;
using Portico.Tests.Support;
using Portico.Users;
using Portico.Users.Actions;

namespace Portico.Tests.Users.Actions;

/// <summary>Actions on chosen users: whom they would touch, then what became of each.</summary>
public sealed class UserActionWindowTests(UserPagesFixture acme) : IClassFixture<UserPagesFixture>
{
    private const string Form = "user-action";

    [Fact]
    public async Task A_preview_names_whom_it_touches_and_whom_not_and_why()
    {
        var (ada, bea) = (acme.NewName("ada"), acme.NewName("bea"));
        var first = await acme.AddAsync(ada, u => (u.FirstName, u.LastName) = ("Ada", ada));
        var second = await acme.AddAsync(bea, u => u.State = UserState.Suspended);
        var third = await acme.AddAsync(acme.NewName("cleo"));

        var page = await acme.ReadAsync(acme.Over("suspend", first, second, third));

        Assert.Contains("Suspend 2 users of Acme", page, StringComparison.Ordinal);
        Assert.Contains($"<strong>Ada {ada}</strong>", page, StringComparison.Ordinal);
        Assert.Contains($"{bea} is suspended already.", page, StringComparison.Ordinal);
        Assert.Contains($"name=\"Posted.Ids\" value=\"{third}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"name=\"Posted.Ids\" value=\"{second}\"", page, StringComparison.Ordinal);
        Assert.Equal(UserState.Activated, (await acme.StoredAsync(first)).State);
    }

    [Fact]
    public async Task What_is_done_to_all_is_said_in_a_line()
    {
        var ids = new[] { await acme.AddAsync(acme.NewName("dan")), await acme.AddAsync(acme.NewName("eli")) };

        using var done = await acme.Browser.SubmitAsync(acme.Over("suspend", ids), Form);
        var page = await acme.ReadAsync(done.Headers.Location!.OriginalString);

        Assert.Equal(HttpStatusCode.Found, done.StatusCode);
        Assert.Equal(acme.Users, done.Headers.Location!.AbsolutePath + done.Headers.Location.Query);
        Assert.Contains("Suspended 2 users.", page, StringComparison.Ordinal);
        Assert.All(ids, id => Assert.Equal(UserState.Suspended, acme.StoredAsync(id).GetAwaiter().GetResult().State));
        Assert.Contains(await acme.EventsOfAsync(ids[1]), e => e.Type is "user-suspended");
    }

    [Fact]
    public async Task What_could_not_be_done_to_one_meanwhile_is_said_of_each()
    {
        var (fay, gil) = (acme.NewName("fay"), acme.NewName("gil"));
        var ids = new[] { await acme.AddAsync(fay), await acme.AddAsync(gil) };
        var window = acme.Over("suspend", ids);
        var page = await acme.Browser.GetStringAsync(window);
        (await acme.Portal.Anna.Does<SuspendUsers>().RunAsync(acme.Acme, new() { Ids = [ids[0]] })).Require();

        // Both boxes of the form that was opened before.
        using var done = await acme.Browser.PostAsync(page, window, Form);
        var answer = WebUtility.HtmlDecode(await done.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Contains("Suspended 1 user. Not done: 1.", answer, StringComparison.Ordinal);
        Assert.Contains($"{fay} is suspended already.", answer, StringComparison.Ordinal);
        Assert.Equal(UserState.Suspended, (await acme.StoredAsync(ids[1])).State);
    }

    [Fact]
    public async Task Deleting_many_asks_for_their_number()
    {
        var ids = new[] { await acme.AddAsync(acme.NewName("hal")), await acme.AddAsync(acme.NewName("ida")) };

        using var wrong = await acme.Browser.SubmitAsync(acme.Over("remove", ids), Form, ("Posted.Count", "3"));
        using var none = await acme.Browser.SubmitAsync(acme.Over("remove", ids), Form);
        var words = await wrong.Content.ReadAsStringAsync();

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (wrong.StatusCode, none.StatusCode));
        Assert.Contains("value=\"3\"", words, StringComparison.Ordinal);
        Assert.Matches("posted-count-problem[^!]*Type 2 to confirm", words);
        Assert.NotNull(await acme.StoredAsync(ids[0]));

        using var done = await acme.Browser.SubmitAsync(acme.Over("remove", ids), Form, ("Posted.Count", "2"));

        Assert.Equal(HttpStatusCode.Found, done.StatusCode);
        Assert.Contains("No user found", await acme.ReadAsync($"{acme.Users}?search=ida&state=activated"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("suspend", false)]
    [InlineData("remove", false)]
    [InlineData("require-mfa", false)]
    [InlineData("send-activation", true)]
    public async Task A_help_desk_is_shown_what_it_may_do(string window, bool isShown)
    {
        var id = await acme.AddAsync(acme.NewName("jo"));

        var page = await acme.ReadAsync(acme.Over(window, id), Role.HelpDesk);

        Assert.Equal(isShown, page.Contains("<dialog", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_that_names_nobody_or_nothing_opens_nothing()
    {
        Assert.DoesNotContain("<dialog", await acme.ReadAsync(acme.Users + "?window=suspend"), StringComparison.Ordinal);
        Assert.DoesNotContain("<dialog", await acme.ReadAsync(acme.Users + "?window=suspend&selected=me"), StringComparison.Ordinal);
        Assert.DoesNotContain("<dialog", await acme.ReadAsync(acme.Over("promote", acme.Portal.NewId())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_are_taken_at_once()
    {
        var word = acme.NewName("kim");
        var ids = new List<Portico.Platform.ObjectId>();
        for (var n = 0; n < 100; n++)
        {
            ids.Add(await acme.AddAsync($"{word}.{n}", u => u.SendsMail = false));
        }

        using var done = await acme.Browser.SubmitAsync(acme.Over("require-mfa", [.. ids]), Form);

        Assert.Equal(HttpStatusCode.Found, done.StatusCode);
        Assert.True((await acme.StoredAsync(ids[99])).RequiresMfa);
    }
}
