using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Users.Files;

/// <summary>An import as it stands.</summary>
/// <param name="Id">The import's id.</param>
/// <param name="FileName">As it was uploaded.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="StartedBy">Who uploaded it.</param>
/// <param name="StartedAt">When.</param>
/// <param name="EndedAt">When it was done or given up.</param>
/// <param name="Rows">How many the file has, without its header.</param>
/// <param name="RowsLookedAt">Of those, in this stage.</param>
/// <param name="Added">Users that are added: in a check, that would be.</param>
/// <param name="Changed">Users that are changed.</param>
/// <param name="Unchanged">Rows that say what is there already.</param>
/// <param name="Refused">Rows that stay out.</param>
/// <param name="UpdatesExisting">Whether rows change users who are there.</param>
/// <param name="ClearsEmpty">Whether empty cells clear.</param>
/// <param name="SendsMail">Whether new users are written to.</param>
/// <param name="Columns">The file's columns, and to which attributes they go.</param>
/// <param name="Samples">The first additions and changes that a check found.</param>
public sealed record UserImportView(
    ObjectId Id,
    string FileName,
    ImportStage Stage,
    string StartedBy,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    int Rows,
    int RowsLookedAt,
    int Added,
    int Changed,
    int Unchanged,
    int Refused,
    bool UpdatesExisting,
    bool ClearsEmpty,
    bool SendsMail,
    IReadOnlyList<ImportColumn> Columns,
    IReadOnlyList<ImportExample> Samples
)
{
    /// <summary>Another one whenever something has moved; the ETag.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int Version => ((int)Stage * 100_000) + RowsLookedAt;

    internal static UserImportView Of(UserImport i) =>
        new(
            i.Id,
            i.FileName,
            i.Stage,
            i.StartedBy,
            i.StartedAt,
            i.EndedAt,
            i.Rows,
            i.NextRow,
            i.Added,
            i.Changed,
            i.Unchanged,
            i.Refused,
            i.UpdatesExisting,
            i.ClearsEmpty,
            i.SendsMail,
            i.Columns,
            i.Samples
        );
}

/// <summary>One import as it stands.</summary>
public sealed class GetUserImport(OperationRunner runner) : OrganizationQuery<UserImportReference, UserImportView>(runner)
{
    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<UserImportView>> HandleAsync(
        UserImportReference request,
        Work work,
        CancellationToken ct
    ) =>
        await work.Db.Set<UserImport>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == request.Id, ct) is { } import
            ? UserImportView.Of(import)
            : new NoSuchImport();
}

/// <summary>The imports of an organization, the newest first.</summary>
public sealed class ListUserImports(OperationRunner runner) : OrganizationQuery<ListUserImports.Request, ListOf<UserImportView>>(runner)
{
    [ValidatableType]
    public sealed record Request : PagedListRequest;

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<ListOf<UserImportView>>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var imports = work.Db.Set<UserImport>().AsNoTracking();
        var total = await imports.CountAsync(ct);
        var skipped = request.SkipOf(total);
        var rows = await imports.OrderByDescending(i => i.Id).Skip(skipped).Take(request.Limit).ToListAsync(ct);
        return new ListOf<UserImportView>(total, rows.ConvertAll(UserImportView.Of)) { Page = request.PageAfter(skipped) };
    }
}

/// <summary>Why rows of an import were refused, in the order of the file.</summary>
public sealed class ListUserImportProblems(OperationRunner runner)
    : OrganizationQuery<ListUserImportProblems.Request, ListOf<ListUserImportProblems.Row>>(runner)
{
    [ValidatableType]
    public sealed record Request : PagedListRequest
    {
        [System.Text.Json.Serialization.JsonIgnore]
        public ObjectId Id { get; set; }
    }

    /// <param name="Number">Of the row, as a person counts: the header is row 1.</param>
    /// <param name="Username">Whose row it is, as far as it can be read.</param>
    /// <param name="Column">The column's header; null when the row as a whole is meant.</param>
    /// <param name="Reason">What is wrong.</param>
    public sealed record Row(int Number, string Username, string? Column, string Reason);

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<ListOf<Row>>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (!await work.Db.Set<UserImport>().AnyAsync(i => i.Id == request.Id, ct))
        {
            return new NoSuchImport();
        }

        var problems = work.Db.Set<UserImportProblem>().AsNoTracking().Where(p => p.ImportId == request.Id);
        var total = await problems.CountAsync(ct);
        var skipped = request.SkipOf(total);
        var rows = await problems
            .OrderBy(p => p.Row)
            .ThenBy(p => p.Number)
            .Skip(skipped)
            .Take(request.Limit)
            .Select(p => new Row(p.Row, p.Username, p.Column, p.Reason))
            .ToListAsync(ct);
        return new ListOf<Row>(total, rows) { Page = request.PageAfter(skipped) };
    }
}
