using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Portico.Groups.Members;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Platform.Storage;

namespace Portico.Groups.Rules;

/// <summary>Takes the rule of a user group away, with its exceptions. The members stay, and are added and removed by hand from then on.</summary>
public sealed class RemoveGroupRule(OperationRunner runner) : OrganizationOperation<RemoveGroupRule.Request, Done>(runner)
{
    public sealed record Request
    {
        [JsonIgnore]
        public ObjectId GroupId { get; set; }

        /// <summary>The group's version that was read; null to change whatever is there.</summary>
        [JsonIgnore]
        public int? Version { get; set; }
    }

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        await work.TakeTurnAsync(Group.Turn, ct);
        var group = await work.Db.Set<Group>().SingleOrDefaultAsync(g => g.Id == request.GroupId && g.Kind == GroupKind.Users, ct);
        if (group is null)
        {
            return new NoSuchGroup();
        }

        if (Work.ChangedSince(group, request.Version) is { } changedMeanwhile)
        {
            return changedMeanwhile;
        }

        if (group.Rule is not { } rule)
        {
            return new NoSuchRule();
        }

        var words = RuleWords.Of(rule, await RuleCheck.NamesAsync([rule], work, ct));
        group.Rule = null;
        await work.Db.SetWhereAsync<UserGroupMember, MembershipOrigin>(
            m => m.GroupId == group.Id,
            m => m.Origin,
            MembershipOrigin.Hand,
            ct
        );
        work.Db.RemoveRange(await work.Db.Set<ExceptedUser>().Where(e => e.GroupId == group.Id).ToListAsync(ct));
        work.Record(new GroupRuleRemoved(group.Id, group.Name, words));
        return Done.Instance;
    }
}

public sealed record GroupRuleRemoved(ObjectId Id, string Name, string Former) : GroupEvent(Id, Name)
{
    public override string Summary => $"Took the rule of the group {Name} away; its members stayed";
    public override IReadOnlyList<FieldChange> Changes => [new("Rule", Former, New: null)];
}
