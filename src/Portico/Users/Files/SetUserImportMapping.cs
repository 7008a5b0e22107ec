using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Users.Files;

/// <summary>Says to which attribute each column of the file goes and what is done with users who are there already; then every row is checked.</summary>
public sealed class SetUserImportMapping(OperationRunner runner) : OrganizationOperation<SetUserImportMapping.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>
        /// For each column of the file, in its order: the attribute's name in the API, work and home addresses as workStreet …, a custom
        /// attribute as attribute:NAME, a telephone number as phone:KIND; empty to leave the column out.
        /// </summary>
        [MaxLength(UserFile.MaxColumns, ErrorMessage = "A file has at most {1} columns.")]
        public IReadOnlyList<string> Columns { get; set; } = [];

        /// <summary>Whether rows change users who are there already, by their username; else such rows are refused.</summary>
        [Display(Name = "Change users who are there already")]
        public bool UpdatesExisting { get; set; }

        /// <summary>Whether an empty cell clears what a user has there; else it is left as it is.</summary>
        [Display(Name = "Empty cells clear what is there")]
        public bool ClearsEmpty { get; set; }

        /// <summary>Whether users who are added activated are written to.</summary>
        [Display(Name = "Write to new users")]
        public bool SendsMail { get; set; }
    }

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var import = await work.Db.Set<UserImport>().SingleOrDefaultAsync(i => i.Id == request.Id, ct);
        if (import is null)
        {
            return new NoSuchImport();
        }

        if (import.Stage is not (ImportStage.Mapping or ImportStage.Checked))
        {
            return new ImportElsewhere();
        }

        if (ProblemsOf(request, import) is { Count: > 0 } problems)
        {
            return problems;
        }

        import.Columns = [.. import.Columns.Select((c, at) => c with { Target = request.Columns[at].Tidied() })];
        import.UpdatesExisting = request.UpdatesExisting;
        import.ClearsEmpty = request.ClearsEmpty;
        import.SendsMail = request.SendsMail;
        await UserImports.ForgetAsync(import, work, ct);
        import.Stage = ImportStage.Checking;
        import.DueAt = work.Now;
        return Done.Instance;
    }

    private static List<Problem> ProblemsOf(Request request, UserImport import)
    {
        if (request.Columns.Count != import.Columns.Count)
        {
            return [new WrongMapping($"The file has {import.Columns.Count} columns. Say for each where it goes.")];
        }

        var problems = new List<Problem>();
        var targets = request.Columns.Select(c => c.Tidied()).OfType<string>().ToList();
        foreach (var unknown in targets.Where(t => t.Length > 100 || UserColumns.Find(t) is null).Distinct(StringComparer.Ordinal))
        {
            problems.Add(new WrongMapping($"There is no attribute {unknown.Shorten(40)}."));
        }

        foreach (var twice in targets.GroupBy(t => t, StringComparer.OrdinalIgnoreCase).Where(g => g.Skip(1).Any()))
        {
            problems.Add(new WrongMapping($"Two columns go to {twice.Key.Shorten(40)}. Leave one out."));
        }

        if (!targets.Contains("username", StringComparer.Ordinal))
        {
            problems.Add(new WrongMapping("One column must be the username: by it users are found again."));
        }

        if (targets.Contains("password", StringComparer.Ordinal) && targets.Contains("passwordHash", StringComparer.Ordinal))
        {
            problems.Add(new WrongMapping("Take the passwords or their hashes, not both."));
        }

        return problems;
    }
}

/// <summary>Lets a checked import take its rows in. Rows that were refused stay out.</summary>
public sealed class ConfirmUserImport(OperationRunner runner) : OrganizationOperation<UserImportReference, Done>(runner)
{
    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Done>> HandleAsync(UserImportReference request, Work work, CancellationToken ct)
    {
        var import = await work.Db.Set<UserImport>().SingleOrDefaultAsync(i => i.Id == request.Id, ct);
        if (import is null)
        {
            return new NoSuchImport();
        }

        if (import.Stage is not ImportStage.Checked)
        {
            return new ImportElsewhere();
        }

        await UserImports.ForgetAsync(import, work, ct);
        import.Stage = ImportStage.Running;
        import.DueAt = work.Now;
        return Done.Instance;
    }
}

/// <summary>Ends an import. What it has taken in stays.</summary>
public sealed class EndUserImport(OperationRunner runner) : OrganizationOperation<UserImportReference, Done>(runner)
{
    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Done>> HandleAsync(UserImportReference request, Work work, CancellationToken ct)
    {
        var import = await work.Db.Set<UserImport>().SingleOrDefaultAsync(i => i.Id == request.Id, ct);
        if (import is null)
        {
            return new NoSuchImport();
        }

        if (import.Stage is ImportStage.Done or ImportStage.Ended)
        {
            return new ImportElsewhere();
        }

        var hasRun = import.Stage is ImportStage.Running;
        await UserImports.EndAsync(import, ImportStage.Ended, work, ct);
        if (hasRun)
        {
            work.Record(new UsersImported(import.Id, import.FileName, import.Added, import.Changed, import.Refused));
        }

        return Done.Instance;
    }
}

/// <summary>One import, by id.</summary>
public sealed record UserImportReference
{
    public ObjectId Id { get; set; }
}
