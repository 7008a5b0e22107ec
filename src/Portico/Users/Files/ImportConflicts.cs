using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Operations;

namespace Portico.Users.Files;

/// <summary>What the rows looked at so far take for themselves: in a check, nothing of it is in the directory.</summary>
internal sealed class ImportClaims
{
    public Dictionary<string, int> Usernames { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, int> Emails { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, int> EmployeeIdentifiers { get; } = new(StringComparer.Ordinal);
    public Dictionary<int, int> Uids { get; } = [];

    /// <summary>Everyone in the file: managers may come after those whom they manage.</summary>
    public HashSet<string> Everyone { get; init; } = new(StringComparer.Ordinal);
}

/// <summary>Finds what rows want that another user has, or another row before them.</summary>
internal sealed class ImportConflicts(List<ImportRow> rows, ImportClaims claims, Func<string, string?> headerOf)
{
    public async Task FindAsync(Work work, CancellationToken ct)
    {
        await CheckManagersAsync(work, ct);
        var emails = rows.ConvertAll(r => r.Draft.Request.Email);
        var numbers = rows.Select(r => r.Draft.Request.EmployeeIdentifier.Tidied()).OfType<string>().ToList();
        var uids = rows.Select(r => r.Draft.Request.Uid).OfType<int>().ToList();
        // A query for each: of one with "or" SQLite makes a walk through all users.
        var byEmail = await OwnersAsync(work, u => EF.Parameter(emails).Contains(u.Email), u => u.Email, ct);
        var byNumber = await OwnersAsync(
            work,
            u => EF.Parameter(numbers).Contains(u.EmployeeIdentifier!),
            u => u.EmployeeIdentifier ?? "",
            ct
        );
        var byUid = await OwnersAsync(work, u => EF.Parameter(uids).Contains(u.Uid), u => u.Uid, ct);
        foreach (var row in rows)
        {
            var request = row.Draft.Request;
            Claim(row, claims.Usernames, request.Username, "Username", "name");
            Claim(row, claims.Emails, request.Email, "Email", "address");
            Refuse(row, byEmail[request.Email].Any(id => id != row.Existing?.Id), "Email", "Another user has this address.");
            if (request.EmployeeIdentifier.Tidied() is { } number)
            {
                Claim(row, claims.EmployeeIdentifiers, number, "EmployeeIdentifier", "identifier");
                Refuse(row, byNumber[number].Any(id => id != row.Existing?.Id), "EmployeeIdentifier", "Another user has this identifier.");
            }

            if (request.Uid is { } uid)
            {
                Claim(row, claims.Uids, uid, "Uid", "UID");
                Refuse(row, byUid[uid].Any(id => id != row.Existing?.Id), "Uid", "Another user has this UID.");
            }
        }
    }

    private static async Task<ILookup<T, ObjectId>> OwnersAsync<T>(
        Work work,
        Expression<Func<User, bool>> which,
        Func<User, T> what,
        CancellationToken ct
    )
    {
        var found = await work
            .Db.Set<User>()
            .AsNoTracking()
            .Where(which)
            .Select(u => new User
            {
                OrganizationId = u.OrganizationId,
                Id = u.Id,
                Username = u.Username,
                Email = u.Email,
                EmployeeIdentifier = u.EmployeeIdentifier,
                Uid = u.Uid,
            })
            .ToListAsync(ct);
        return found.ToLookup(what, u => u.Id);
    }

    private async Task CheckManagersAsync(Work work, CancellationToken ct)
    {
        var named = rows.Select(r => r.Draft.Manager).OfType<string>().Where(m => m.Length > 0).Select(UserIdentity.Normalize).ToList();
        var there = named.Count is 0
            ? []
            : await work.Db.Set<User>().Where(u => named.Contains(u.Username)).Select(u => u.Username).ToListAsync(ct);
        foreach (var row in rows.Where(r => r.Draft.Manager is { Length: > 0 }))
        {
            var manager = UserIdentity.Normalize(row.Draft.Manager!);
            var isKnown = claims.Everyone.Contains(manager) || there.Contains(manager, StringComparer.Ordinal);
            Refuse(row, !isKnown, nameof(UserDetails.ManagerId), "There is no user of that name, nor a row of one.");
            Refuse(
                row,
                string.Equals(manager, row.Username, StringComparison.Ordinal),
                nameof(UserDetails.ManagerId),
                "Nobody manages himself."
            );
        }
    }

    /// <summary>The first row that wants something gets it, unless it is refused for something else.</summary>
    private void Claim<T>(ImportRow row, Dictionary<T, int> claimed, T value, string field, string noun)
        where T : notnull
    {
        if (claimed.TryGetValue(value, out var other) && other != row.Number)
        {
            row.Problems.Add((headerOf(field), $"Row {other} has the same {noun}."));
        }
        else if (row.Problems.Count is 0)
        {
            claimed[value] = row.Number;
        }
    }

    private void Refuse(ImportRow row, bool isTaken, string field, string reason)
    {
        if (isTaken)
        {
            row.Problems.Add((headerOf(field), reason));
        }
    }
}
