using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Groups.Members;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Storage;
using Portico.Settings;

namespace Portico.Users;

/// <summary>The users of an organization: searched, filtered, sorted.</summary>
public sealed class ListUsers(OperationRunner runner) : OrganizationQuery<ListUsers.Request, ListUsers.Result>(runner)
{
    /// <summary>For a numbered page what is searched or filtered is counted up to here; beyond, the answer is "1,000+".</summary>
    public const int CountedAtMost = 1_000;

    [ValidatableType]
    public sealed record Request : PagedListRequest
    {
        /// <summary>Beginnings of words of the name, the username, the e-mail or the employee identifier; all of them must be found.</summary>
        [StringLength(200, ErrorMessage = "Search with at most {1} characters.")]
        public string? Search { get; set; }

        /// <summary>
        /// name, username, email, state, lastSignInAt or createdAt, several by comma, with a minus for the reverse; name when nothing is
        /// said.
        /// </summary>
        [SortKeys("name", "username", "email", "state", "lastSignInAt", "createdAt")]
        public string? Sort { get; set; }

        [EnumDataType(typeof(UserState), ErrorMessage = "Choose one of the states.")]
        public UserState? State { get; set; }

        [EnumDataType(typeof(PasswordStatus), ErrorMessage = "Choose one of the states of a password.")]
        public PasswordStatus? PasswordStatus { get; set; }

        [EnumDataType(typeof(UserMfaStatus), ErrorMessage = "Choose one of those that there are.")]
        public UserMfaStatus? Mfa { get; set; }

        /// <summary>Whether the password meets the requirements that hold today: met, notMet or unknown. Users without one are of none.</summary>
        [EnumDataType(typeof(RequirementsStatus), ErrorMessage = "Choose one of those that there are.")]
        public RequirementsStatus? Requirements { get; set; }

        /// <summary>The whole username.</summary>
        [OneLine]
        [StringLength(UserIdentity.UsernameMaxLength, ErrorMessage = "Use at most {1} characters.")]
        public string? Username { get; set; }

        /// <summary>The whole address.</summary>
        [OneLine]
        [StringLength(UserIdentity.EmailMaxLength, ErrorMessage = "Use at most {1} characters.")]
        public string? Email { get; set; }

        /// <summary>The whole department, exactly as it is written.</summary>
        [OneLine]
        [StringLength(User.TextMaxLength, ErrorMessage = "Use at most {1} characters.")]
        public string? Department { get; set; }

        /// <summary>Only members of this user group.</summary>
        public ObjectId? Group { get; set; }

        internal bool IsFiltered => HasFilters || this is not { Username: null, Email: null, Department: null };

        internal bool IsOfAll => !IsFiltered && string.IsNullOrWhiteSpace(Search);

        /// <summary>Whether one of those is chosen that the page offers.</summary>
        internal bool HasFilters => this is not { State: null, PasswordStatus: null, Mfa: null, Requirements: null, Group: null };
    }

    /// <param name="TotalCount">All that are found; for a numbered page at most <see cref="CountedAtMost"/> of a search or filter.</param>
    /// <param name="Results">Those that were asked for.</param>
    public sealed record Result(int TotalCount, IReadOnlyList<UserRow> Results) : ListOf<UserRow>(TotalCount, Results)
    {
        /// <summary>Whether there are more than were counted.</summary>
        [System.Text.Json.Serialization.JsonIgnore]
        public bool IsMore { get; init; }

        /// <summary>The names of the groups of those that were asked for; of a numbered page.</summary>
        [System.Text.Json.Serialization.JsonIgnore]
        public ILookup<ObjectId, string> Groups { get; init; } = Array.Empty<string>().ToLookup(_ => default(ObjectId));

        /// <summary>The groups to filter by; of a numbered page.</summary>
        [System.Text.Json.Serialization.JsonIgnore]
        public IReadOnlyList<NamedGroup> GroupsToChoose { get; init; } = [];
    }

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var settings = await work.Db.Set<SecuritySettings>().AsNoTracking().SingleAsync(ct);
        var search = await UserSearch.ForAsync(request, settings, work, ct);
        var total = await CountAsync(request, search, work, ct);
        var counted = request.Page is null || request.IsOfAll ? total : Math.Min(total, CountedAtMost);
        var skipped = request.SkipOf(counted);
        var taken = Math.Clamp(counted - skipped, 0, request.Limit);
        var users = await search.ReadAsync(request.Sort, skipped, taken, counted < total ? null : total, ct);
        var result = new Result(counted, users.ConvertAll(u => UserRow.Of(u, work.Now, settings.UserMfa)))
        {
            Page = request.PageAfter(skipped),
            IsMore = total > counted,
        };
        return request.Page is null
            ? result
            : result with
            {
                Groups = await GroupsOfUsers.ReadAsync(users.ConvertAll(u => u.Id), work, ct),
                GroupsToChoose = await GroupsOfUsers.OfferAsync(request.Group, work, ct),
            };
    }

    private static Task<int> CountAsync(Request request, UserSearch search, Work work, CancellationToken ct) =>
        request.IsOfAll ? work.Db.Set<OrganizationCounters>().Select(c => c.Users).SingleAsync(ct)
        : request.Page is null ? search.CountAsync(ct)
        : search.CountAsync(CountedAtMost + 1, ct);
}
