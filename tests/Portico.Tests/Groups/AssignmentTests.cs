using Portico.Assignments;
using Portico.Assignments.Access;
using Portico.Groups;
using Portico.Groups.Members;
using Portico.Groups.Rules;
using Portico.Platform.Operations;
using Portico.Tests.Support;
using static Portico.Tests.Groups.GroupsFixture;

namespace Portico.Tests.Groups;

public sealed class AssignmentTests(GroupsFixture directory) : IClassFixture<GroupsFixture>
{
    private Person Anna => directory.Portal.Anna;

    [Fact]
    public async Task One_thing_is_assigned_to_one()
    {
        var (application, system) = (await directory.AddApplicationAsync(), await directory.AddSystemAsync());
        var (user, group, systems) = (
            await directory.AddAsync(directory.NewName("u")),
            await directory.AddGroupAsync(),
            await directory.AddSystemGroupAsync()
        );

        Assert.Equal([new AssignOneThing(), new AssignToOne()], (await AddAsync(new())).Problems);
        Assert.Equal(
            [new AssignOneThing(), new AssignToOne()],
            (
                await AddAsync(
                    new()
                    {
                        ApplicationId = application,
                        SystemId = system,
                        UserId = user,
                        UserGroupId = group,
                    }
                )
            ).Problems
        );
        Assert.Equal(
            new NoSudoInApplications(),
            (
                await AddAsync(
                    new()
                    {
                        ApplicationId = application,
                        UserId = user,
                        SudoEnabled = true,
                    }
                )
            ).Problem
        );
        // Groups of the wrong kind are not there.
        Assert.Equal(new NothingToAssign(), (await AddAsync(new() { SystemGroupId = group, UserId = user })).Problem);
        Assert.Equal(new NobodyToAssignTo(), (await AddAsync(new() { ApplicationId = application, UserGroupId = systems })).Problem);

        Assert.True((await AddAsync(new() { ApplicationId = application, UserId = user })).Succeeded);
        Assert.Equal(new AssignedAlready(), (await AddAsync(new() { ApplicationId = application, UserId = user })).Problem);
        Assert.True((await AddAsync(new() { SystemGroupId = systems, UserGroupId = group })).Succeeded);
        Assert.Equal(new AssignedAlready(), (await AddAsync(new() { SystemGroupId = systems, UserGroupId = group })).Problem);
    }

    [Fact]
    public async Task Assignments_are_listed_by_either_end_changed_and_taken_away()
    {
        var (application, systems) = (await directory.AddApplicationAsync("Wiki"), await directory.AddSystemGroupAsync());
        var group = await directory.AddGroupAsync();
        var first = (await AddAsync(new() { ApplicationId = application, UserGroupId = group })).Require().Id;
        var second = (
            await AddAsync(
                new()
                {
                    SystemGroupId = systems,
                    UserGroupId = group,
                    SudoEnabled = true,
                }
            )
        ).Require().Id;

        Assert.Equal([first, second], (await ListAsync(new() { UserGroupId = group })).Select(a => a.Id));
        Assert.Equal([second], (await ListAsync(new() { UserGroupId = group, Skip = 1 })).Select(a => a.Id));
        Assert.Equal([first], (await ListAsync(new() { ApplicationId = application })).Select(a => a.Id));
        var row = Assert.Single(await ListAsync(new() { SystemGroupId = systems }));
        Assert.Equal(
            (second, true, false, (await directory.GroupAsync(group)).Name),
            (row.Id, row.SudoEnabled, row.SudoWithoutPassword, row.UserGroup?.Name)
        );
        Assert.Equal(2, (await directory.GroupAsync(group)).Assignments);
        Assert.Equal(1, (await directory.GroupAsync(systems, GroupKind.Systems)).Assignments);

        var change = new UpdateAssignment.Request
        {
            Id = second,
            SudoEnabled = true,
            SudoWithoutPassword = true,
        };
        (await Anna.Does<UpdateAssignment>().RunAsync(directory.Acme, change)).Require();
        Assert.True((await ListAsync(new() { SystemGroupId = systems }))[0].SudoWithoutPassword);
        Assert.Equal(
            new NoSudoInApplications(),
            (await Anna.Does<UpdateAssignment>().RunAsync(directory.Acme, change with { Id = first })).Problem
        );

        (await Anna.Does<RemoveAssignment>().RunAsync(directory.Acme, new() { Id = first })).Require();
        Assert.Equal(new NoSuchAssignment(), (await Anna.Does<RemoveAssignment>().RunAsync(directory.Acme, new() { Id = first })).Problem);
        var name = (await directory.GroupAsync(group)).Name;
        Assert.Contains(
            $"Took the application Wiki from the user group {name}",
            (await directory.EventsOfAsync(group)).Select(e => e.Summary)
        );
        (await Anna.Does<RemoveGroup>().RunAsync(directory.Acme, new() { Id = group, Name = name })).Require();
        Assert.Empty(await ListAsync(new() { SystemGroupId = systems }));
    }

    [Fact]
    public async Task Access_is_told_with_every_way_that_leads_there()
    {
        var (wiki, web, db) = (
            await directory.AddApplicationAsync("Handbook"),
            await directory.AddSystemAsync("web-1"),
            await directory.AddSystemAsync("db-1")
        );
        var servers = await directory.AddSystemGroupAsync(web, db);
        var (sales, team) = (await directory.AddGroupAsync(), await directory.AddGroupAsync());
        var department = directory.NewName("Access");
        await directory.SetRuleAsync(sales, Rule(RuleField.Department, RuleOperator.Is, department));
        var ada = await directory.AddAsync(directory.NewName("ada"), r => r.Department = department);
        var ben = await directory.AddAsync(directory.NewName("ben"));
        await directory.JoinAsync(team, ada);
        await AddAsync(new() { ApplicationId = wiki, UserId = ada });
        await AddAsync(new() { ApplicationId = wiki, UserGroupId = sales });
        await AddAsync(
            new()
            {
                SystemGroupId = servers,
                UserGroupId = team,
                SudoEnabled = true,
                SudoWithoutPassword = true,
            }
        );
        await AddAsync(new() { SystemId = db, UserId = ada });

        var access = (await Anna.Does<ListUserAccess>().RunAsync(directory.Acme, new() { UserId = ada })).Require();
        Assert.Equal([("Handbook", 2), ("db-1", 2), ("web-1", 1)], access.Results.Select(r => (r.Name, r.Paths.Count)));
        Assert.Equal([null, $"department is {department}"], access.Results[0].Paths.Select(p => p.Rule));
        Assert.Equal([null, MembershipOrigin.Hand], access.Results[1].Paths.Select(p => p.Origin));
        Assert.Equal(
            [(false, false), (true, true)],
            access.Results[1].Paths.Select(p => (p.SystemGroup?.Id == servers, p.SudoWithoutPassword))
        );
        Assert.True(access.Results[2] is { SudoEnabled: true, Kind: AccessKind.System });
        var rest = (await Anna.Does<ListUserAccess>().RunAsync(directory.Acme, new() { UserId = ada, Skip = 2 })).Require();
        Assert.Equal((3, "web-1"), (rest.TotalCount, Assert.Single(rest.Results).Name));
        Assert.Empty((await Anna.Does<ListUserAccess>().RunAsync(directory.Acme, new() { UserId = ben })).Require().Results);

        var ofWiki = (await Anna.Does<ListApplicationAccess>().RunAsync(directory.Acme, new() { ApplicationId = wiki })).Require();
        Assert.Equal([(ada, 2)], ofWiki.Results.Select(u => (u.Id, u.Paths.Count)));
        var ofWeb = (await Anna.Does<ListSystemAccess>().RunAsync(directory.Acme, new() { SystemId = web })).Require();
        Assert.Equal([(ada, true)], ofWeb.Results.Select(u => (u.Id, u.SudoEnabled)));

        // With the department the way through the group goes.
        await directory.ChangeAsync(ada, r => r.Department = null);
        Assert.Single(
            (await Anna.Does<ListApplicationAccess>().RunAsync(directory.Acme, new() { ApplicationId = wiki })).Require().Results[0].Paths
        );
    }

    [Fact]
    public async Task Systems_come_and_go_in_their_groups()
    {
        var (one, two) = (await directory.AddSystemAsync("alpha-1"), await directory.AddSystemAsync("alpha-2"));
        var group = await directory.AddSystemGroupAsync(one, two);

        var again = await Anna.Does<AddSystemsToGroup>()
            .RunAsync(directory.Acme, new() { GroupId = group, Ids = [one, directory.Portal.NewId()] });
        var left = await Anna.Does<RemoveSystemsFromGroup>().RunAsync(directory.Acme, new() { GroupId = group, Ids = [one] });

        Assert.Equal(["member-already", "no-such-system"], again.Require().Results.Select(r => r.Problem));
        Assert.Equal(1, left.Require().Done);
        var members = (
            await Anna.Does<ListSystemGroupMembers>().RunAsync(directory.Acme, new() { GroupId = group, Search = "ALPHA" })
        ).Require();
        Assert.Equal(["alpha-2"], members.Results.Select(s => s.Hostname));
        Assert.Equal(1, (await directory.GroupAsync(group, GroupKind.Systems)).Members);
    }

    /// <summary>A second after the one before, for they are listed by their age.</summary>
    private Task<Outcome<AddAssignment.Result>> AddAsync(AddAssignment.Request request)
    {
        directory.Portal.Clock.Advance(TimeSpan.FromSeconds(1));
        return Anna.Does<AddAssignment>().RunAsync(directory.Acme, request);
    }

    private async Task<IReadOnlyList<AssignmentRow>> ListAsync(ListAssignments.Request request) =>
        (await Anna.Does<ListAssignments>().RunAsync(directory.Acme, request)).Require().Results;
}
