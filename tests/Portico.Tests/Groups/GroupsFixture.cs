using Portico.Applications;
using Portico.Groups;
using Portico.Groups.Members;
using Portico.Groups.Rules;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Settings;
using Portico.Systems;
using Portico.Tests.Support;
using Portico.Tests.Users;
using Portico.Users;
using Portico.Users.Actions;

namespace Portico.Tests.Groups;

/// <summary>Acme requires multifactor authentication by group; each test adds groups of its own.</summary>
public sealed class GroupsFixture : DirectoryFixture
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await DemandByGroupAsync(Acme);
    }

    public async Task DemandByGroupAsync(ObjectId organization)
    {
        var settings = UpdateSecuritySettings.Request.Of(new SecuritySettings()) with { UserMfa = UserMfa.RequiredByGroup, Version = null };
        (await Portal.Anna.Does<UpdateSecuritySettings>().RunAsync(organization, settings)).Require();
    }

    public async Task<ObjectId> AddGroupAsync(string? name = null, bool requiresMfa = false, ObjectId? organization = null)
    {
        var request = new AddUserGroup.Request { Name = name ?? NewName("Group "), RequiresMfa = requiresMfa };
        return (await Portal.Anna.Does<AddUserGroup>().RunAsync(organization ?? Acme, request)).Require().Id;
    }

    public async Task<ObjectId> AddSystemGroupAsync(params ObjectId[] systems)
    {
        var id = (await Portal.Anna.Does<AddSystemGroup>().RunAsync(Acme, new() { Name = NewName("Systems ") })).Require().Id;
        if (systems.Length > 0)
        {
            var added = await Portal.Anna.Does<AddSystemsToGroup>().RunAsync(Acme, new() { GroupId = id, Ids = systems });
            Assert.Equal(systems.Length, added.Require().Done);
        }

        return id;
    }

    public async Task<UserResults> JoinAsync(ObjectId group, params ObjectId[] users) =>
        (await Portal.Anna.Does<AddUsersToGroup>().RunAsync(Acme, new() { GroupId = group, Ids = users })).Require();

    public async Task<UserResults> LeaveAsync(ObjectId group, params ObjectId[] users) =>
        (await Portal.Anna.Does<RemoveUsersFromGroup>().RunAsync(Acme, new() { GroupId = group, Ids = users })).Require();

    public async Task<SetGroupRule.Result> SetRuleAsync(ObjectId group, RuleDefinition rule) =>
        (
            await Portal
                .Anna.Does<SetGroupRule>()
                .RunAsync(
                    Acme,
                    new()
                    {
                        GroupId = group,
                        Match = rule.Match,
                        Parts = rule.Parts,
                    }
                )
        ).Require();

    public Task ExceptAsync(ObjectId group, ObjectId user, ExceptionKind kind) =>
        RequireAsync(
            Portal
                .Anna.Does<SetExceptedUser>()
                .RunAsync(
                    Acme,
                    new()
                    {
                        GroupId = group,
                        UserId = user,
                        Kind = kind,
                    }
                )
        );

    /// <summary>Changes a user as an administrator does: what is not said stays.</summary>
    public async Task ChangeAsync(ObjectId user, Action<UpdateUser.Request> change)
    {
        var request = UpdateUser.Request.Of(await GetAsync(user));
        change(request);
        (await Portal.Anna.Does<UpdateUser>().RunAsync(Acme, request)).Require();
    }

    public async Task<GetGroup.Result> GroupAsync(ObjectId id, GroupKind kind = GroupKind.Users) =>
        (await Portal.Anna.Does<GetGroup>().RunAsync(Acme, new() { Id = id, Kind = kind })).Require();

    public async Task<IReadOnlyList<string>> MembersAsync(ObjectId group, string? search = null)
    {
        var list = await Portal.Anna.Does<ListUserGroupMembers>().RunAsync(Acme, new() { GroupId = group, Search = search });
        return [.. list.Require().Results.Select(r => r.Username)];
    }

    public async Task<ObjectId> AddApplicationAsync(string? name = null) =>
        await AddRowAsync(id => new Application
        {
            OrganizationId = Acme,
            Id = id,
            Name = name ?? NewName("App "),
        });

    public async Task<ObjectId> AddSystemAsync(string? hostname = null) =>
        await AddRowAsync(id => new ManagedSystem
        {
            OrganizationId = Acme,
            Id = id,
            Hostname = hostname ?? NewName("host-"),
        });

    /// <summary>A rule of one condition.</summary>
    public static GroupRule Rule(RuleField attribute, RuleOperator comparison, params string[] values) =>
        new() { Parts = [new RulePart { Conditions = [Condition(attribute, comparison, values)] }] };

    public static RuleCondition Condition(RuleField attribute, RuleOperator comparison, params string[] values) =>
        new()
        {
            Attribute = attribute,
            Operator = comparison,
            Values = values,
        };

    private static async Task RequireAsync<T>(Task<Outcome<T>> running) => (await running).Require();

    private async Task<ObjectId> AddRowAsync(Func<ObjectId, object> row)
    {
        var id = Portal.NewId();
        await using var db = Portal.OpenPastTheFences();
        db.Add(row(id));
        await db.SaveChangesAsync();
        return id;
    }
}
