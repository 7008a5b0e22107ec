using Portico.Groups.Members;
using Portico.Platform;
using Portico.Platform.Operations;

namespace Portico.Assignments;

/// <summary>What is assigned to a user, directly or through a group.</summary>
internal static class Assigned
{
    /// <summary>The ids of the user's applications, some more than once.</summary>
    public static IQueryable<ObjectId> ApplicationsOf(ObjectId user, Work work)
    {
        var groups = work.Db.Set<UserGroupMember>().Where(m => m.UserId == user).Select(m => (ObjectId?)m.GroupId);
        return work
            .Db.Set<ApplicationAssignment>()
            .Where(a => a.UserId == user || groups.Contains(a.UserGroupId))
            .Select(a => a.ApplicationId);
    }
}
