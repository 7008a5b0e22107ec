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

    private bool HasFilter => request is not { State: null, Need: null };

    public async Task<(IReadOnlyList<UserKey> Found, bool IsMore)> FindAsync(CancellationToken ct)
    {
        var words = UserWord.OfSearch(request.Search ?? "");
        return words.Count is 0 ? await FilterAsync(ct) : await FindByWordsAsync(words, ct);
    }

    /// <summary>In the order of their keys, which costs nothing.</summary>
    private async Task<(IReadOnlyList<UserKey> Found, bool IsMore)> FilterAsync(CancellationToken ct)
    {
        var keys = await Filtered().Select(u => new { u.OrganizationId, u.Id }).Take(SearchUsers.Most + 1).ToListAsync(ct);
        return ([.. keys.Take(SearchUsers.Most).Select(k => new UserKey(k.OrganizationId, k.Id))], keys.Count > SearchUsers.Most);
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

        var looked = named.OrderBy(w => w.Word).ThenBy(w => w.OrganizationId).ThenBy(w => w.UserId).Take(WordsLookedAt);
        var keys = !HasFilter && others.Count is 0 ? await KeysAsync(looked, ct) : await KeysAsync(looked, others, ct);
        // A user is found by several words: by the username, and by the address that begins like it.
        var distinct = keys.Distinct().Take(SearchUsers.Most + 1).ToList();
        var isMore = distinct.Count > SearchUsers.Most || await looked.Skip(WordsLookedAt - 1).AnyAsync(ct);
        return ([.. distinct.Take(SearchUsers.Most)], isMore);
    }

    private static async Task<IEnumerable<UserKey>> KeysAsync(IQueryable<UserWord> looked, CancellationToken ct) =>
        (await looked.Select(w => new { w.OrganizationId, w.UserId }).ToListAsync(ct)).Select(k => new UserKey(k.OrganizationId, k.UserId));

    private async Task<IEnumerable<UserKey>> KeysAsync(IQueryable<UserWord> looked, List<string> others, CancellationToken ct)
    {
        var users = Filtered();
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

    private IQueryable<User> Filtered()
    {
        var users = request.Need is { } need ? UsersInNeed.Of(need, work) : work.Db.Set<User>();
        if (request.Organization is { } organization)
        {
            users = users.Where(u => u.OrganizationId == organization);
        }

        return request.State is { } state ? users.Where(u => u.State == state) : users;
    }
}
