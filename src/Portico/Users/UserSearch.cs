using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portico.Platform.Operations;
using Portico.Settings;

namespace Portico.Users;

/// <summary>The users that a search and its filters find in one organization.</summary>
internal sealed class UserSearch
{
    /// <summary>
    /// So many users may begin with a word before the list is walked in its own order instead, each one held against the word: of so
    /// many the next page is near.
    /// </summary>
    private const int Rare = 1_000;

    private static readonly Dictionary<string, Expression<Func<User, object?>>> keys = new(StringComparer.Ordinal)
    {
        ["name"] = u => u.NameKey,
        ["username"] = u => u.Username,
        ["email"] = u => u.Email,
        ["lastSignInAt"] = u => u.LastSignInAt,
        ["createdAt"] = u => u.CreatedAt,
        ["state"] = u => u.State,
    };

    private UserSearch(IQueryable<User> found, IQueryable<User> all)
    {
        Found = found;
        this.all = all;
    }

    private readonly IQueryable<User> all;

    public IQueryable<User> Found { get; }

    public static async Task<UserSearch> ForAsync(ListUsers.Request request, SecuritySettings settings, Work work, CancellationToken ct)
    {
        var users = work.Db.Set<User>().AsNoTracking();
        var found = Filtered(users, request, settings, work.Now);
        var words = UserWord.OfSearch(request.Search ?? "");
        return new UserSearch(words.Count is 0 ? found : await WithWordsAsync(found, words, work, ct), users);
    }

    /// <summary>A part of what is found, in order; only the users of the part are read as a whole.</summary>
    public async Task<List<User>> ReadAsync(string? sort, int skipped, int taken, int total, CancellationToken ct)
    {
        if (taken is 0)
        {
            return [];
        }

        // What is behind the middle is read from the other end: skipping costs for each one that is skipped.
        var fromEnd = skipped > total / 2 && total - skipped >= taken;
        var sorted = Found.SortedBy(fromEnd ? Reversed(sort) : sort, keys, own: fromEnd ? "-name" : "name", u => u.Id);
        var ids = sorted.Skip(fromEnd ? total - skipped - taken : skipped).Take(taken).Select(u => u.Id);
        return await all.Where(u => ids.Contains(u.Id)).SortedBy(sort, keys, own: "name", u => u.Id).Select(UserRow.Needed).ToListAsync(ct);
    }

    private static string Reversed(string? sort) =>
        string.Join(
            ',',
            (sort ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(k => k is ['-', .. var key] ? key : "-" + k)
        );

    private static IQueryable<User> Filtered(
        IQueryable<User> users,
        ListUsers.Request request,
        SecuritySettings settings,
        DateTimeOffset now
    )
    {
        if (request.State is { } state)
        {
            users = users.Where(u => u.State == state);
        }

        if (request.PasswordStatus is { } password)
        {
            users = users.Where(UserFilters.Has(password, now));
        }

        if (request.Mfa is { } mfa)
        {
            users = users.Where(UserFilters.Stands(mfa, settings.UserMfa, now));
        }

        if (request.Requirements is { } requirements)
        {
            users = users.Where(UserFilters.Meets(requirements, settings.TightenedAt));
        }

        if (request.Username is { } username)
        {
            var name = UserIdentity.Normalize(username);
            users = users.Where(u => u.Username == name);
        }

        if (request.Email is { } email)
        {
            var address = UserIdentity.Normalize(email);
            users = users.Where(u => u.Email == address);
        }

        return request.Department is { } department ? users.Where(u => u.Department == department) : users;
    }

    private static async Task<IQueryable<User>> WithWordsAsync(
        IQueryable<User> users,
        IReadOnlyList<string> words,
        Work work,
        CancellationToken ct
    )
    {
        // The longest word is the rarest, most times.
        var rarest = words.MaxBy(w => w.Length)!;
        var named = work.Db.Set<UserWord>().Where(UserWord.BeginsWith(rarest)).Select(w => w.UserId);
        var isRare = await named.Take(Rare + 1).CountAsync(ct) <= Rare;
        if (isRare)
        {
            users = users.Where(u => named.Contains(u.Id));
        }

        foreach (var word in isRare ? words.Where(w => !ReferenceEquals(w, rarest)) : words)
        {
            var beginning = " " + word;
            users = users.Where(u => u.SearchText.Contains(beginning));
        }

        return users;
    }
}
