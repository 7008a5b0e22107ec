using System.Linq.Expressions;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Storage;

namespace Portico.Administrators;

/// <summary>An administrator as a list shows him.</summary>
public sealed record AdministratorRow(
    ObjectId Id,
    string FirstName,
    string LastName,
    string Name,
    string Email,
    AdministratorStatus Status,
    bool RequiresMfa,
    Role Role,
    bool IsYourself,
    int Version
)
{
    /// <summary>Whether the reader may change this one.</summary>
    public bool MayChange { get; init; }

    /// <summary>When the last invitation was sent.</summary>
    public DateTimeOffset InvitedAt { get; init; }

    /// <summary>Null while the invitation is open.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>Until when the invitation's link works; null once it is accepted.</summary>
    public DateTimeOffset? InvitationEndsAt { get; init; }

    /// <summary>Whether that is over.</summary>
    public bool HasInvitationEnded { get; init; }

    /// <summary>True for the provider's administrators that reach all organizations.</summary>
    public bool AllOrganizations { get; init; }

    /// <summary>How many chosen organizations he reaches, of those that the reader may see.</summary>
    public int ChosenOrganizations { get; init; }

    internal static AdministratorRow Of(Membership member, Work work) =>
        new(
            member.Id,
            member.FirstName,
            member.LastName,
            member.FullName,
            member.Email,
            member.IsSuspended ? AdministratorStatus.Suspended
                : member.IsPending ? AdministratorStatus.Pending
                : AdministratorStatus.Active,
            member.RequiresMfa,
            member.Role,
            work.AdministratorId is { } you && member.AdministratorId == you,
            member.Version
        )
        {
            MayChange = work.MayManage() && member.Role.IsWithin(work.Scope.Role),
            InvitedAt = member.InvitedAt,
            AcceptedAt = member.AcceptedAt,
            InvitationEndsAt = member.IsPending ? member.InvitationEndsAt() : null,
            HasInvitationEnded = member.IsPending && member.InvitationEndsAt() <= work.Now,
        };
}

/// <summary>How far an administrator has come.</summary>
public enum AdministratorStatus
{
    /// <summary>Invited, has not accepted.</summary>
    Pending,
    Active,
    Suspended,
}

/// <summary>Searching, filtering and sorting, the same for both kinds of administrators.</summary>
internal static class AdministratorList
{
    private const int MaxWords = 6;

    /// <summary>Those that the search and the filters of the request let pass.</summary>
    public static IQueryable<T> Matching<T>(this IQueryable<T> members, AdministratorListRequest request)
        where T : Membership
    {
        // PostgreSQL knows no text with a zero character.
        var words = new string([.. (request.Search ?? "").Where(c => !char.IsControl(c))]);
        foreach (var word in words.ToSearchKey().Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MaxWords))
        {
            members = members.Where(m => m.NameKey.Contains(word) || m.Email.Contains(word));
        }

        if (!string.IsNullOrWhiteSpace(request.Email))
        {
            var email = Administrator.NormalizeEmail(request.Email);
            members = members.Where(m => m.Email == email);
        }

        if (request.Role is { } role)
        {
            members = members.Where(m => m.Role == role);
        }

        return request.Status switch
        {
            AdministratorStatus.Suspended => members.Where(m => m.IsSuspended),
            AdministratorStatus.Pending => members.Where(m => !m.IsSuspended && m.AcceptedAt == null),
            AdministratorStatus.Active => members.Where(m => !m.IsSuspended && m.AcceptedAt != null),
            _ => members,
        };
    }

    /// <summary>By what both kinds of administrators are sorted.</summary>
    public static Dictionary<string, Expression<Func<T, object?>>> Keys<T>()
        where T : Membership =>
        new(StringComparer.Ordinal)
        {
            ["name"] = m => m.NameKey,
            ["email"] = m => m.Email,
            ["mfa"] = m => m.RequiresMfa ? 0 : 1,
            ["status"] = m =>
                m.IsSuspended ? 2
                : m.AcceptedAt == null ? 0
                : 1,
            ["role"] = m =>
                m.Role == Role.Administrator ? 0
                : m.Role == Role.Manager ? 1
                : m.Role == Role.HelpDesk ? 2
                : 3,
        };

    /// <summary>Active, with a role that may manage administrators.</summary>
    public static IQueryable<T> InCharge<T>(this IQueryable<T> members)
        where T : Membership
    {
        var roles = Roles.Granting(Permission.ManageAdministrators);
        return members.Where(m => !m.IsSuspended && m.AcceptedAt != null && roles.Contains(m.Role));
    }

    public static bool MayManage(this Work work) => work.Scope.Role.Grants(Permission.ManageAdministrators);
}
