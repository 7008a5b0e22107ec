using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Settings;

namespace Portico.Users.ProviderSide;

/// <summary>
/// Finds people over all organizations that the caller may see. The first thousand are found, in the order of the words by which they are
/// found: whoever looks for one person types a letter more rather than leafing through a million.
/// </summary>
public sealed class SearchUsers(OperationRunner runner) : ProviderQuery<SearchUsers.Request, SearchUsers.Result>(runner)
{
    /// <summary>So many are found at most; beyond, the answer says that there are more.</summary>
    public const int Most = 1_000;

    [ValidatableType]
    public sealed record Request : PagedListRequest
    {
        /// <summary>Beginnings of words of the name, the username, the e-mail or the employee identifier; all of them must be found.</summary>
        [StringLength(200, ErrorMessage = "Search with at most {1} characters.")]
        public string? Search { get; set; }

        /// <summary>Only of this organization.</summary>
        public ObjectId? Organization { get; set; }

        [EnumDataType(typeof(UserState), ErrorMessage = "Choose one of the states.")]
        public UserState? State { get; set; }

        /// <summary>Only users who wait for someone to do something about this.</summary>
        [EnumDataType(typeof(UserNeed), ErrorMessage = "Choose one of those that there are.")]
        public UserNeed? Need { get; set; }
    }

    /// <summary>A user, and whose he is.</summary>
    /// <param name="OrganizationId">The organization's id.</param>
    /// <param name="OrganizationName">Its name.</param>
    /// <param name="User">The user as the organization's own list has him.</param>
    public sealed record Row(ObjectId OrganizationId, string OrganizationName, UserRow User)
    {
        /// <summary>The user's id, which rows of lists have.</summary>
        public ObjectId Id => User.Id;
    }

    /// <param name="TotalCount">How many are found, at most 1,000.</param>
    /// <param name="Results">Those that were asked for.</param>
    /// <param name="IsMore">Whether there are more than were looked at.</param>
    public sealed record Result(int TotalCount, IReadOnlyList<Row> Results, bool IsMore) : ListOf<Row>(TotalCount, Results);

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var (found, isMore) = await new UserFinding(request, work).FindAsync(ct);
        var skipped = request.SkipOf(found.Count);
        var part = found.Skip(skipped).Take(request.Limit).ToList();
        return new Result(found.Count, await ReadAsync(part, work, ct), isMore) { Page = request.PageAfter(skipped) };
    }

    private static async Task<IReadOnlyList<Row>> ReadAsync(List<UserKey> part, Work work, CancellationToken ct)
    {
        if (part.Count is 0)
        {
            return [];
        }

        var (organizations, ids) = (part.Select(k => k.OrganizationId).Distinct().ToList(), part.ConvertAll(k => k.UserId));
        var users = await work
            .Db.Set<User>()
            .AsNoTracking()
            .Where(u => organizations.Contains(u.OrganizationId) && ids.Contains(u.Id))
            .Select(UserRow.Needed)
            .ToDictionaryAsync(u => new UserKey(u.OrganizationId, u.Id), ct);
        var names = await (
            from o in work.Db.Set<ManagedOrganization>()
            where organizations.Contains(o.Id)
            join s in work.Db.Set<SecuritySettings>() on o.Id equals s.OrganizationId
            select new
            {
                o.Id,
                o.Name,
                s.UserMfa,
            }
        ).ToDictionaryAsync(o => o.Id, ct);
        return
        [
            .. from key in part
            where users.ContainsKey(key)
            let organization = names[key.OrganizationId]
            select new Row(organization.Id, organization.Name, UserRow.Of(users[key], work.Now, organization.UserMfa)),
        ];
    }
}

/// <summary>Which user of which organization.</summary>
internal sealed record UserKey(ObjectId OrganizationId, ObjectId UserId);
