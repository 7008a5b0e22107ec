using Microsoft.EntityFrameworkCore;
using Portico.Platform.Operations;

namespace Portico.Users.ProviderSide;

/// <summary>Finds the first users that a search and its filters let through, without reading more of the store than so many rows.</summary>
internal sealed class UserFinding(SearchUsers.Request request, Work work)
{
    /// <summary>
    /// So many words that begin as the search does are looked at. Without a filter more than a thousand users are among them; with one
    /// that few pass, the answer says that not all were looked at.
    /// </summary>
    private const int WordsLookedAt = 5_000;

    /// <summary>The same where each user found is held against further words or a filter, which costs more.</summary>
    private const int WordsHeldAgainst = 2_500;

    /// <summary>
    /// Of a filter that most users pass there is no index: so many users are held against it, and the answer says when there are more.
    /// </summary>
    private const int UsersLookedAt = 5_000;

    /// <summary>Whether something is asked that most users are, most times.</summary>
    private bool AsksForMost =>
        request is { State: UserState.Activated } or { PasswordStatus: PasswordStatus.Active } or { Mfa: UserMfaStatus.NotRequired };

    public async Task<(IReadOnlyList<UserKey> Found, bool IsMore)> FindAsync(CancellationToken ct)
    {
        var words = UserWord.OfSearch(request.Search ?? "");
        return words.Count is 0 ? await FilterAsync(ct) : await FindByWordsAsync(words, ct);
    }

    /// <summary>In the order of their keys, which costs nothing.</summary>
    private async Task<(IReadOnlyList<UserKey> Found, bool IsMore)> FilterAsync(CancellationToken ct)
    {
        var few = WithFewFilters(ofNeed: true);
        // Inside one organization all are asked.
        var isBounded = AsksForMost && request.Organization is null;
        var asked = WithMostFilters(isBounded ? few.Take(UsersLookedAt) : few);
        var keys = await asked.Select(u => new { u.OrganizationId, u.Id }).Take(SearchUsers.Most + 1).ToListAsync(ct);
        var isMore = keys.Count > SearchUsers.Most || (isBounded && await few.Skip(UsersLookedAt).AnyAsync(ct));
        return ([.. keys.Take(SearchUsers.Most).Select(k => new UserKey(k.OrganizationId, k.Id))], isMore);
    }

    private async Task<(IReadOnlyList<UserKey> Found, bool IsMore)> FindByWordsAsync(IReadOnlyList<string> words, CancellationToken ct)
    {
        // The longest word is the rarest, most times.
        var rarest = words.MaxBy(w => w.Length)!;
        var others = words.Where(w => !ReferenceEquals(w, rarest)).ToList();
        var named = work.Db.Set<UserWord>().Where(UserWord.BeginsWith(rarest));
        if (request.Organization is { } organization)
        {
            named = named.Where(w => w.OrganizationId == organization);
        }

        var isAlone = !request.HasFilters && others.Count is 0;
        var most = isAlone ? WordsLookedAt : WordsHeldAgainst;
        var looked = named.OrderBy(w => w.Word).ThenBy(w => w.OrganizationId).ThenBy(w => w.UserId).Take(most);
        var keys = isAlone ? await KeysAsync(looked, ct) : await KeysAsync(looked, others, ct);
        // A user is found by several words: by the username, and by the address that begins like it.
        var distinct = keys.Distinct().Take(SearchUsers.Most + 1).ToList();
        var isMore = distinct.Count > SearchUsers.Most || await looked.Skip(most - 1).AnyAsync(ct);
        return ([.. distinct.Take(SearchUsers.Most)], isMore);
    }

    private static async Task<IEnumerable<UserKey>> KeysAsync(IQueryable<UserWord> looked, CancellationToken ct) =>
        (await looked.Select(w => new { w.OrganizationId, w.UserId }).ToListAsync(ct)).Select(k => new UserKey(k.OrganizationId, k.UserId));

    private async Task<IEnumerable<UserKey>> KeysAsync(IQueryable<UserWord> looked, List<string> others, CancellationToken ct)
    {
        var users = WithMostFilters(WithFewFilters(ofNeed: false));
        foreach (var word in others)
        {
            var beginning = " " + word;
            users = users.Where(u => u.SearchText.Contains(beginning));
        }

        var keys = await (
            from w in looked
            join u in users on new { w.OrganizationId, Id = w.UserId } equals new { u.OrganizationId, u.Id }
            select new
            {
                w.Word,
                u.OrganizationId,
                u.Id,
            }
        ).ToListAsync(ct);
        return keys.OrderBy(k => k.Word, StringComparer.Ordinal).Select(k => new UserKey(k.OrganizationId, k.Id));
    }

    /// <summary>Only filters that few users pass, each with an index of its own.</summary>
    /// <param name="ofNeed">Whether the users are looked for; else they are found already, and each is held against the filter.</param>
    private IQueryable<User> WithFewFilters(bool ofNeed)
    {
        // Who lacks it is looked for in three indexes; of few users each is asked.
        var isLookedFor = ofNeed && request.Organization is null;
        var users = request.Need switch
        {
            UserNeed.MfaMissing when !isLookedFor => work
                .Db.Set<User>()
                .Where(u => u.State == UserState.Activated)
                .With(UserMfaStatus.Missing, work),
            { } need => UsersInNeed.Of(need, work),
            null when isLookedFor && request.Mfa is UserMfaStatus.Missing => MfaAcross.Missing(work),
            null => work.Db.Set<User>(),
        };
        if (request.Organization is { } organization)
        {
            users = users.Where(u => u.OrganizationId == organization);
        }

        if (request.State is { } state and not UserState.Activated)
        {
            users = users.Where(u => u.State == state);
        }

        if (request.PasswordStatus is { } password and not PasswordStatus.Active)
        {
            users = users.Where(UserFilters.Has(password, work.Now));
        }

        return request.Mfa switch
        {
            null or UserMfaStatus.NotRequired => users,
            UserMfaStatus.Missing when isLookedFor && request.Need is null => users,
            { } mfa => users.With(mfa, work),
        };
    }

    /// <summary>The others: what most users are.</summary>
    private IQueryable<User> WithMostFilters(IQueryable<User> users)
    {
        users = request.State is UserState.Activated ? users.Where(u => u.State == UserState.Activated) : users;
        users = request.PasswordStatus is PasswordStatus.Active ? users.Where(UserFilters.Has(PasswordStatus.Active, work.Now)) : users;
        return request.Mfa is UserMfaStatus.NotRequired ? users.With(UserMfaStatus.NotRequired, work) : users;
    }
}
