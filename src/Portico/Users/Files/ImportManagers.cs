using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Operations;

namespace Portico.Users.Files;

/// <summary>Sets the managers that rows name, once all rows are in. Who is unknown, or would manage himself, is left out and told.</summary>
internal static class ImportManagers
{
    public static async Task SetAsync(UserImport import, IReadOnlyList<string[]> rows, Work work, CancellationToken ct)
    {
        var columns = import.Columns.ToList();
        var (user, manager) = (columns.FindIndex(c => c.Target is "username"), columns.FindIndex(c => c.Target is "manager"));
        var pairs = rows.Select((cells, at) => (Row: import.NextRow + at + 2, User: NameIn(cells, user), Manager: NameIn(cells, manager)))
            .Where(p => p is { User: not null, Manager: not null })
            .ToList();
        var names = pairs.SelectMany(p => new[] { p.User!, p.Manager! }).Distinct(StringComparer.Ordinal).ToList();
        var users = await work
            .Db.Set<User>()
            .Where(u => names.Contains(u.Username))
            .ToDictionaryAsync(u => u.Username, StringComparer.Ordinal, ct);
        var refused = await work.Db.Set<UserImportProblem>().Where(p => p.ImportId == import.Id).Select(p => p.Row).ToListAsync(ct);
        foreach (var (row, name, managerName) in pairs.Where(p => !refused.Contains(p.Row)))
        {
            var found = users.GetValueOrDefault(managerName!);
            if (!users.TryGetValue(name!, out var of) || found is null || found.Id == of.Id)
            {
                Tell(
                    import,
                    row,
                    name!,
                    columns[manager].Header,
                    found is null ? "There is no user of that name." : "Nobody manages himself.",
                    work
                );
            }
            else if (of.ManagerId != found.Id)
            {
                of.ManagerId = found.Id;
                work.Record(new UserUpdated(of.Id, of.Username, work.ChangesOf(of)));
            }
        }
    }

    private static string? NameIn(string[] cells, int index) =>
        index >= 0 && index < cells.Length && UserFile.Meant(cells[index]) is { } name ? UserIdentity.Normalize(name) : null;

    private static void Tell(UserImport import, int row, string username, string header, string reason, Work work) =>
        work.Db.Add(
            new UserImportProblem
            {
                OrganizationId = import.OrganizationId,
                ImportId = import.Id,
                Row = row,
                Number = 99,
                Column = header,
                Username = username.CutTo(200),
                Reason = $"The user is in, without a manager: {reason}",
            }
        );
}
