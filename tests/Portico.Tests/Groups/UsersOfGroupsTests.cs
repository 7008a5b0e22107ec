using Microsoft.EntityFrameworkCore;
using Portico.Groups;
using Portico.Groups.Members;
using Portico.Platform;
using Portico.Tests.Support;
using Portico.Tests.Users;
using Portico.Users;

namespace Portico.Tests.Groups;

/// <summary>Groups in the list of users: a column, and a filter.</summary>
public sealed class UsersOfGroupsTests(UserPagesFixture acme) : IClassFixture<UserPagesFixture>
{
    private Person Anna => acme.Portal.Anna;

    [Theory]
    [InlineData(2)]
    [InlineData(5_000)]
    public async Task Members_of_a_group_are_filtered_searched_and_sorted_however_many_they_are(int members)
    {
        var (word, group) = (acme.NewName("ivy"), await AddGroupAsync("Sales"));
        var (b, a) = (await acme.AddAsync($"{word}.b"), await acme.AddAsync($"{word}.a", u => u.State = UserState.Suspended));
        await acme.AddAsync($"{word}.c");
        await JoinAsync(group, a, b);
        // Of many the list goes another way.
        await using (var db = acme.Portal.OpenPastTheFences())
        {
            db.Entry(await db.Set<Group>().SingleAsync(g => g.Id == group)).Property(g => g.MemberCount).CurrentValue = members;
            await db.SaveChangesAsync();
        }

        Assert.Equal([a, b], await FindAsync(new() { Group = group }));
        Assert.Equal([b, a], await FindAsync(new() { Group = group, Sort = "-name" }));
        Assert.Equal(
            [b, a],
            await FindAsync(
                new()
                {
                    Group = group,
                    Sort = "-username",
                    Search = word,
                }
            )
        );
        Assert.Equal([a], await FindAsync(new() { Group = group, State = UserState.Suspended }));
        Assert.Equal([b], await FindAsync(new() { Group = group, Search = word + ".b" }));
        Assert.Empty(await FindAsync(new() { Group = acme.Portal.NewId() }));
    }

    [Fact]
    public async Task A_row_names_two_groups_and_counts_the_rest()
    {
        var user = await acme.AddAsync(acme.NewName("jan"));
        var alone = await acme.AddAsync(acme.NewName("kay"));
        var names = new List<string>();
        foreach (var name in new[] { "Zebra ", "Amber ", "Maple " })
        {
            names.Add(acme.NewName(name));
            await JoinAsync(await AddGroupAsync(names[^1], isExact: true), user);
        }

        var row = Row(await acme.ReadAsync($"{acme.Users}?search={(await acme.StoredAsync(user)).Username}"));
        var empty = Row(await acme.ReadAsync($"{acme.Users}?search={(await acme.StoredAsync(alone)).Username}"));

        Assert.Contains($">{names[1]}, {names[2]}</span><span>+1</span>", row, StringComparison.Ordinal);
        Assert.Contains($"href=\"{acme.Users}/{user}/access#groups\"", row, StringComparison.Ordinal);
        Assert.DoesNotContain("access#groups", empty, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_filter_offers_the_groups_and_stands_in_the_address()
    {
        var group = await AddGroupAsync("Offered");
        await JoinAsync(group, await acme.AddAsync(acme.NewName("lea")));
        await acme.AddAsync(acme.NewName("max"));

        var page = await acme.ReadAsync($"{acme.Users}?group={group}");

        Assert.Matches($"<option value=\"{group}\" selected[^>]*>Offered", page);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(page, "<tr class=\"line\"", default, TimeSpan.FromSeconds(1)));
        Assert.Contains(
            $"{acme.Users}?group={group}",
            await acme.ReadAsync($"/organizations/{acme.Acme}/user-groups/{group}"),
            StringComparison.Ordinal
        );
    }

    private static string Row(string page) =>
        page[page.IndexOf("<tr class=\"line\"", StringComparison.Ordinal)..page.IndexOf("</tbody>", StringComparison.Ordinal)];

    private async Task<ObjectId> AddGroupAsync(string name, bool isExact = false) =>
        (await Anna.Does<AddUserGroup>().RunAsync(acme.Acme, new() { Name = isExact ? name : acme.NewName(name) })).Require().Id;

    private async Task JoinAsync(ObjectId group, params ObjectId[] users) =>
        (await Anna.Does<AddUsersToGroup>().RunAsync(acme.Acme, new() { GroupId = group, Ids = users })).Require();

    private async Task<IEnumerable<ObjectId>> FindAsync(ListUsers.Request request) =>
        (await Anna.Does<ListUsers>().RunAsync(acme.Acme, request)).Require().Results.Select(u => u.Id);
}
