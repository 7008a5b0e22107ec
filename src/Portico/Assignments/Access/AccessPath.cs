using Portico.Groups.Members;

namespace Portico.Assignments.Access;

/// <summary>A way by which a user has access: an assignment, and how it reaches the user and the thing.</summary>
/// <param name="AssignmentId">The assignment.</param>
/// <param name="UserGroup">The group through which it reaches the user; null when it is the user's own.</param>
/// <param name="Origin">How the user came into that group; null when it is the user's own.</param>
/// <param name="Rule">The group's rule in words, when that is how.</param>
/// <param name="SystemGroup">The group through which it reaches the system; null when it is the system's own, and of applications.</param>
/// <param name="SudoEnabled">Whether it comes with sudo.</param>
/// <param name="SudoWithoutPassword">Whether sudo asks for no password.</param>
public sealed record AccessPath(
    Platform.ObjectId AssignmentId,
    AssignmentEnd? UserGroup,
    MembershipOrigin? Origin,
    string? Rule,
    AssignmentEnd? SystemGroup,
    bool SudoEnabled,
    bool SudoWithoutPassword
);

/// <summary>What access is had to.</summary>
public enum AccessKind
{
    Application,
    System,
}
