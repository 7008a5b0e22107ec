using Portico.Assignments;
using Portico.Groups;
using Portico.Groups.Members;
using Portico.Groups.Rules;
using Portico.Platform;
using Portico.Users;

namespace Portico.Demo;

/// <summary>Gives the larger ones of the demo's organizations groups, with members, rules and what is assigned to them.</summary>
internal sealed class DemoGroups(DemoClock clock, DemoActor manager)
{
    /// <summary>Whether the organization has groups; the others show what there is to begin with.</summary>
    public static bool Has(int number, DemoOrganization organization) => organization.Users >= 40 || number == DemoOrganizations.Printed;

    public async Task FillAsync(ObjectId id, IReadOnlyList<ObjectId> users, CancellationToken ct)
    {
        clock.Advance(TimeSpan.FromMinutes(4));
        var things = new AddDemoThings.Request { Systems = ["files-01", "mail-01", "backup-01", "reception-pc", "workshop-laptop"] };
        var made = (await manager.Does<AddDemoThings>().RunAsync(id, things, ct)).Require();
        var applications = new DemoApplications(clock, manager);
        var (wiki, payroll) = (
            await applications.AddAsync(id, DemoApplications.Wiki, ct),
            await applications.AddAsync(id, DemoApplications.Payroll, ct)
        );
        var customers = await applications.AddAsync(id, DemoApplications.Customers, ct);
        var tickets = await applications.AddAsync(id, DemoApplications.Tickets, ct);
        var servers = await AddServersAsync(id, [.. made.Systems.Take(3)], ct);
        var everyone = await AddAsync(id, new() { Name = "Everyone", IsPosixGroup = true }, ct);
        await RuleAsync(id, everyone, ct, Condition(RuleField.State, RuleOperator.Is, nameof(UserState.Activated)));
        var sales = await AddAsync(id, new() { Name = "Sales", Description = "Everyone who sells, found by department" }, ct);
        await RuleAsync(
            id,
            sales,
            ct,
            Condition(RuleField.Department, RuleOperator.Is, "Sales"),
            Condition(RuleField.State, RuleOperator.IsNot, nameof(UserState.Suspended))
        );
        await ExceptAsync(id, sales, users[7], ExceptionKind.Out, ct);
        await ExceptAsync(id, sales, users[0], ExceptionKind.In, ct);
        var onCall = await AddAsync(
            id,
            new()
            {
                Name = "On call",
                Description = "Answer when something stands still at night",
                RequiresMfa = true,
            },
            ct
        );
        var picked = new GroupUserSelection { GroupId = onCall, Ids = [.. users.Skip(2).Take(4)] };
        (await manager.Does<AddUsersToGroup>().RunAsync(id, picked, ct)).Require();
        await AssignAsync(id, new() { ApplicationId = wiki, UserGroupId = everyone }, ct);
        await AssignAsync(id, new() { ApplicationId = payroll, UserId = users[2] }, ct);
        await AssignAsync(id, new() { ApplicationId = customers, UserGroupId = sales }, ct);
        await AssignAsync(id, new() { ApplicationId = tickets, UserGroupId = onCall }, ct);
        var sudo = new AddAssignment.Request
        {
            SystemGroupId = servers,
            UserGroupId = onCall,
            SudoEnabled = true,
        };
        await AssignAsync(id, sudo, ct);
        await AssignAsync(id, new() { SystemId = made.Systems[0], UserId = users[2] }, ct);
    }

    private async Task<ObjectId> AddServersAsync(ObjectId id, IReadOnlyList<ObjectId> systems, CancellationToken ct)
    {
        var group = (await manager.Does<AddSystemGroup>().RunAsync(id, new() { Name = "Servers" }, ct)).Require().Id;
        (await manager.Does<AddSystemsToGroup>().RunAsync(id, new() { GroupId = group, Ids = systems }, ct)).Require();
        return group;
    }

    private async Task<ObjectId> AddAsync(ObjectId id, AddUserGroup.Request request, CancellationToken ct)
    {
        clock.Advance(TimeSpan.FromMinutes(1));
        return (await manager.Does<AddUserGroup>().RunAsync(id, request, ct)).Require().Id;
    }

    private async Task RuleAsync(ObjectId id, ObjectId group, CancellationToken ct, params RuleCondition[] conditions)
    {
        var request = new SetGroupRule.Request { GroupId = group, Parts = [new RulePart { Conditions = conditions }] };
        (await manager.Does<SetGroupRule>().RunAsync(id, request, ct)).Require();
    }

    private async Task ExceptAsync(ObjectId id, ObjectId group, ObjectId user, ExceptionKind kind, CancellationToken ct)
    {
        var request = new SetExceptedUser.Request
        {
            GroupId = group,
            UserId = user,
            Kind = kind,
        };
        (await manager.Does<SetExceptedUser>().RunAsync(id, request, ct)).Require();
    }

    private async Task AssignAsync(ObjectId id, AddAssignment.Request request, CancellationToken ct)
    {
        clock.Advance(TimeSpan.FromSeconds(20));
        (await manager.Does<AddAssignment>().RunAsync(id, request, ct)).Require();
    }

    private static RuleCondition Condition(RuleField attribute, RuleOperator comparison, string value) =>
        new()
        {
            Attribute = attribute,
            Operator = comparison,
            Values = [value],
        };
}
