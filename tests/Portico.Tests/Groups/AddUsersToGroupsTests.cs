using Portico.Groups.Members;
using Portico.Groups.Rules;
using Portico.Platform;
using Portico.Tests.Support;
using Portico.Users.Actions;

namespace Portico.Tests.Groups;

/// <summary>Many users join several groups at once: by hand, and where a rule finds the members by an exception.</summary>
public sealed class AddUsersToGroupsTests(GroupsFixture directory) : IClassFixture<GroupsFixture>
{
    private Person Anna => directory.Portal.Anna;

    [Fact]
    public async Task Each_joins_the_groups_in_which_he_is_not_yet()
    {
        var (first, second) = (await directory.AddGroupAsync(), await directory.AddGroupAsync(requiresMfa: true));
        var (ada, ben, cleo) = (await AddAsync("ada"), await AddAsync("ben"), await AddAsync("cleo"));
        await directory.JoinAsync(first, ada, ben);
        await directory.JoinAsync(second, ben);

        var seen = (await PreviewAsync([first, second], ada, ben, cleo)).Require();
        var results = (await RunAsync([first, second, first], ada, ben, cleo, directory.Portal.NewId())).Require();

        Assert.Equal([(1, 2), (2, 1)], seen.Groups.Select(g => (g.Joining, g.Members)).Order());
        Assert.Equal([ada, cleo], seen.Touched.Select(u => u.Id));
        Assert.Equal([ben], seen.Refused.Select(u => u.Id));
        Assert.Equal([null, "member-of-all-already", null, "no-such-user"], results.Results.Select(r => r.Problem));
        Assert.Equal(await NamesAsync(ada, ben, cleo), await directory.MembersAsync(first));
        Assert.Equal(await NamesAsync(ada, ben, cleo), await directory.MembersAsync(second));
        Assert.Equal((3, 3), ((await directory.GroupAsync(first)).Members, (await directory.GroupAsync(second)).Members));
        Assert.Equal(1, (await directory.StoredAsync(cleo)).GroupsRequiringMfa);
        Assert.Equal(["user-added", "user-added-to-group", "user-added-to-group"], await EventsAsync(cleo));
        Assert.Equal(["user-added", "user-added-to-group", "user-added-to-group"], await EventsAsync(ada));
    }

    [Fact]
    public async Task Where_a_rule_finds_the_members_it_becomes_an_exception()
    {
        var department = directory.NewName("Harbour");
        var group = await directory.AddGroupAsync();
        var found = await directory.AddAsync(directory.NewName("found"), u => u.Department = department);
        var (kept, other) = (await directory.AddAsync(directory.NewName("kept"), u => u.Department = department), await AddAsync("other"));
        await directory.SetRuleAsync(group, GroupsFixture.Rule(RuleField.Department, RuleOperator.Is, department));
        await directory.ExceptAsync(group, kept, ExceptionKind.Out);

        var seen = (await PreviewAsync([group], found, kept, other)).Require();
        var results = (await RunAsync([group], found, kept, other)).Require();

        Assert.Equal((true, 2, 1), (seen.Groups[0].IsDynamic, seen.Groups[0].Joining, seen.Groups[0].Members));
        Assert.Equal(["member-already", null, null], results.Results.Select(r => r.Problem));
        Assert.Equal(3, (await directory.MembersAsync(group)).Count);
        var exceptions = (await Anna.Does<ListExceptedUsers>().RunAsync(directory.Acme, new() { GroupId = group })).Require();
        Assert.Equal(
            new[] { (kept, ExceptionKind.In), (other, ExceptionKind.In) }.Order(),
            exceptions.Results.Select(e => (e.Id, e.Kind)).Order()
        );
        Assert.Equal(["user-added", "user-excepted-from-rule"], await EventsAsync(other));

        // What the rule says later changes nothing about it.
        await directory.ChangeAsync(kept, u => u.Department = "Elsewhere");
        Assert.Contains((await directory.StoredAsync(kept)).Username, await directory.MembersAsync(group));
    }

    [Fact]
    public async Task Nothing_is_done_when_a_group_is_not_here()
    {
        var (group, user) = (await directory.AddGroupAsync(), await AddAsync("dan"));
        var elsewhere = await directory.AddGroupAsync(organization: directory.Bolt);
        var systems = await directory.AddSystemGroupAsync();

        foreach (var gone in new[] { elsewhere, systems, directory.Portal.NewId() })
        {
            Assert.IsType<GroupsGone>((await RunAsync([group, gone], user)).Problem);
            Assert.IsType<GroupsGone>((await PreviewAsync([group, gone], user)).Problem);
        }

        Assert.Empty(await directory.MembersAsync(group));
        Assert.False((await RunAsync([], user)).Succeeded);
        Assert.False((await RunAsync([.. Enumerable.Range(0, 11).Select(_ => directory.Portal.NewId())], user)).Succeeded);
    }

    private Task<ObjectId> AddAsync(string name) => directory.AddAsync(directory.NewName(name));

    private Task<Portico.Platform.Operations.Outcome<UserResults>> RunAsync(ObjectId[] groups, params ObjectId[] users) =>
        Anna.Does<AddUsersToGroups>().RunAsync(directory.Acme, new() { GroupIds = groups, Ids = users });

    private Task<Portico.Platform.Operations.Outcome<GetGroupJoiningPreview.Result>> PreviewAsync(
        ObjectId[] groups,
        params ObjectId[] users
    ) => Anna.Does<GetGroupJoiningPreview>().RunAsync(directory.Acme, new() { GroupIds = groups, Ids = users });

    private async Task<IReadOnlyList<string>> NamesAsync(params ObjectId[] users)
    {
        var names = new List<string>();
        foreach (var user in users)
        {
            names.Add((await directory.StoredAsync(user)).Username);
        }

        return names;
    }

    private async Task<IEnumerable<string>> EventsAsync(ObjectId user) =>
        (await directory.EventsOfAsync(user)).Select(e => e.Type).Order(StringComparer.Ordinal);
}
