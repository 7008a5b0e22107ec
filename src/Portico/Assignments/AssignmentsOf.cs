using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Operations;

namespace Portico.Assignments;

/// <summary>How many assignments hang on something.</summary>
internal static class AssignmentsOf
{
    /// <summary>Of a user group, or of a system group.</summary>
    public static async Task<int> GroupAsync(ObjectId group, Work work, CancellationToken ct) =>
        await work.Db.Set<ApplicationAssignment>().CountAsync(a => a.UserGroupId == group, ct)
        + await work.Db.Set<SystemAssignment>().CountAsync(a => a.UserGroupId == group, ct)
        + await work.Db.Set<SystemAssignment>().CountAsync(a => a.SystemGroupId == group, ct);

    /// <summary>Of a user alone, without those of his groups.</summary>
    public static async Task<int> UserAsync(ObjectId user, Work work, CancellationToken ct) =>
        await work.Db.Set<ApplicationAssignment>().CountAsync(a => a.UserId == user, ct)
        + await work.Db.Set<SystemAssignment>().CountAsync(a => a.UserId == user, ct);

    /// <summary>Of an application.</summary>
    public static Task<int> ApplicationAsync(ObjectId application, Work work, CancellationToken ct) =>
        work.Db.Set<ApplicationAssignment>().CountAsync(a => a.ApplicationId == application, ct);
}
