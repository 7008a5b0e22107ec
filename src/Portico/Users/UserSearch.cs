using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portico.Groups;
using Portico.Groups.Members;
using Portico.Platform;
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
        // Ids sort by when they were made.
        ["createdAt"] = u => u.Id,
        ["state"] = u => u.State,
    };

    private readonly IQueryable<User> rows;
    private readonly IQueryable<ObjectId> ids;
    private readonly IQueryable<User> all;

    private UserSearch(IQueryable<User> found, IQueryable<ObjectId> counted, IQueryable<User> all) =>
        (rows, ids, this.all) = (found, counted, all);

    public static async Task<UserSearch> ForAsync(ListUsers.Request request, SecuritySettings settings, Work work, CancellationToken ct)
    {
        var users = work.Db.Set<User>().AsNoTracking();
        var found = Filtered(users, request, settings, work.Now);
        if (request.Group is { } group)
        {
            found = await InGroupAsync(found, group, work, ct);
        }

        var words = UserWord.OfSearch(request.Search ?? "");
        return words.Count is 0 ? new(found, found.Select(u => u.Id), users) : await WithWordsAsync(found, users, request, words, work, ct);
    }

    /// <summary>How many are found.</summary>
    public Task<int> CountAsync(CancellationToken ct) => ids.CountAsync(ct);

    /// <summary>How many are found, as far as this many.</summary>
    public Task<int> CountAsync(int most, CancellationToken ct) => ids.Take(most).CountAsync(ct);

    /// <summary>A part of what is found, in order; only the users of the part are read as a whole.</summary>
    /// <param name="sort">As it was asked for.</param>
    /// <param name="skipped">How many come before the part.</param>
    /// <param name="taken">How many it has at most.</param>
    /// <param name="total">How many are found in all; null when that was not counted to the end.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<List<User>> ReadAsync(string? sort, int skipped, int taken, int? total, CancellationToken ct)
    {
        if (taken is 0)
        {
            return [];
        }

        // What is behind the middle is read from the other end: skipping costs for each one that is skipped.
        var fromEnd = skipped > total / 2 && total - skipped >= taken;
        var skips = fromEnd ? total!.Value - skipped - taken : skipped;
        sort = fromEnd ? Reversed(sort) : sort;
        // Names follow the direction of the first key: so an index has them, whichever way it is walked.
        var isReversed = string.IsNullOrEmpty(sort) ? fromEnd : sort is ['-', ..];
        var sorted = rows.SortedBy(sort, keys, own: isReversed ? "-name" : "name", u => u.Id);
        var part = await sorted.Skip(skips).Take(taken).Select(u => u.Id).ToListAsync(ct);
        if (fromEnd)
        {
            part.Reverse();
        }

        // By their keys and in a query of its own: as a part of this one, SQLite would walk the whole list to sort it a second time.
        var users = await all.Where(u => EF.Parameter(part).Contains(u.Id)).Select(UserRow.Needed).ToDictionaryAsync(u => u.Id, ct);
        // Whoever was deleted in between is missing.
        return [.. part.Where(users.ContainsKey).Select(id => users[id])];
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

    /// <summary>Few members are looked up one by one; of many the next page is near when the list is walked in its own order.</summary>
    private static async Task<IQueryable<User>> InGroupAsync(IQueryable<User> users, ObjectId group, Work work, CancellationToken ct)
    {
        var members = work.Db.Set<UserGroupMember>().Where(m => m.GroupId == group);
        return await work.Db.Set<Group>().Where(g => g.Id == group).Select(g => g.MemberCount).SingleOrDefaultAsync(ct) <= Rare
            ? users.Where(u => members.Select(m => m.UserId).Contains(u.Id))
            : users.Where(u => members.Any(m => m.OrganizationId == u.OrganizationId && m.UserId == u.Id));
    }

    private static async Task<UserSearch> WithWordsAsync(
        IQueryable<User> found,
        IQueryable<User> all,
        ListUsers.Request request,
        IReadOnlyList<string> words,
        Work work,
        CancellationToken ct
    )
    {
        // The longest word is the rarest, most times.
        var rarest = words.MaxBy(w => w.Length)!;
        var named = work.Db.Set<UserWord>().Where(UserWord.BeginsWith(rarest)).Select(w => w.UserId).Distinct();
        var isRare = await named.Take(Rare + 1).CountAsync(ct) <= Rare;
        var byIndex = Holding(found.Where(u => named.Contains(u.Id)), words.Where(w => !ReferenceEquals(w, rarest)));
        var counted = request.IsFiltered || words.Count > 1 ? byIndex.Select(u => u.Id) : named;
        return new(isRare ? byIndex : Holding(found, words), counted, all);
    }

    private static IQueryable<User> Holding(IQueryable<User> users, IEnumerable<string> words) =>
        words.Select(word => " " + word).Aggregate(users, (held, beginning) => held.Where(u => u.SearchText.Contains(beginning)));
}
