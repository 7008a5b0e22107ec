using Portico.Platform;
using Portico.Platform.Operations;

namespace Portico.Assignments;

/// <summary>An assignment with the names of what it ties together.</summary>
/// <param name="Id">The assignment's id.</param>
/// <param name="Application">What is assigned; null when it is a system or a system group.</param>
/// <param name="System">What is assigned; null when it is something else.</param>
/// <param name="SystemGroup">What is assigned; null when it is something else.</param>
/// <param name="User">Who has it; null when it is a group.</param>
/// <param name="UserGroup">Who has it; null when it is a user.</param>
/// <param name="SudoEnabled">Whether it comes with sudo.</param>
/// <param name="SudoWithoutPassword">Whether sudo asks for no password.</param>
/// <param name="CreatedAt">Since when.</param>
public sealed record AssignmentRow(
    ObjectId Id,
    AssignmentEnd? Application,
    AssignmentEnd? System,
    AssignmentEnd? SystemGroup,
    AssignmentEnd? User,
    AssignmentEnd? UserGroup,
    bool SudoEnabled,
    bool SudoWithoutPassword,
    DateTimeOffset CreatedAt
)
{
    internal static async Task<List<AssignmentRow>> ReadAsync(
        List<ApplicationAssignment> applications,
        List<SystemAssignment> systems,
        Work work,
        CancellationToken ct
    )
    {
        List<AssignmentEnds> ends =
        [
            .. applications.Select(a => new AssignmentEnds(a.ApplicationId, null, null, a.UserId, a.UserGroupId)),
            .. systems.Select(a => new AssignmentEnds(null, a.SystemId, a.SystemGroupId, a.UserId, a.UserGroupId)),
        ];
        var names = await AssignmentNames.ReadAsync(ends, work, ct);
        return
        [
            .. applications.Select(a => new AssignmentRow(
                a.Id,
                names.End(a.ApplicationId),
                System: null,
                SystemGroup: null,
                names.End(a.UserId),
                names.End(a.UserGroupId),
                SudoEnabled: false,
                SudoWithoutPassword: false,
                a.CreatedAt
            )),
            .. systems.Select(a => new AssignmentRow(
                a.Id,
                Application: null,
                names.End(a.SystemId),
                names.End(a.SystemGroupId),
                names.End(a.UserId),
                names.End(a.UserGroupId),
                a.SudoEnabled,
                a.SudoWithoutPassword,
                a.CreatedAt
            )),
        ];
    }
}
