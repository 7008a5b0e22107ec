using Portico.Groups;
using Portico.Groups.Members;
using Portico.Groups.Rules;
using Portico.Platform.Operations;
using Portico.Tests.Support;
using static Portico.Tests.Groups.GroupsFixture;

namespace Portico.Tests.Groups;

public sealed class GroupRuleTests(GroupsFixture directory) : IClassFixture<GroupsFixture>
{
    private Person Anna => directory.Portal.Anna;

    [Fact]
    public async Task A_group_becomes_dynamic_follows_its_users_and_takes_exceptions()
    {
        var (department, group) = (directory.NewName("Sales"), await directory.AddGroupAsync());
        var (ada, ben, eve) = (
            await directory.AddAsync(directory.NewName("ada"), r => r.Department = department),
            await directory.AddAsync(directory.NewName("ben")),
            await directory.AddAsync(directory.NewName("eve"))
        );
        await directory.JoinAsync(group, ada, ben);

        var set = await directory.SetRuleAsync(group, Rule(RuleField.Department, RuleOperator.Is, department.ToLowerInvariant()));
        Assert.Equal(new SetGroupRule.Result(1, 0, 1), set);
        await directory.ChangeAsync(ben, r => r.Department = department);
        await directory.ChangeAsync(ada, r => r.Department = null);
        Assert.Equal([await NameAsync(ben)], await directory.MembersAsync(group));

        await directory.ExceptAsync(group, ben, ExceptionKind.Out);
        await directory.ExceptAsync(group, eve, ExceptionKind.In);
        Assert.Equal([await NameAsync(eve)], await directory.MembersAsync(group));
        await directory.ChangeAsync(ben, r => r.JobTitle = "Seller");
        Assert.Equal([await NameAsync(eve)], await directory.MembersAsync(group));

        var request = new RemoveExceptedUser.Request { GroupId = group, UserId = ben };
        (await Anna.Does<RemoveExceptedUser>().RunAsync(directory.Acme, request)).Require();
        Assert.Equal(2, (await directory.GroupAsync(group)).Members);
        Assert.Equal(new NoExceptionThere(), (await Anna.Does<RemoveExceptedUser>().RunAsync(directory.Acme, request)).Problem);
        Assert.Equal(
            $"Set the rule of the group {(await directory.GroupAsync(group)).Name}: 0 joined, 1 left",
            (await directory.EventsOfAsync(group)).Single(e => e.Type is "group-rule-set").Summary
        );
    }

    [Fact]
    public async Task A_preview_changes_nothing()
    {
        var (department, group) = (directory.NewName("Preview"), await directory.AddGroupAsync());
        var leaver = await directory.AddAsync(directory.NewName("leaver"));
        await directory.JoinAsync(group, leaver);
        for (var n = 0; n < 22; n++)
        {
            await directory.AddAsync(directory.NewName("joiner"), r => r.Department = department);
        }

        var rule = Rule(RuleField.Department, RuleOperator.Is, department);
        var preview = await Anna.Does<GetGroupRulePreview>().RunAsync(directory.Acme, new() { GroupId = group, Parts = rule.Parts });

        var foreseen = preview.Require();
        Assert.Equal((22, 22, 1, 20), (foreseen.Members, foreseen.Joining, foreseen.Leaving, foreseen.FirstJoining.Count));
        Assert.Equal([leaver], foreseen.FirstLeaving.Select(p => p.Id));
        Assert.Equal($"department is {department}", foreseen.Words);
        Assert.Equal([await NameAsync(leaver)], await directory.MembersAsync(group));
        Assert.False((await directory.GroupAsync(group)).IsDynamic);
    }

    [Fact]
    public async Task Members_of_a_dynamic_group_are_not_picked_by_hand()
    {
        var group = await directory.AddGroupAsync();
        var user = await directory.AddAsync(directory.NewName("picked"));
        var except = new SetExceptedUser.Request { GroupId = group, UserId = user };
        var name = (await directory.GroupAsync(group)).Name;
        Assert.Equal(new GroupHasNoRule(name), (await Anna.Does<SetExceptedUser>().RunAsync(directory.Acme, except)).Problem);

        await directory.SetRuleAsync(group, Rule(RuleField.Username, RuleOperator.Is, (await directory.GetAsync(user)).Username));

        var picking = new GroupUserSelection { GroupId = group, Ids = [user] };
        Assert.Equal(new GroupHasRule(name), (await Anna.Does<AddUsersToGroup>().RunAsync(directory.Acme, picking)).Problem);
        Assert.Equal(new GroupHasRule(name), (await Anna.Does<RemoveUsersFromGroup>().RunAsync(directory.Acme, picking)).Problem);
    }

    [Fact]
    public async Task Without_its_rule_a_group_keeps_its_members_and_forgets_exceptions()
    {
        var (department, group) = (directory.NewName("Kept"), await directory.AddGroupAsync());
        var (ada, ben) = (
            await directory.AddAsync(directory.NewName("ada"), r => r.Department = department),
            await directory.AddAsync(directory.NewName("ben"), r => r.Department = department)
        );
        await directory.SetRuleAsync(group, Rule(RuleField.Department, RuleOperator.Is, department));
        await directory.ExceptAsync(group, ben, ExceptionKind.Out);

        (await Anna.Does<RemoveGroupRule>().RunAsync(directory.Acme, new() { GroupId = group })).Require();

        await directory.ChangeAsync(ada, r => r.Department = "Elsewhere");
        var list = (await Anna.Does<ListUserGroupMembers>().RunAsync(directory.Acme, new() { GroupId = group })).Require();
        Assert.Equal([(ada, MembershipOrigin.Hand)], list.Results.Select(m => (m.Id, m.Origin)));
        Assert.Empty((await Anna.Does<ListExceptedUsers>().RunAsync(directory.Acme, new() { GroupId = group })).Require().Results);
        Assert.Equal([null], (await directory.JoinAsync(group, ben)).Results.Select(r => r.Problem));
    }

    [Fact]
    public async Task Managers_are_named_by_username_and_stay_the_same_person()
    {
        var (boss, group) = (directory.NewName("boss"), await directory.AddGroupAsync());
        var manager = await directory.AddAsync(boss);
        var report = await directory.AddAsync(directory.NewName("report"), r => r.ManagerId = manager);

        await directory.SetRuleAsync(group, Rule(RuleField.Manager, RuleOperator.Is, boss.ToUpperInvariant()));
        var renamed = directory.NewName("chief");
        (await Anna.Does<Portico.Users.RenameUser>().RunAsync(directory.Acme, new() { Id = manager, Username = renamed })).Require();

        Assert.Equal([await NameAsync(report)], await directory.MembersAsync(group));
        Assert.Equal($"manager is {renamed}", (await directory.GroupAsync(group)).Rule);
        var read = (await Anna.Does<GetGroupRule>().RunAsync(directory.Acme, new() { Id = group })).Require();
        Assert.Equal([renamed], read.Parts[0].Conditions[0].Values);
        var unknown = await SetAsync(group, Condition(RuleField.Manager, RuleOperator.In, renamed, "nobody.here"));
        Assert.Equal(new ConditionWrong(1, "this organization has no user nobody.here."), unknown);
    }

    [Theory]
    [InlineData(RuleField.Department, RuleOperator.Is, "", "", "Each value is one line of 1 to 200 characters.")]
    [InlineData(RuleField.Department, RuleOperator.Is, null, "", "Condition 1: enter a value.")]
    [InlineData(RuleField.Department, RuleOperator.IsEmpty, "x", "", "Condition 1: leave the value out.")]
    [InlineData(RuleField.Custom, RuleOperator.Is, "x", "", "Condition 1: name the custom attribute.")]
    [InlineData(RuleField.Department, RuleOperator.Is, "x", "Badge", "Condition 1: only a custom attribute has a name.")]
    [InlineData(RuleField.State, RuleOperator.Is, "asleep", "", "Condition 1: asleep is no state. Use staged, activated or suspended.")]
    [InlineData(
        RuleField.State,
        RuleOperator.Contains,
        "staged",
        "",
        "Condition 1: a state is one of three. Use is, is not, or is one of."
    )]
    public async Task Conditions_that_make_no_sense_are_refused(
        RuleField attribute,
        RuleOperator comparison,
        string? value,
        string name,
        string message
    )
    {
        var condition = Condition(attribute, comparison, value is null ? [] : [value]) with { Name = name };

        Assert.Equal(message, (await SetAsync(await directory.AddGroupAsync(), condition))?.Message);
    }

    [Fact]
    public async Task Rules_are_bounded()
    {
        var condition = Condition(RuleField.Department, RuleOperator.Is, "x");
        var group = await directory.AddGroupAsync();
        var twenty = new RulePart { Conditions = [.. Enumerable.Repeat(condition, 20)] };

        Assert.Null(await SetAsync(group, [.. Enumerable.Repeat(condition, 20)]));
        Assert.Equal("invalid-field", (await SetAsync(group, [.. Enumerable.Repeat(condition, 21)]))?.Code);
        var more = new SetGroupRule.Request { GroupId = group, Parts = [twenty, new RulePart { Conditions = [condition] }] };
        Assert.Equal(new RuleTooLong(), (await Anna.Does<SetGroupRule>().RunAsync(directory.Acme, more)).Problem);
        var many = Condition(RuleField.Department, RuleOperator.In, [.. Enumerable.Range(0, 101).Select(n => $"d{n}")]);
        Assert.Equal("invalid-field", (await SetAsync(group, many))?.Code);
        var longOne = Condition(RuleField.Department, RuleOperator.Is, new string('x', 201));
        Assert.Equal("invalid-field", (await SetAsync(group, longOne))?.Code);
        Assert.Equal("invalid-field", (await SetAsync(group))?.Code);
    }

    private async Task<Problem?> SetAsync(Portico.Platform.ObjectId group, params RuleCondition[] conditions)
    {
        var request = new SetGroupRule.Request { GroupId = group, Parts = [new RulePart { Conditions = conditions }] };
        return (await Anna.Does<SetGroupRule>().RunAsync(directory.Acme, request)).Problem;
    }

    private async Task<string> NameAsync(Portico.Platform.ObjectId user) => (await directory.StoredAsync(user)).Username;
}
