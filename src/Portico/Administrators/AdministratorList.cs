using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Storage;

namespace Portico.Administrators;

/// <summary>Which administrators of a list are wanted, as the address says it.</summary>
[ValidatableType]
public sealed record AdministratorListRequest
{
    /// <summary>Words that stand in the name or the address.</summary>
    [StringLength(100, ErrorMessage = "Search with at most {1} characters.")]
    public string? Search { get; set; }

    /// <summary>status, name, email, mfa, role or organizations, with a minus for the reverse; anything else is name.</summary>
    [StringLength(20)]
    public string? Sort { get; set; }

    /// <summary>1-based; beyond the last it is the last.</summary>
    public int Page { get; set; } = 1;
}

/// <summary>One page of administrators.</summary>
/// <param name="Rows">At most <see cref="AdministratorList.PageSize"/>.</param>
/// <param name="Total">How many the search finds.</param>
/// <param name="Page">The page that this is.</param>
/// <param name="MayManage">Whether the reader may invite and change administrators here.</param>
public sealed record AdministratorPage(IReadOnlyList<AdministratorRow> Rows, int Total, int Page, bool MayManage);

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

/// <summary>Searching, sorting and paging, the same for both kinds of administrators.</summary>
internal static class AdministratorList
{
    public const int PageSize = 25;

    private const int MaxWords = 6;

    public static IQueryable<T> Matching<T>(this IQueryable<T> members, string? search)
        where T : Membership
    {
        // PostgreSQL knows no text with a zero character.
        var words = new string([.. (search ?? "").Where(c => !char.IsControl(c))]);
        foreach (var word in words.ToSearchKey().Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MaxWords))
        {
            members = members.Where(m => m.NameKey.Contains(word) || m.Email.Contains(word));
        }

        return members;
    }

    public static IQueryable<T> Sorted<T>(this IQueryable<T> members, string? sort)
        where T : Membership =>
        sort?.TrimStart('-') switch
        {
            "status" => members.By(
                sort,
                m =>
                    m.IsSuspended ? 2
                    : m.AcceptedAt == null ? 0
                    : 1
            ),
            "email" => members.By(sort, m => m.Email),
            "mfa" => members.By(sort, m => m.RequiresMfa ? 0 : 1),
            "role" => members.By(
                sort,
                m =>
                    m.Role == Role.Administrator ? 0
                    : m.Role == Role.Manager ? 1
                    : m.Role == Role.HelpDesk ? 2
                    : 3
            ),
            _ => members.By(sort, m => m.NameKey),
        };

    /// <summary>Equal ones by name, and equal names by id, so that paging loses none.</summary>
    public static IQueryable<T> By<T, TKey>(this IQueryable<T> members, string? sort, Expression<Func<T, TKey>> key)
        where T : Membership =>
        (sort is ['-', ..] ? members.OrderByDescending(key) : members.OrderBy(key)).ThenBy(m => m.NameKey).ThenBy(m => m.Id);

    /// <summary>Active, with a role that may manage administrators.</summary>
    public static IQueryable<T> InCharge<T>(this IQueryable<T> members)
        where T : Membership
    {
        var roles = Roles.Granting(Permission.ManageAdministrators);
        return members.Where(m => !m.IsSuspended && m.AcceptedAt != null && roles.Contains(m.Role));
    }

    public static async Task<(int Page, int Total)> CountAsync<T>(this IQueryable<T> members, int page, CancellationToken ct)
    {
        var total = await members.CountAsync(ct);
        return (Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize)), total);
    }

    public static IQueryable<T> OfPage<T>(this IQueryable<T> rows, int page) => rows.Skip((page - 1) * PageSize).Take(PageSize);

    public static bool MayManage(this Work work) => work.Scope.Role.Grants(Permission.ManageAdministrators);
}
