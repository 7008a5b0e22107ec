using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.Settings;

namespace Portico.Users.Files;

/// <summary>
/// Looks at the next rows of an import, and takes them in when it runs: each row as a whole or not at all, and all of them with the note
/// of how far it has come in one transaction, so that none is taken in twice.
/// </summary>
public sealed class ImportUserRows(OperationRunner runner, RequestValidation validation, PasswordWork passwords, UserMail mail)
    : OrganizationOperation<ImportUserRows.Request, ImportUserRows.Result>(runner)
{
    private readonly Dictionary<string, string> hashes = new(StringComparer.Ordinal);

    public sealed record Request
    {
        public ObjectId Id { get; set; }

        /// <summary>Where these rows are in the file, from 0; behind, or ahead of, the import's own place nothing is done.</summary>
        public int First { get; set; }
        internal IReadOnlyList<string[]> Rows { get; init; } = [];
        internal ImportClaims Claims { get; init; } = new();
    }

    /// <param name="IsOver">Whether there is nothing more to do in this stage.</param>
    public sealed record Result(bool IsOver);

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override bool ReadsFirst(Request request) => true;

    /// <summary>Which passwords there are to hash: those of rows that nothing is wrong with.</summary>
    protected internal override async Task<IReadOnlyList<Problem>> ReadAsync(Request request, Work work, CancellationToken ct)
    {
        var import = await work.Db.Set<UserImport>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == request.Id, ct);
        if (import is null)
        {
            return [new NoSuchImport()];
        }

        if (import is { Stage: ImportStage.Running, SetsManagers: false } && import.Columns.Any(c => c.Target is "password"))
        {
            foreach (var row in (await RowsAsync(import, request, new ImportClaims(), work, ct)).Where(r => r.Problems.Count is 0))
            {
                hashes[row.Username] = row.Draft.Request.Password ?? "";
            }
        }

        return [];
    }

    protected internal override async Task<Problem?> PrepareAsync(Request request, CancellationToken ct)
    {
        foreach (var (username, password) in hashes.Where(h => h.Value.Length > 0).ToList())
        {
            if (await passwords.HashAsync(password, ct) is not { } hash)
            {
                return new PasswordsBusy();
            }

            hashes[username] = hash;
        }

        return null;
    }

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var import = await work.Db.Set<UserImport>().SingleOrDefaultAsync(i => i.Id == request.Id, ct);
        if (import is { Stage: ImportStage.Checking } && request.First is 0)
        {
            // A check that was interrupted begins anew: what its rows took for themselves was kept in memory only.
            await UserImports.ForgetAsync(import, work, ct);
        }

        if (import is not { IsWorking: true } || import.NextRow != request.First)
        {
            return new Result(IsOver: true);
        }

        if (import.SetsManagers)
        {
            await ImportManagers.SetAsync(import, request.Rows, work, ct);
        }
        else
        {
            var rows = await RowsAsync(import, request, request.Claims, work, ct);
            await new ImportSaving(import, hashes, mail, work).SaveAsync(rows, ct);
        }

        import.NextRow += request.Rows.Count;
        import.DueAt = work.Now + UserImportPump.Lease;
        if (import.NextRow < import.Rows)
        {
            return new Result(IsOver: false);
        }

        return new Result(await EndStageAsync(import, work, ct));
    }

    /// <summary>Whether the stage was the last work for now.</summary>
    private static async Task<bool> EndStageAsync(UserImport import, Work work, CancellationToken ct)
    {
        if (import is { Stage: ImportStage.Running, SetsManagers: false } && import.Columns.Any(c => c.Target is "manager"))
        {
            import.SetsManagers = true;
            import.NextRow = 0;
            return false;
        }

        if (import.Stage is ImportStage.Checking)
        {
            import.Stage = ImportStage.Checked;
            import.DueAt = work.Now + UserImport.Patience;
            return true;
        }

        await UserImports.EndAsync(import, ImportStage.Done, work, ct);
        work.Record(new UsersImported(import.Id, import.FileName, import.Added, import.Changed, import.Refused));
        return true;
    }

    private async Task<List<ImportRow>> RowsAsync(UserImport import, Request request, ImportClaims claims, Work work, CancellationToken ct)
    {
        var security = await work.Db.Set<SecuritySettings>().AsNoTracking().SingleAsync(ct);
        var directory = await work.Db.Set<DirectorySettings>().AsNoTracking().SingleOrDefaultAsync(ct) ?? new DirectorySettings();
        var rows = new ImportRows(import, security, directory, validation) { Claims = claims };
        return await rows.ReadAsync(request.Rows, request.First, work, ct);
    }
}

public sealed record UsersImported(ObjectId Id, string FileName, int Added, int Changed, int Refused) : AuditEvent
{
    public override string Summary =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"Imported {FileName}: {Added:N0} users added, {Changed:N0} changed, {Refused:N0} rows refused"
        );
    public override ObjectId? TargetId => Id;
    public override string TargetName => FileName;
}
