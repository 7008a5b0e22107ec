using CsCheck;
using Microsoft.EntityFrameworkCore;
using Portico.Groups;
using Portico.Groups.Members;
using Portico.Groups.Rules;
using Portico.Platform;
using Portico.Tests.Support;
using Portico.Tests.Users;
using Portico.Users;
using Portico.Users.Actions;
using static Portico.Tests.Groups.GroupsFixture;

namespace Portico.Tests.Groups;

/// <summary>
/// Whatever is done to users, rules and exceptions, in whatever order: the members are those whom the rule finds among all users, with the
/// exceptions, and what follows from membership is right.
/// </summary>
public sealed class GroupRulePropertyTests(GroupsFixture directory) : IClassFixture<GroupsFixture>
{
    private static readonly string?[] departments = [null, "Sales", "SALES", "Field Sales", "Operations"];
    private static readonly string?[] locations = [null, "Oslo", "Bergen"];

    private static readonly Gen<Step> step = Gen.Select(Gen.Int[0, 11], Gen.Int[0, 20], Gen.Int[0, 2], Gen.Int[0, 60])
        .Select((kind, who, group, value) => new Step(kind, who, group, value));

    [Fact]
    public Task Members_are_those_whom_the_rule_finds_and_the_exceptions() => step.Array[20, 45].SampleAsync(RunAsync, iter: 8, threads: 1);

    private async Task RunAsync(Step[] steps)
    {
        var organization = (await directory.Portal.AddOrganizationsAsync(directory.NewName("Random ")))[0];
        await directory.DemandByGroupAsync(organization);
        var world = new World(directory, organization);
        for (var n = 0; n < 3; n++)
        {
            world.Groups.Add(await directory.AddGroupAsync(requiresMfa: n is 1, organization: organization));
        }

        foreach (var (next, number) in steps.Select((s, n) => (s, n)))
        {
            await world.DoAsync(next);
            if (number % 5 is 0)
            {
                await world.CheckAsync();
            }
        }

        await world.CheckAsync();
    }

    private sealed record Step(int Kind, int Who, int Group, int Value);

    private sealed class World(DirectoryFixture directory, ObjectId organization)
    {
        private readonly List<ObjectId> users = [];

        /// <summary>Members of groups without a rule: those who were added by hand, or stayed when the rule was taken away.</summary>
        private readonly Dictionary<ObjectId, HashSet<ObjectId>> byHand = [];

        public List<ObjectId> Groups { get; } = [];

        private Person Anna => directory.Portal.Anna;

        public Task DoAsync(Step step)
        {
            var group = Groups[step.Group];
            var user = users.Count is 0 ? default : users[step.Who % users.Count];
            return step.Kind switch
            {
                0 or 1 => AddAsync(step),
                2 or 3 when users.Count > 0 => ChangeAsync(user, step),
                4 when users.Count > 0 => RemoveAsync(user),
                5 or 6 => SetRuleAsync(group, RuleOf(step)),
                7 => RemoveRuleAsync(group),
                8 or 9 when users.Count > 0 => ExceptAsync(group, user, step),
                10 when users.Count > 0 => HandAsync(group, user, step.Value % 3 > 0),
                _ => ToggleMfaAsync(group),
            };
        }

        public async Task CheckAsync()
        {
            await using var inside = await directory.Portal.InsideAsync(organization);
            var all = await inside.Db.Set<User>().AsNoTracking().ToListAsync();
            var groups = await inside.Db.Set<Group>().AsNoTracking().ToListAsync();
            var members = (await inside.Db.Set<UserGroupMember>().AsNoTracking().ToListAsync()).ToLookup(m => m.GroupId);
            var exceptions = (await inside.Db.Set<ExceptedUser>().AsNoTracking().ToListAsync()).ToLookup(e => e.GroupId);
            foreach (var group in groups)
            {
                Assert.Equal(
                    Expected(group, all, exceptions[group.Id]).OrderBy(m => m.User),
                    members[group.Id].Select(m => (User: m.UserId, m.Origin)).OrderBy(m => m.User)
                );
                Assert.Equal(members[group.Id].Count(), group.MemberCount);
                Assert.All(members[group.Id], m => Assert.Equal(all.Find(u => u.Id == m.UserId)!.NameKey, m.NameKey));
            }

            foreach (var user in all)
            {
                var requiring = groups.Count(g => g.RequiresMfa && members[g.Id].Any(m => m.UserId == user.Id));
                Assert.Equal((requiring, requiring > 0), (user.GroupsRequiringMfa, user.MfaRequiredSince is not null));
            }
        }

        private IEnumerable<(ObjectId User, MembershipOrigin Origin)> Expected(
            Group group,
            List<User> all,
            IEnumerable<ExceptedUser> exceptions
        )
        {
            if (group.Rule is not { } rule)
            {
                Assert.Empty(exceptions);
                return byHand.GetValueOrDefault(group.Id, []).Select(u => (u, MembershipOrigin.Hand));
            }

            var excepted = exceptions.ToDictionary(e => e.UserId, e => e.Kind);
            return from user in all
                let exception = excepted.TryGetValue(user.Id, out var kind) ? kind : (ExceptionKind?)null
                where exception is ExceptionKind.In || (exception is null && rule.Matches(user))
                select (user.Id, exception is null ? MembershipOrigin.Rule : MembershipOrigin.Hand);
        }

        private async Task AddAsync(Step step) =>
            users.Add(
                await directory.AddAsync(
                    directory.NewName("user"),
                    r =>
                    {
                        r.Department = departments[step.Value % 5];
                        r.Location = locations[step.Value % 3];
                        r.ManagerId = step.Value % 4 is 0 && users.Count > 0 ? users[step.Who % users.Count] : null;
                    },
                    organization
                )
            );

        private async Task ChangeAsync(ObjectId user, Step step)
        {
            var now = (await Anna.Does<GetUser>().RunAsync(organization, new() { Id = user })).Require();
            var request = UpdateUser.Request.Of(now);
            (request.Department, request.Location) = (departments[step.Value % 5], locations[step.Value % 3]);
            request.FirstName = directory.NewName("Name ");
            request.CustomAttributes = step.Value % 2 is 0 ? [] : [new CustomAttributeValue { Name = "Badge", Value = "Blue" }];
            (await Anna.Does<UpdateUser>().RunAsync(organization, request)).Require();
        }

        private async Task RemoveAsync(ObjectId user)
        {
            var name = (await Anna.Does<GetUser>().RunAsync(organization, new() { Id = user })).Require().Username;
            (await Anna.Does<RemoveUser>().RunAsync(organization, new() { Id = user, Username = name })).Require();
            users.Remove(user);
            foreach (var members in byHand.Values)
            {
                members.Remove(user);
            }
        }

        private RuleDefinition RuleOf(Step step) =>
            (step.Value % 6) switch
            {
                0 => Rule(RuleField.Department, RuleOperator.Is, "sales"),
                1 => Rule(RuleField.Department, RuleOperator.IsNot, "Sales"),
                2 => Rule(RuleField.Location, RuleOperator.IsEmpty),
                3 when users.Count > 0 => Rule(RuleField.Manager, RuleOperator.In, [.. users.Take(3).Select(u => u.ToString())]),
                4 => new GroupRule
                {
                    Parts =
                    [
                        new RulePart { Conditions = [Condition(RuleField.Department, RuleOperator.EndsWith, "sales")] },
                        new RulePart
                        {
                            Match = RuleMatch.Any,
                            Conditions =
                            [
                                Condition(RuleField.Location, RuleOperator.StartsWith, "o"),
                                Condition(RuleField.Custom, RuleOperator.Is, "blue") with
                                {
                                    Name = "badge",
                                },
                            ],
                        },
                    ],
                },
                _ => Rule(RuleField.Department, RuleOperator.In, "Operations", "field sales"),
            };

        private async Task SetRuleAsync(ObjectId group, RuleDefinition rule)
        {
            var request = new SetGroupRule.Request
            {
                GroupId = group,
                Match = rule.Match,
                Parts = rule.Parts,
            };
            var preview = new GetGroupRulePreview.Request
            {
                GroupId = group,
                Match = rule.Match,
                Parts = rule.Parts,
            };
            var foreseen = (await Anna.Does<GetGroupRulePreview>().RunAsync(organization, preview)).Require();
            var set = (await Anna.Does<SetGroupRule>().RunAsync(organization, request)).Require();
            Assert.Equal((foreseen.Members, foreseen.Joining, foreseen.Leaving), (set.Members, set.Joined, set.Left));
            byHand.Remove(group);
        }

        private async Task RemoveRuleAsync(ObjectId group)
        {
            await using (var inside = await directory.Portal.InsideAsync(organization))
            {
                var members = inside.Db.Set<UserGroupMember>().Where(m => m.GroupId == group).Select(m => m.UserId);
                byHand[group] = await members.ToHashSetAsync();
            }

            var answer = await Anna.Does<RemoveGroupRule>().RunAsync(organization, new() { GroupId = group });
            Assert.True(answer.Succeeded || answer.Problem is NoSuchRule);
        }

        private async Task ExceptAsync(ObjectId group, ObjectId user, Step step)
        {
            var answer = step.Value % 3 is 0
                ? await Anna.Does<RemoveExceptedUser>().RunAsync(organization, new() { GroupId = group, UserId = user })
                : await Anna.Does<SetExceptedUser>()
                    .RunAsync(
                        organization,
                        new()
                        {
                            GroupId = group,
                            UserId = user,
                            Kind = step.Value % 3 is 1 ? ExceptionKind.In : ExceptionKind.Out,
                        }
                    );
            Assert.True(answer.Succeeded || answer.Problem is GroupHasNoRule or NoExceptionThere);
        }

        private async Task HandAsync(ObjectId group, ObjectId user, bool joins)
        {
            var request = new GroupUserSelection { GroupId = group, Ids = [user] };
            var answer = joins
                ? await Anna.Does<AddUsersToGroup>().RunAsync(organization, request)
                : await Anna.Does<RemoveUsersFromGroup>().RunAsync(organization, request);
            if (!answer.Succeeded)
            {
                Assert.IsType<GroupHasRule>(answer.Problem);
                return;
            }

            var members = byHand.TryGetValue(group, out var known) ? known : byHand[group] = [];
            Assert.Equal(answer.Value.Done is 1, joins ? members.Add(user) : members.Remove(user));
        }

        private async Task ToggleMfaAsync(ObjectId group)
        {
            var now = (await Anna.Does<GetGroup>().RunAsync(organization, new() { Id = group })).Require();
            var request = UpdateUserGroup.Request.Of(now) with { RequiresMfa = !now.RequiresMfa };
            (await Anna.Does<UpdateUserGroup>().RunAsync(organization, request)).Require();
        }
    }
}
