using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;

namespace Portico.Users.Files;

/// <summary>Takes a file of users, keeps it sealed, and proposes to which attributes its columns go. Nothing is imported yet.</summary>
public sealed class StartUserImport(OperationRunner runner, IDataProtectionProvider protection)
    : OrganizationOperation<StartUserImport.Request, StartUserImport.Result>(runner)
{
    private string text = "";
    private IReadOnlyList<string[]> rows = [];

    [ValidatableType]
    public sealed record Request
    {
        /// <summary>CSV with a header: at most 20 MiB and 50,000 rows.</summary>
        [Required(ErrorMessage = "Choose a file.")]
        public IFormFile? File { get; set; }
    }

    public sealed record Result(ObjectId Id);

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Problem?> PrepareAsync(Request request, CancellationToken ct)
    {
        if (request.File!.Length > UserFile.MaxBytes)
        {
            return new UnreadableFile("The file is larger than 20 MiB. Split it.");
        }

        using var bytes = new MemoryStream();
        await request.File.CopyToAsync(bytes, ct);
        text = UserFile.Decode(bytes.ToArray());
        (rows, var problem) = UserFile.Read(text);
        return problem is null ? null : new UnreadableFile(problem);
    }

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (await work.Db.Set<UserImport>().AnyAsync(i => i.Stage == ImportStage.Checking || i.Stage == ImportStage.Running, ct))
        {
            return new ImportGoingOn();
        }

        var import = new UserImport
        {
            OrganizationId = work.Scope.OrganizationId,
            Id = work.NewId(),
            FileName = Path.GetFileName(request.File!.FileName).ReplaceLineEndings(" ").CutTo(UserImport.FileNameMaxLength),
            StartedBy = work.Actor.Name,
            StartedAt = work.Now,
            Columns = [.. rows[0].Select((header, at) => Proposed(header.Trim(), at))],
            Rows = rows.Count - 1,
            DueAt = work.Now + UserImport.Patience,
        };
        var sealing = protection.CreateProtector("Portico.UserImport", UserImports.PurposeOf(import.Id));
        work.Db.Add(import);
        work.Db.Add(
            new UserImportFile
            {
                OrganizationId = import.OrganizationId,
                ImportId = import.Id,
                SealedText = sealing.Protect(System.Text.Encoding.UTF8.GetBytes(text)),
            }
        );
        work.Record(new UserImportStarted(import.Id, import.FileName, import.Rows));
        return new Result(import.Id);
    }

    private ImportColumn Proposed(string header, int at)
    {
        var target = UserColumns.Suggest(header);
        var isSecret = target is "password" or "passwordHash";
        var example = at < rows[1].Length && !isSecret ? rows[1][at].Trim().Shorten(60) : null;
        return new ImportColumn(header.Shorten(100), target, example);
    }
}

public sealed record UserImportStarted(ObjectId Id, string FileName, int Rows) : AuditEvent
{
    public override string Summary =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Uploaded {FileName} with {Rows:N0} rows of users to import");
    public override ObjectId? TargetId => Id;
    public override string TargetName => FileName;
}
