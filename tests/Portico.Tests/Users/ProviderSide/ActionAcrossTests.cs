using System.Net;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Tests.Support;
using Portico.Users;
using Portico.Users.Actions;
using Portico.Users.ProviderSide;

namespace Portico.Tests.Users.ProviderSide;

/// <summary>Actions on users of several organizations, chosen in the provider's list.</summary>
public sealed class ActionAcrossTests(UserPagesFixture acme) : IClassFixture<UserPagesFixture>
{
    private const string Form = "users-action";

    [Fact]
    public async Task Is_done_in_each_organization_and_recorded_there()
    {
        var (ada, bea) = (acme.NewName("ada"), acme.NewName("bea"));
        var (first, second) = (await acme.AddAsync(ada), await acme.AddAsync(bea, organization: acme.Bolt));

        var page = await acme.ReadAsync(Over("suspend", (acme.Acme, first), (acme.Bolt, second)));
        using var done = await acme.Browser.SubmitAsync(Over("suspend", (acme.Acme, first), (acme.Bolt, second)), Form);

        Assert.Contains("Suspend 2 users of 2 organizations", page, StringComparison.Ordinal);
        Assert.Contains($"<strong>{ada}</strong>", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, done.StatusCode);
        Assert.Contains("Suspended 2 users.", await acme.ReadAsync(done.Headers.Location!.OriginalString), StringComparison.Ordinal);
        Assert.Equal((UserState.Suspended, UserState.Suspended), (await StateAsync(acme.Acme, first), await StateAsync(acme.Bolt, second)));
        Assert.Equal(["user-added", "user-suspended"], (await acme.EventsOfAsync(first)).Select(e => e.Type).Order(StringComparer.Ordinal));
        // Bolt's events are Bolt's.
        Assert.Empty(await acme.EventsOfAsync(second));
    }

    [Fact]
    public async Task What_stands_against_one_is_said_and_keeps_the_others_from_nothing()
    {
        var (cleo, dan, eli) = (acme.NewName("cleo"), acme.NewName("dan"), acme.NewName("eli"));
        var first = await acme.AddAsync(cleo);
        var second = await acme.AddAsync(dan, organization: acme.Bolt);
        var third = await acme.AddAsync(eli, u => u.State = UserState.Suspended);
        var window = Over("suspend", (acme.Acme, first), (acme.Bolt, second), (acme.Acme, third), (acme.Acme, acme.Portal.NewId()));
        var opened = await acme.Browser.GetStringAsync(window);
        (await acme.Portal.Anna.Does<SuspendUsers>().RunAsync(acme.Bolt, new() { Ids = [second] })).Require();

        using var done = await acme.Browser.PostAsync(opened, window, Form);
        var (page, answer) = (WebUtility.HtmlDecode(opened), WebUtility.HtmlDecode(await done.Content.ReadAsStringAsync()));

        Assert.Contains("Suspend 2 users of 2 organizations", page, StringComparison.Ordinal);
        Assert.Contains($"Acme: {eli} is suspended already.", page, StringComparison.Ordinal);
        Assert.Contains("One is no longer here.", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Contains("Suspended 1 user. Not done: 1.", answer, StringComparison.Ordinal);
        Assert.Contains($"{dan} · Bolt", answer, StringComparison.Ordinal);
        Assert.Equal(UserState.Suspended, await StateAsync(acme.Acme, first));
    }

    [Fact]
    public async Task What_the_role_does_not_allow_is_refused_of_each_and_no_error()
    {
        var (kim, lea) = (acme.NewName("kim"), acme.NewName("lea"));
        var (own, theirs) = (await acme.AddAsync(kim), await acme.AddAsync(lea, organization: acme.Bolt));
        (ObjectId, ObjectId)[] both = [(acme.Acme, own), (acme.Bolt, theirs)];

        var mailed = await acme.ReadAsync(Over("send-activation", both), Role.HelpDesk);
        var refused = await acme.ReadAsync(Over("suspend", both), Role.HelpDesk);
        using var posted = await acme.BrowserOf(Role.HelpDesk).PostAsync(mailed, Over("suspend", both), Form);

        Assert.Contains("Send the activation mail again to 2 users of 2 organizations", mailed, StringComparison.Ordinal);
        Assert.Contains("There is nobody to whom this can be done.", refused, StringComparison.Ordinal);
        Assert.Contains($"Acme: Your role there does not allow this to {kim}.", refused, StringComparison.Ordinal);
        Assert.Contains($"Bolt: Your role there does not allow this to {lea}.", refused, StringComparison.Ordinal);
        Assert.Equal((UserState.Activated, UserState.Activated), (await StateAsync(acme.Acme, own), await StateAsync(acme.Bolt, theirs)));
    }

    [Fact]
    public async Task Users_of_another_provider_are_not_there()
    {
        var southwind = acme.Portal.AddProvider(acme.NewName("Southwind"));
        var stranger = acme.Portal.AddTechnician(southwind, "Sam", acme.NewName("Stranger"), Role.Administrator);
        var user = await acme.AddAsync(acme.NewName("fay"));
        using var browser = acme.Server.BrowserOf(stranger);

        var page = WebUtility.HtmlDecode(await browser.GetStringAsync(Over("suspend", (acme.Acme, user))));

        Assert.Contains("There is nobody to whom this can be done.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Acme", page, StringComparison.Ordinal);
        Assert.Equal(UserState.Activated, await StateAsync(acme.Acme, user));
    }

    [Fact]
    public async Task No_more_than_a_hundred_are_taken_at_once()
    {
        var many = Enumerable.Range(0, 101).Select(_ => new UserKey(acme.Acme, acme.Portal.NewId())).ToList();

        var refused = await acme.Portal.Anna.Does<ListChosenUsers>().RunAsync(new() { Users = many });
        var taken = await acme.Portal.Anna.Does<ListChosenUsers>().RunAsync(new() { Users = [.. many.Take(100)] });

        Assert.Equal("Choose at most 100 users.", refused.Problem?.Message);
        Assert.Empty(taken.Require().Users);
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("reset-mfa")]
    [InlineData("promote")]
    public async Task Opens_only_what_is_offered(string window)
    {
        var user = await acme.AddAsync(acme.NewName("hal"));

        Assert.DoesNotContain("<dialog", await acme.ReadAsync(Over(window, (acme.Acme, user))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_need_puts_first_what_is_done_about_it()
    {
        await acme.AddAsync(acme.NewName("ida"));

        var page = await acme.ReadAsync("/users?need=pending");
        var bar = page[page.IndexOf("data-chosen", StringComparison.Ordinal)..];

        Assert.True(bar.IndexOf("value=\"send-activation\"", StringComparison.Ordinal) < bar.IndexOf("popup", StringComparison.Ordinal));
        Assert.DoesNotContain("data-chosen", await acme.ReadAsync("/users", Role.ReadOnly), StringComparison.Ordinal);
    }

    private static string Over(string window, params (ObjectId Organization, ObjectId User)[] users) =>
        $"/users?window={window}" + string.Concat(users.Select(u => $"&selected={u.Organization}{u.User}"));

    private async Task<UserState> StateAsync(ObjectId organization, ObjectId user) =>
        (await acme.Portal.Anna.Does<GetUser>().RunAsync(organization, new() { Id = user })).Require().State;
}
