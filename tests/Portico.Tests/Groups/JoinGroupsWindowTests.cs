using System.Net;
using Portico.Groups;
using Portico.Groups.Members;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Tests.Support;
using Portico.Tests.Users;

namespace Portico.Tests.Groups;

/// <summary>The window over chosen users in which groups are chosen, seen and joined.</summary>
public sealed class JoinGroupsWindowTests(UserPagesFixture acme) : IClassFixture<UserPagesFixture>
{
    private const string Form = "join-groups";

    [Fact]
    public async Task Groups_are_chosen_then_it_is_seen_who_joins_then_done()
    {
        var (sales, field) = (await AddGroupAsync("Sales"), await AddGroupAsync("Field"));
        var (ada, bea) = (acme.NewName("ada"), acme.NewName("bea"));
        var users = new[] { await acme.AddAsync(ada), await acme.AddAsync(bea) };
        foreach (var group in new[] { sales, field })
        {
            (await acme.Portal.Anna.Does<AddUsersToGroup>().RunAsync(acme.Acme, new() { GroupId = group.Id, Ids = [users[1]] })).Require();
        }

        var window = acme.Over("join", users);
        using var none = await acme.Browser.SubmitAsync(window, Form, ("Pick.Press", "preview"));
        using var seen = await acme.Browser.SubmitAsync(
            window,
            Form,
            ("Pick.Ticked", sales.Id.ToString()),
            ("Pick.Ticked", field.Id.ToString()),
            ("Pick.Press", "preview")
        );
        var (refused, preview) = (await none.Content.ReadAsStringAsync(), WebUtility.HtmlDecode(await seen.Content.ReadAsStringAsync()));

        Assert.Contains("Choose at least one group.", refused, StringComparison.Ordinal);
        Assert.Contains("Add 1 user to 2 groups", preview, StringComparison.Ordinal);
        Assert.Contains($"{bea} is a member of all of them already.", preview, StringComparison.Ordinal);
        Assert.Contains($"name=\"Joining.Ids\" value=\"{users[0]}\"", preview, StringComparison.Ordinal);
        Assert.DoesNotContain($"name=\"Joining.Ids\" value=\"{users[1]}\"", preview, StringComparison.Ordinal);
        Assert.Equal(1, await MembersAsync(sales.Id));

        using var done = await acme.Browser.PostAsync(preview, window, Form);

        Assert.Equal(HttpStatusCode.Found, done.StatusCode);
        Assert.Contains($"Added {ada} to 2 groups.", await acme.ReadAsync(done.Headers.Location!.OriginalString), StringComparison.Ordinal);
        Assert.Equal((2, 2), (await MembersAsync(sales.Id), await MembersAsync(field.Id)));
    }

    [Fact]
    public async Task Only_who_manages_the_directory_is_offered_it()
    {
        var user = await acme.AddAsync(acme.NewName("cleo"));

        Assert.Contains("<dialog", await acme.ReadAsync(acme.Over("join", user)), StringComparison.Ordinal);
        Assert.DoesNotContain("<dialog", await acme.ReadAsync(acme.Over("join", user), Role.HelpDesk), StringComparison.Ordinal);
        Assert.DoesNotContain("Add to groups", await acme.ReadAsync(acme.Users, Role.HelpDesk), StringComparison.Ordinal);
        Assert.Contains("Add to groups", await acme.ReadAsync(acme.Users), StringComparison.Ordinal);
    }

    private async Task<(ObjectId Id, string Name)> AddGroupAsync(string name)
    {
        var own = acme.NewName(name);
        return ((await acme.Portal.Anna.Does<AddUserGroup>().RunAsync(acme.Acme, new() { Name = own })).Require().Id, own);
    }

    private async Task<int> MembersAsync(ObjectId group) =>
        (await acme.Portal.Anna.Does<GetGroup>().RunAsync(acme.Acme, new() { Id = group })).Require().Members;
}
