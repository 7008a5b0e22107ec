using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Applications;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Systems;
using Portico.Users;

namespace Portico.Groups.Picking;

/// <summary>Finds things of the organization by name, for a form in which some of them are ticked.</summary>
public sealed class SearchToPick(OperationRunner runner) : OrganizationQuery<SearchToPick.Request, SearchToPick.Result>(runner)
{
    /// <summary>So many are shown; whoever wants another says more of its name.</summary>
    public const int Shown = 20;

    [ValidatableType]
    public sealed record Request
    {
        [EnumDataType(typeof(Pickable), ErrorMessage = "Choose what to look for.")]
        public Pickable Kind { get; set; }

        [StringLength(200, ErrorMessage = "Search with at most {1} characters.")]
        public string? Search { get; set; }

        /// <summary>Those that are ticked already, and stay in the form whatever is looked for.</summary>
        [MaxLength(100, ErrorMessage = "Choose at most {1}.")]
        public IReadOnlyList<ObjectId> AtHand { get; set; } = [];
    }

    /// <param name="AtHand">Those that are ticked already.</param>
    /// <param name="Found">Others, by name.</param>
    /// <param name="IsMore">Whether more were found than are shown.</param>
    public sealed record Result(IReadOnlyList<Choice> AtHand, IReadOnlyList<Choice> Found, bool IsMore);

    /// <param name="Id">The thing's id.</param>
    /// <param name="Name">Its name, or hostname.</param>
    /// <param name="Second">What tells it from others of that name; null when the name does.</param>
    public sealed record Choice(ObjectId Id, string Name, string? Second);

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var ids = request.AtHand;
        var (chosen, found) = request.Kind switch
        {
            Pickable.Users => await UsersAsync(request, work, ct),
            Pickable.Systems => await OfAsync(
                work.Db.Set<ManagedSystem>().Where(s => EF.Parameter(ids).Contains(s.Id)),
                work.Db.Set<ManagedSystem>().Named(request.Search).Where(s => !EF.Parameter(ids).Contains(s.Id)).OrderBy(s => s.Hostname),
                some => some.Select(s => new Choice(s.Id, s.Hostname, null)),
                ct
            ),
            Pickable.Applications => await OfAsync(
                work.Db.Set<Application>().Where(a => EF.Parameter(ids).Contains(a.Id)),
                work.Db.Set<Application>().Named(request.Search).Where(a => !EF.Parameter(ids).Contains(a.Id)).OrderBy(a => a.Name),
                some => some.Select(a => new Choice(a.Id, a.Name, null)),
                ct
            ),
            _ => await GroupsAsync(request, work, ct),
        };
        return new Result(chosen, [.. found.Take(Shown)], found.Count > Shown);
    }

    private static Task<(List<Choice> AtHand, List<Choice> Found)> GroupsAsync(Request request, Work work, CancellationToken ct)
    {
        var ids = request.AtHand;
        var kind = request.Kind is Pickable.SystemGroups ? GroupKind.Systems : GroupKind.Users;
        var groups = work.Db.Set<Group>().Where(g => g.Kind == kind);
        var saysRule = request.Kind is Pickable.GroupsToJoin;
        var part = Group.NameKeyOf(request.Search ?? "");
        return OfAsync(
            groups.Where(g => EF.Parameter(ids).Contains(g.Id)),
            groups.Where(g => g.NameKey.Contains(part) && !EF.Parameter(ids).Contains(g.Id)).OrderBy(g => g.NameKey),
            some => some.Select(g => new Choice(g.Id, g.Name, saysRule && g.Rule != null ? "finds its members by a rule" : null)),
            ct
        );
    }

    private static async Task<(List<Choice> AtHand, List<Choice> Found)> UsersAsync(Request request, Work work, CancellationToken ct)
    {
        var ids = request.AtHand;
        var found = work.Db.Set<User>().Where(u => !EF.Parameter(ids).Contains(u.Id));
        foreach (var word in UserWord.OfSearch(request.Search ?? ""))
        {
            var named = work.Db.Set<UserWord>().Where(UserWord.BeginsWith(word)).Select(w => w.UserId);
            found = found.Where(u => named.Contains(u.Id));
        }

        var chosen = await work.Db.Set<User>().Where(u => EF.Parameter(ids).Contains(u.Id)).Select(UserRow.Needed).ToListAsync(ct);
        var others = await found.OrderBy(u => u.NameKey).ThenBy(u => u.Id).Take(Shown + 1).Select(UserRow.Needed).ToListAsync(ct);
        return (chosen.ConvertAll(Of), others.ConvertAll(Of));

        static Choice Of(User user) => new(user.Id, user.FullName, user.Username);
    }

    private static async Task<(List<Choice> AtHand, List<Choice> Found)> OfAsync<T>(
        IQueryable<T> chosen,
        IQueryable<T> others,
        Func<IQueryable<T>, IQueryable<Choice>> select,
        CancellationToken ct
    ) => (await select(chosen).ToListAsync(ct), await select(others.Take(Shown + 1)).ToListAsync(ct));
}

/// <summary>What is picked.</summary>
public enum Pickable
{
    Users,
    Systems,
    Applications,
    UserGroups,
    SystemGroups,

    /// <summary>User groups, of which it is said which have a rule.</summary>
    GroupsToJoin,
}
