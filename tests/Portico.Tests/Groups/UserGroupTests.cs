using Microsoft.EntityFrameworkCore;
using Portico.Groups;
using Portico.Groups.Members;
using Portico.Platform.Operations;
using Portico.Tests.Support;
using Portico.Users;
using Portico.Users.Actions;

namespace Portico.Tests.Groups;

public sealed class UserGroupTests(GroupsFixture directory) : IClassFixture<GroupsFixture>
{
    private Person Anna => directory.Portal.Anna;

    [Fact]
    public async Task A_group_has_a_name_of_its_own_among_its_kind()
    {
        var name = directory.NewName("Sales ");
        var first = await directory.AddGroupAsync(name);

        var same = await Anna.Does<AddUserGroup>().RunAsync(directory.Acme, new() { Name = " " + name.ToUpperInvariant() });
        var ofSystems = await Anna.Does<AddSystemGroup>().RunAsync(directory.Acme, new() { Name = name });
        var elsewhere = await Anna.Does<AddUserGroup>().RunAsync(directory.Bolt, new() { Name = name });
        var other = await directory.AddGroupAsync();
        var renamed = await Anna.Does<UpdateUserGroup>().RunAsync(directory.Acme, new() { Id = other, Name = name });
        var kept = await Anna.Does<UpdateUserGroup>().RunAsync(directory.Acme, new() { Id = first, Name = name.ToUpperInvariant() });

        Assert.Equal(new GroupNameTaken(name.ToUpperInvariant()), same.Problem);
        Assert.True(ofSystems.Succeeded && elsewhere.Succeeded && kept.Succeeded);
        Assert.Equal(new GroupNameTaken(name), renamed.Problem);
        Assert.Equal(name.ToUpperInvariant(), (await directory.GroupAsync(first)).Name);
    }

    [Fact]
    public async Task A_posix_group_has_a_number_that_nobody_else_has()
    {
        var user = await directory.StoredAsync(await directory.AddAsync(directory.NewName("posix")));

        var given = await AddAsync(new() { Name = directory.NewName("P "), IsPosixGroup = true });
        var chosen = await AddAsync(
            new()
            {
                Name = directory.NewName("P "),
                IsPosixGroup = true,
                Gid = 70_000,
            }
        );
        var next = await AddAsync(new() { Name = directory.NewName("P "), IsPosixGroup = true });
        var none = await AddAsync(new() { Name = directory.NewName("P ") });

        Assert.Equal(user.Uid + 1, given.Gid);
        Assert.Equal((70_000, 70_001, null), (chosen.Gid, next.Gid, none.Gid));
        Assert.Equal(new GidTaken(70_000), await ProblemAsync(70_000, isPosix: true));
        Assert.Equal(new GidTaken(user.Gid), await ProblemAsync(user.Gid, isPosix: true));
        Assert.Equal(new GidWithoutPosixGroup(), await ProblemAsync(80_000, isPosix: false));
    }

    [Fact]
    public async Task Members_come_and_go_each_with_a_result()
    {
        var group = await directory.AddGroupAsync();
        var (ada, ben) = (await directory.AddAsync(directory.NewName("ada")), await directory.AddAsync(directory.NewName("ben")));
        var nobody = directory.Portal.NewId();

        Assert.Equal([null, null], Problems(await directory.JoinAsync(group, ada, ben, ada)));
        Assert.Equal(["member-already", "no-such-user"], Problems(await directory.JoinAsync(group, ada, nobody)));
        Assert.Equal(2, (await directory.GroupAsync(group)).Members);
        Assert.Equal([null, "no-such-user"], Problems(await directory.LeaveAsync(group, ada, nobody)));
        Assert.Equal(["not-a-member"], Problems(await directory.LeaveAsync(group, ada)));

        Assert.Equal([(await directory.StoredAsync(ben)).Username], await directory.MembersAsync(group));
        var events = await directory.EventsOfAsync(ada);
        Assert.Equal(
            ["user-added", "user-added-to-group", "user-removed-from-group"],
            events.Select(e => e.Type).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Members_are_listed_by_name_searched_and_paged_from_either_end()
    {
        var group = await directory.AddGroupAsync();
        var prefix = directory.NewName("page");
        var users = new Dictionary<char, Portico.Platform.ObjectId>();
        foreach (var letter in "dbeac")
        {
            users[letter] = await directory.AddAsync($"{prefix}-{letter}", r => r.FirstName = $"Member {letter}");
            await directory.JoinAsync(group, users[letter]);
        }

        Assert.Equal("abcde", await PageAsync(skip: 0, limit: 10));
        Assert.Equal("ab", await PageAsync(skip: 0, limit: 2));
        Assert.Equal("de", await PageAsync(skip: 3, limit: 2));
        Assert.Equal("e", await PageAsync(skip: 4, limit: 2));
        Assert.Equal("", await PageAsync(skip: 5, limit: 2));
        Assert.Equal("edcba", await PageAsync(skip: 0, limit: 10, "-name"));
        Assert.Equal("ba", await PageAsync(skip: 3, limit: 10, "-name"));
        Assert.Equal([$"{prefix}-c"], await directory.MembersAsync(group, "member c"));
        Assert.Empty(await directory.MembersAsync(group, "nobody"));

        await directory.ChangeAsync(users['a'], r => r.FirstName = "Zora");
        Assert.Equal("bcdea", await PageAsync(skip: 0, limit: 10));

        async Task<string> PageAsync(int skip, int limit, string? sort = null)
        {
            var request = new ListUserGroupMembers.Request
            {
                GroupId = group,
                Skip = skip,
                Limit = limit,
                Sort = sort,
            };
            var list = (await Anna.Does<ListUserGroupMembers>().RunAsync(directory.Acme, request)).Require();
            Assert.Equal(5, list.TotalCount);
            return string.Concat(list.Results.Select(r => r.Username[^1]));
        }
    }

    [Fact]
    public async Task A_group_that_requires_mfa_begins_and_ends_the_demand()
    {
        var (strict, other) = (await directory.AddGroupAsync(requiresMfa: true), await directory.AddGroupAsync());
        var user = await directory.AddAsync(directory.NewName("mfa"));
        var joined = directory.Portal.Clock.GetUtcNow();

        await directory.JoinAsync(strict, user);
        Assert.Equal((1, joined, UserMfaStatus.Missing), await DemandAsync(user));
        await directory.JoinAsync(other, user);
        var later = UpdateUserGroup.Request.Of(await directory.GroupAsync(other)) with { RequiresMfa = true };
        (await Anna.Does<UpdateUserGroup>().RunAsync(directory.Acme, later)).Require();
        Assert.Equal((2, joined, UserMfaStatus.Missing), await DemandAsync(user));
        await directory.LeaveAsync(strict, user);
        Assert.Equal((1, joined, UserMfaStatus.Missing), await DemandAsync(user));
        (await Anna.Does<RemoveGroup>().RunAsync(directory.Acme, new() { Id = other, Name = later.Name })).Require();
        Assert.Equal((0, null, UserMfaStatus.NotRequired), await DemandAsync(user));

        async Task<(int, DateTimeOffset?, UserMfaStatus)> DemandAsync(Portico.Platform.ObjectId id) =>
            (
                (await directory.StoredAsync(id)).GroupsRequiringMfa,
                (await directory.GetAsync(id)).MfaRequiredSince,
                (await directory.GetAsync(id)).Mfa
            );
    }

    [Fact]
    public async Task Without_the_demand_by_group_no_enrollment_period_begins()
    {
        var group = await directory.AddGroupAsync(requiresMfa: true, organization: directory.Bolt);
        var user = await directory.AddAsync(directory.NewName("bolt"), organization: directory.Bolt);

        (await Anna.Does<AddUsersToGroup>().RunAsync(directory.Bolt, new() { GroupId = group, Ids = [user] })).Require();

        await using var inside = await directory.Portal.InsideAsync(directory.Bolt);
        var stored = await inside.Db.Set<User>().SingleAsync(u => u.Id == user);
        Assert.Equal((1, null), (stored.GroupsRequiringMfa, stored.MfaRequiredSince));
    }

    [Fact]
    public async Task Deleting_asks_for_the_name_and_leaves_the_members()
    {
        var name = directory.NewName("Doomed ");
        var group = await directory.AddGroupAsync(name);
        var user = await directory.AddAsync(directory.NewName("stays"));
        await directory.JoinAsync(group, user);

        var wrong = await Anna.Does<RemoveGroup>().RunAsync(directory.Acme, new() { Id = group, Name = name.ToLowerInvariant() });
        var ofOtherKind = await Anna.Does<RemoveGroup>()
            .RunAsync(
                directory.Acme,
                new()
                {
                    Id = group,
                    Kind = GroupKind.Systems,
                    Name = name,
                }
            );
        var right = await Anna.Does<RemoveGroup>().RunAsync(directory.Acme, new() { Id = group, Name = name });

        Assert.Equal((new GroupNameNotTyped(name), new NoSuchGroup()), (wrong.Problem, ofOtherKind.Problem));
        Assert.True(right.Succeeded);
        Assert.Equal(
            $"Deleted the group {name} with 1 membership and 0 assignments",
            (await directory.EventsOfAsync(group)).Single(e => e.Type is "group-removed").Summary
        );
        Assert.Empty((await Anna.Does<ListGroupsOfUser>().RunAsync(directory.Acme, new() { UserId = user })).Require().Results);
        Assert.NotNull(await directory.GetAsync(user));
    }

    [Fact]
    public async Task Deleting_a_user_names_what_goes_with_him()
    {
        var username = directory.NewName("leaver");
        var user = await directory.AddAsync(username);
        var group = await directory.AddGroupAsync();
        await directory.JoinAsync(group, user);

        (await Anna.Does<RemoveUser>().RunAsync(directory.Acme, new() { Id = user, Username = username })).Require();

        Assert.Equal(
            $"Deleted the user {username} with 1 membership",
            (await directory.EventsOfAsync(user)).Single(e => e.Type is "user-removed").Summary
        );
        Assert.Equal(0, (await directory.GroupAsync(group)).Members);
    }

    [Fact]
    public async Task Groups_are_searched_sorted_and_filtered()
    {
        var mark = directory.NewName("Listed");
        var (small, large) = (await directory.AddGroupAsync($"{mark} b"), await directory.AddGroupAsync($"{mark} a", requiresMfa: true));
        await directory.JoinAsync(large, await directory.AddAsync(directory.NewName("m")));

        Assert.Equal([large, small], await FindAsync(new() { Search = mark.ToUpperInvariant() }));
        Assert.Equal([small, large], await FindAsync(new() { Search = mark, Sort = "members" }));
        Assert.Equal([large], await FindAsync(new() { Search = mark, RequiresMfa = true }));
        Assert.Empty(await FindAsync(new() { Search = mark, IsDynamic = true }));
        Assert.Empty(await FindAsync(new() { Search = mark, Kind = GroupKind.Systems }));

        async Task<IEnumerable<Portico.Platform.ObjectId>> FindAsync(ListGroups.Request request) =>
            (await Anna.Does<ListGroups>().RunAsync(directory.Acme, request)).Require().Results.Select(g => g.Id);
    }

    private static IEnumerable<string?> Problems(UserResults results) => results.Results.Select(r => r.Problem);

    private async Task<GetGroup.Result> AddAsync(AddUserGroup.Request request) =>
        await directory.GroupAsync((await Anna.Does<AddUserGroup>().RunAsync(directory.Acme, request)).Require().Id);

    private async Task<Problem?> ProblemAsync(int gid, bool isPosix)
    {
        var request = new AddUserGroup.Request
        {
            Name = directory.NewName("P "),
            IsPosixGroup = isPosix,
            Gid = gid,
        };
        return (await Anna.Does<AddUserGroup>().RunAsync(directory.Acme, request)).Problem;
    }
}
