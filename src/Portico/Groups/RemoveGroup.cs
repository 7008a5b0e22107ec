using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Assignments;
using Portico.Groups.Members;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Groups;

/// <summary>Deletes a group with its memberships and assignments; its members stay. It cannot be undone, so the name is typed.</summary>
public sealed class RemoveGroup(OperationRunner runner) : OrganizationOperation<RemoveGroup.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [JsonIgnore]
        public GroupKind Kind { get; set; }

        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>The group's name, to confirm.</summary>
        [Display(Name = "Name")]
        [Required(ErrorMessage = "Type the group's name to confirm.")]
        [StringLength(Group.NameMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
        public string Name { get; set; } = "";
    }

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        await work.TakeTurnAsync(Group.Turn, ct);
        var group = await work.Db.Set<Group>().SingleOrDefaultAsync(g => g.Id == request.Id && g.Kind == request.Kind, ct);
        if (group is null)
        {
            return new NoSuchGroup();
        }

        if (!string.Equals(request.Name.Trim(), group.Name, StringComparison.Ordinal))
        {
            return new GroupNameNotTyped(group.Name);
        }

        if (group.RequiresMfa)
        {
            await new GroupMemberships(work.Db, work.Now).RequireOfAllAsync(group, isRequired: false, ct);
        }

        var assignments = await AssignmentsOf.GroupAsync(group.Id, work, ct);
        work.Db.Remove(group);
        work.Record(new GroupRemoved(group.Id, group.Name, Lost(group.MemberCount, assignments)));
        return Done.Instance;
    }

    private static string Lost(int members, int assignments) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{members:N0} {(members is 1 ? "membership" : "memberships")} and {assignments:N0} {(assignments is 1 ? "assignment" : "assignments")}"
        );
}
