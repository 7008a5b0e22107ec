using Microsoft.EntityFrameworkCore;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.ForeignHashes;
using Portico.Settings;
using Portico.Users.Passwords;

namespace Portico.Users.Files;

/// <summary>A row of an import, and what it would do.</summary>
internal sealed class ImportRow(int number, UserDraft draft, User? existing)
{
    /// <summary>As a person counts: the header is row 1.</summary>
    public int Number { get; } = number;
    public UserDraft Draft { get; } = draft;

    /// <summary>Who has that username already; null when the row adds someone.</summary>
    public User? Existing { get; } = existing;
    public string? Hash { get; set; }

    /// <summary>The column's header, or null for the row as a whole, and what is wrong.</summary>
    public List<(string? Column, string Reason)> Problems { get; } = [];
    public string Username => Draft.Request.Username;
}

/// <summary>Makes drafts of the rows of a file, and holds them against the directory and against each other.</summary>
internal sealed class ImportRows(UserImport import, SecuritySettings security, DirectorySettings directory, RequestValidation validation)
{
    private readonly (int Index, string Header, UserColumn Column)[] columns =
    [
        .. import
            .Columns.Select((column, index) => (index, column.Header, Column: column.Target is { } key ? UserColumns.Find(key) : null))
            .Where(c => c.Column is not null)
            .Select(c => (c.index, c.Header, c.Column!)),
    ];

    /// <summary>Those names and addresses that rows before these take, when nothing of them is in the directory yet.</summary>
    public required ImportClaims Claims { get; init; }

    public async Task<List<ImportRow>> ReadAsync(IReadOnlyList<string[]> cells, int first, Work work, CancellationToken ct)
    {
        var usernames = cells.Select(UsernameIn).OfType<string>().ToList();
        var existing = await work
            .Db.Set<User>()
            .Where(u => usernames.Contains(u.Username))
            .ToDictionaryAsync(u => u.Username, StringComparer.Ordinal, ct);
        var rows = new List<ImportRow>();
        foreach (var (row, at) in cells.Select((row, at) => (row, at)))
        {
            var read = Read(row, first + at + 2, UsernameIn(row) is { } name ? existing.GetValueOrDefault(name) : null);
            await ValidateAsync(read, ct);
            rows.Add(read);
        }

        await new ImportConflicts(rows, Claims, HeaderOf).FindAsync(work, ct);
        return rows;
    }

    private string? UsernameIn(string[] row)
    {
        var column = Array.Find(columns, c => c.Column.Key is "username");
        return column.Column is not null && column.Index < row.Length && UserFile.Meant(row[column.Index]) is { } name
            ? UserIdentity.Normalize(name)
            : null;
    }

    private ImportRow Read(string[] cells, int number, User? existing)
    {
        var request = new AddUser.Request { State = existing is null ? directory.ImportedUserState : null };
        if (existing is not null)
        {
            request.TakeFrom(existing);
        }

        var row = new ImportRow(number, new UserDraft(request), existing);
        foreach (var (index, header, column) in columns)
        {
            var value = index < cells.Length ? UserFile.Meant(cells[index]) : null;
            if (value is null && (existing is null || !import.ClearsEmpty))
            {
                continue;
            }

            if (column.Write(row.Draft, value) is { } problem)
            {
                row.Problems.Add((header, problem));
            }
        }

        request.Username = UserIdentity.Normalize(request.Username);
        request.Email = UserIdentity.Normalize(request.Email);
        if (existing is not null && !import.UpdatesExisting)
        {
            row.Problems.Add((HeaderOf("Username"), "There is a user of that name already, and this import changes none."));
        }

        return row;
    }

    private async Task ValidateAsync(ImportRow row, CancellationToken ct)
    {
        foreach (var problem in await validation.ProblemsOfAsync(row.Draft.Request, ct))
        {
            row.Problems.Add((HeaderOf(problem.Field), problem.Message));
        }

        if (row.Draft.Request.Password is { } password)
        {
            row.Problems.AddRange(
                NewUserPassword
                    .ProblemsOf(password, new User { Username = row.Username, Email = row.Draft.Request.Email }, security)
                    .Select(p => (HeaderOf(p.Field), p.Message))
            );
        }
        else if (row.Draft.Request.PasswordHash is { } hash)
        {
            var reading = ForeignHash.Read(hash);
            row.Hash = reading.Hash?.Text;
            if (reading.Refusal is { } refusal)
            {
                row.Problems.Add((HeaderOf(nameof(AddUser.Request.PasswordHash)), refusal));
            }
        }
    }

    /// <summary>The header of the column from which a member of the request comes.</summary>
    private string? HeaderOf(string? field) =>
        field is null ? null : Array.Find(columns, c => field.StartsWith(c.Column.Field, StringComparison.Ordinal)).Header;
}
