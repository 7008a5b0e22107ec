using Microsoft.EntityFrameworkCore;
using Portico.Platform.Operations;

namespace Portico.Users.Files;

/// <summary>What the operations on an import have in common.</summary>
internal static class UserImports
{
    /// <summary>Begins counting anew.</summary>
    public static async Task ForgetAsync(UserImport import, Work work, CancellationToken ct)
    {
        (import.NextRow, import.Added, import.Changed, import.Unchanged, import.Refused) = (0, 0, 0, 0, 0);
        import.Samples = [];
        work.Db.RemoveRange(await work.Db.Set<UserImportProblem>().Where(p => p.ImportId == import.Id).ToListAsync(ct));
    }

    /// <summary>Nothing more is done with it, and its contents go.</summary>
    public static async Task EndAsync(UserImport import, ImportStage stage, Work work, CancellationToken ct)
    {
        import.Stage = stage;
        import.EndedAt = work.Now;
        import.DueAt = null;
        work.Db.RemoveRange(await work.Db.Set<UserImportFile>().Where(f => f.ImportId == import.Id).ToListAsync(ct));
    }

    public static string PurposeOf(Platform.ObjectId import) => $"user-import:{import}";
}

/// <summary>No import here has this id.</summary>
public sealed record NoSuchImport() : NotFound("no-such-import", "There is no such import here. Load the list again.");

/// <summary>What was asked for belongs to another stage.</summary>
public sealed record ImportElsewhere() : Conflict("import-elsewhere", "The import has gone on meanwhile, or is over. Load its page again.");

/// <summary>The file cannot be read as what it should be.</summary>
public sealed record UnreadableFile(string Reason) : Invalid("unreadable-file", Reason, nameof(StartUserImport.Request.File));

/// <summary>A column cannot be matched so.</summary>
public sealed record WrongMapping(string Words) : Invalid("wrong-mapping", Words, nameof(SetUserImportMapping.Request.Columns));

/// <summary>One import is worked on at a time.</summary>
public sealed record ImportGoingOn()
    : Conflict("import-going-on", "Another import of this organization is going on. Wait until it is done, or end it.");
