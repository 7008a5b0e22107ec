using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Users;

namespace Portico.Groups.Members;

/// <summary>The members of a user group, by name.</summary>
public sealed class ListUserGroupMembers(OperationRunner runner)
    : OrganizationQuery<ListUserGroupMembers.Request, ListOf<ListUserGroupMembers.Row>>(runner)
{
    /// <summary>Of more users with a word each member is held against it instead.</summary>
    private const int Few = 1_000;

    [ValidatableType]
    public sealed record Request : PagedListRequest
    {
        [JsonIgnore]
        public ObjectId GroupId { get; set; }

        /// <summary>Beginnings of words of the name, the username, the e-mail or the employee identifier; all of them must be found.</summary>
        [StringLength(200, ErrorMessage = "Search with at most {1} characters.")]
        public string? Search { get; set; }

        /// <summary>name, or -name for the reverse; name when nothing is said.</summary>
        [SortKeys("name")]
        public string? Sort { get; set; }

        /// <summary>hand or rule; in a group with a rule, by hand means by an exception.</summary>
        [EnumDataType(typeof(MembershipOrigin), ErrorMessage = "Choose hand or rule.")]
        public MembershipOrigin? Origin { get; set; }
    }

    /// <param name="Id">The user's id.</param>
    /// <param name="Username">Unique in the organization.</param>
    /// <param name="FullName">The display name, else first and last name, else the username.</param>
    /// <param name="Email">Unique in the organization.</param>
    /// <param name="State">Whether there may be access at all.</param>
    /// <param name="Origin">Whether someone added the user, or the rule finds him.</param>
    public sealed record Row(ObjectId Id, string Username, string FullName, string Email, UserState State, MembershipOrigin Origin);

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<ListOf<Row>>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var group = await work
            .Db.Set<Group>()
            .AsNoTracking()
            .SingleOrDefaultAsync(g => g.Id == request.GroupId && g.Kind == GroupKind.Users, ct);
        if (group is null)
        {
            return new NoSuchGroup();
        }

        var words = UserWord.OfSearch(request.Search ?? "");
        var found = await FoundAsync(request, words, work, ct);
        var total = words.Count is 0 && request.Origin is null ? group.MemberCount : await found.CountAsync(ct);
        var skipped = request.SkipOf(total);
        var page = await PageAsync(found, request, skipped, total, ct);
        return new ListOf<Row>(total, await RowsAsync(page, work, ct)) { Page = request.PageAfter(skipped) };
    }

    private static async Task<IQueryable<UserGroupMember>> FoundAsync(
        Request request,
        IReadOnlyList<string> words,
        Work work,
        CancellationToken ct
    )
    {
        var found = work.Db.Set<UserGroupMember>().AsNoTracking().Where(m => m.GroupId == request.GroupId);
        // The longest word is the rarest, most times: if few users have it, their memberships are looked up one by one.
        if (words.MaxBy(w => w.Length) is { } rarest)
        {
            var named = work.Db.Set<UserWord>().Where(UserWord.BeginsWith(rarest)).Select(w => w.UserId).Distinct();
            var few = await named.Take(Few + 1).ToListAsync(ct);
            if (few.Count <= Few)
            {
                found = found.Where(m => EF.Parameter(few).Contains(m.UserId));
                words = [.. words.Where(w => !ReferenceEquals(w, rarest))];
            }
        }

        foreach (var beginning in words.Select(word => " " + word))
        {
            found = found.Where(m => work.Db.Set<User>().Any(u => u.Id == m.UserId && u.SearchText.Contains(beginning)));
        }

        return request.Origin is { } origin ? found.Where(m => m.Origin == origin) : found;
    }

    /// <summary>What is behind the middle is read from the other end: skipping costs for each one that is skipped.</summary>
    private static async Task<List<UserGroupMember>> PageAsync(
        IQueryable<UserGroupMember> found,
        Request request,
        int skipped,
        int total,
        CancellationToken ct
    )
    {
        var taken = Math.Clamp(total - skipped, 0, request.Limit);
        var fromEnd = skipped > total / 2;
        var sorted =
            request.Sort is ['-', ..] == fromEnd
                ? found.OrderBy(m => m.NameKey).ThenBy(m => m.UserId)
                : found.OrderByDescending(m => m.NameKey).ThenByDescending(m => m.UserId);
        var page = await sorted.Skip(fromEnd ? total - skipped - taken : skipped).Take(taken).ToListAsync(ct);
        if (fromEnd)
        {
            page.Reverse();
        }

        return page;
    }

    private static async Task<List<Row>> RowsAsync(List<UserGroupMember> page, Work work, CancellationToken ct)
    {
        var ids = page.ConvertAll(m => m.UserId);
        var users = await work
            .Db.Set<User>()
            .Where(u => EF.Parameter(ids).Contains(u.Id))
            .Select(UserRow.Needed)
            .ToDictionaryAsync(u => u.Id, ct);
        return page.ConvertAll(m =>
        {
            var user = users[m.UserId];
            return new Row(user.Id, user.Username, user.FullName, user.Email, user.State, m.Origin);
        });
    }
}
