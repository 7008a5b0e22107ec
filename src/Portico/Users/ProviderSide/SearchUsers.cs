using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

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

        [EnumDataType(typeof(PasswordStatus), ErrorMessage = "Choose one of the states of a password.")]
        public PasswordStatus? PasswordStatus { get; set; }

        /// <summary>How the user stands with multifactor authentication, which the organization's settings decide too.</summary>
        [EnumDataType(typeof(UserMfaStatus), ErrorMessage = "Choose one of those that there are.")]
        public UserMfaStatus? Mfa { get; set; }

        /// <summary>Only users who wait for someone to do something about this.</summary>
        [EnumDataType(typeof(UserNeed), ErrorMessage = "Choose one of those that there are.")]
        public UserNeed? Need { get; set; }

        internal bool HasFilters => this is not { State: null, PasswordStatus: null, Mfa: null, Need: null };
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
    public sealed record Result(int TotalCount, IReadOnlyList<Row> Results, bool IsMore) : ListOf<Row>(TotalCount, Results)
    {
        /// <summary>Of the organization that was asked for, for its page.</summary>
        [System.Text.Json.Serialization.JsonIgnore]
        public string? OrganizationName { get; init; }
    }

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var (found, isMore) = await new UserFinding(request, work).FindAsync(ct);
        var skipped = request.SkipOf(found.Count);
        var part = found.Skip(skipped).Take(request.Limit).ToList();
        return new Result(found.Count, await FoundUsers.ReadAsync(part, work, ct), isMore)
        {
            Page = request.PageAfter(skipped),
            OrganizationName = request is { Page: not null, Organization: { } id }
                ? await work.Db.Set<ManagedOrganization>().Where(o => o.Id == id).Select(o => o.Name).SingleOrDefaultAsync(ct)
                : null,
        };
    }
}
