using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Portico.Demo;
using Portico.Groups;
using Portico.Groups.Members;
using Portico.Groups.Rules;
using Portico.Organizations;
using Portico.Tests.Support;
using static Portico.Tests.Groups.GroupsFixture;

namespace Portico.Tests.Groups;

/// <summary>A rule over 100,000 users, measured. Runs when asked for by name; it takes half a minute.</summary>
public sealed class LargeGroup(ITestOutputHelper output)
{
    private const int Users = 100_000;

    [Fact(Explicit = true)]
    public async Task A_rule_over_all_users_and_a_page_of_its_members()
    {
        using var portal = new TestPortal();
        var seeding = new AddSeededOrganizations.Request { Plan = new(1, Users, 0, Seed: 1), Count = 1 };
        (await portal.Anna.Does<AddSeededOrganizations>().RunAsync(seeding)).Require();
        await AnalyzeAsync(portal);
        var organization = (await portal.Anna.Does<ListManagedOrganizations>().RunAsync(new())).Require().Results[0].Id;
        var group = (await portal.Anna.Does<AddUserGroup>().RunAsync(organization, new() { Name = "Half", RequiresMfa = true }))
            .Require()
            .Id;
        // Of usernames about half.
        var rule = new GroupRule
        {
            Parts =
            [
                new RulePart
                {
                    Match = RuleMatch.Any,
                    Conditions = [.. "abcdefghij".Select(c => Condition(RuleField.Username, RuleOperator.StartsWith, c.ToString()))],
                },
            ],
        };

        var preview = await MeasureAsync(
            "preview",
            () => portal.Anna.Does<GetGroupRulePreview>().RunAsync(organization, new() { GroupId = group, Parts = rule.Parts })
        );
        var set = await MeasureAsync(
            "set",
            () => portal.Anna.Does<SetGroupRule>().RunAsync(organization, new() { GroupId = group, Parts = rule.Parts })
        );
        await MeasureAsync(
            "set the same again",
            () => portal.Anna.Does<SetGroupRule>().RunAsync(organization, new() { GroupId = group, Parts = rule.Parts })
        );
        foreach (var skip in new[] { 0, set.Require().Members / 2, set.Require().Members - 25 })
        {
            await MeasureAsync(
                $"members from {skip}",
                () => portal.Anna.Does<ListUserGroupMembers>().RunAsync(organization, new() { GroupId = group, Skip = skip })
            );
        }

        foreach (var search in new[] { "a", "anna", "anna k" })
        {
            await MeasureAsync(
                $"members found by {search}",
                () => portal.Anna.Does<ListUserGroupMembers>().RunAsync(organization, new() { GroupId = group, Search = search })
            );
        }

        await using var inside = await portal.InsideAsync(organization);
        Assert.Equal(preview.Require().Members, await inside.Db.Set<UserGroupMember>().CountAsync());
        Assert.Equal(set.Require().Members, await inside.Db.Set<Portico.Users.User>().CountAsync(u => u.GroupsRequiringMfa == 1));
    }

    /// <summary>What autovacuum does a minute after so many rows came: until then PostgreSQL knows nothing of them.</summary>
    private static async Task AnalyzeAsync(TestPortal portal)
    {
        if (TestPortal.UsesPostgres)
        {
            await using var db = portal.OpenPastTheFences();
            await db.Database.ExecuteSqlRawAsync("analyze");
        }
    }

    private async Task<T> MeasureAsync<T>(string what, Func<Task<T>> run)
    {
        var (before, watch) = (GC.GetTotalAllocatedBytes(), Stopwatch.StartNew());
        var result = await run();
        output.WriteLine(
            $"{what}: {watch.ElapsedMilliseconds} ms, {(GC.GetTotalAllocatedBytes() - before) >> 20} MiB allocated, {GC.GetTotalMemory(forceFullCollection: true) >> 20} MiB kept"
        );
        return result;
    }
}
