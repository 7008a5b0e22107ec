using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Platform.Storage;

namespace Portico.Users.Files;

/// <summary>Begins an export of all users: writes down that there was one, and says which columns it has.</summary>
public sealed class ExportUsers(OperationRunner runner) : OrganizationOperation<Nothing, ExportUsers.Result>(runner)
{
    /// <param name="Users">How many there are now.</param>
    /// <param name="Header">The file's first line.</param>
    public sealed record Result(int Users, string Header);

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, Work work, CancellationToken ct)
    {
        var users = await work.Db.Set<OrganizationCounters>().Select(c => c.Users).SingleAsync(ct);
        work.Record(new UsersExported(users));
        return new Result(users, UserFile.Line(ExportColumns.All.Select(c => c.Title)));
    }
}

public sealed record UsersExported(int Users) : AuditEvent
{
    public override string Summary =>
        string.Create(CultureInfo.InvariantCulture, $"Exported {Users:N0} {(Users is 1 ? "user" : "users")} as a file");
}

/// <summary>The next lines of an export. Each part is read by itself, so that a file of 100,000 users takes no more memory than one of 500.</summary>
public sealed class ListExportedUsers(OperationRunner runner)
    : OrganizationQuery<ListExportedUsers.Request, ListExportedUsers.Result>(runner)
{
    private const int AtOnce = 500;

    [ValidatableType]
    public sealed record Request
    {
        /// <summary>The username after which to go on; empty from the beginning.</summary>
        [OneLine]
        [StringLength(UserIdentity.UsernameMaxLength)]
        public string After { get; set; } = "";
    }

    /// <param name="Lines">With their line breaks.</param>
    /// <param name="After">Where the next part begins; null when this was the last.</param>
    public sealed record Result(IReadOnlyList<string> Lines, string? After);

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
#pragma warning disable CA1309 // The database compares search keys by their bytes; a comparison that says so is not translated.
        var part = await (from u in work.Db.Set<User>() where string.Compare(u.Username, request.After) > 0 orderby u.Username select u)
            .AsNoTracking()
            .Take(AtOnce)
            .ToListAsync(ct);
#pragma warning restore CA1309
        var managers = part.Select(u => u.ManagerId).OfType<Platform.ObjectId>().Distinct().ToList();
        var names = await work.Db.Set<User>().Where(u => managers.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Username, ct);
        return new Result(
            part.ConvertAll(u => UserFile.Line(ExportColumns.Of(u, u.ManagerId is { } m ? names[m] : null))),
            part.Count < AtOnce ? null : part[^1].Username
        );
    }
}

/// <summary>The columns of an exported file: those that can be imported again, but no secrets.</summary>
internal static class ExportColumns
{
    private const string Custom = "Custom attributes";
    private const string Phones = "Telephone numbers";

    public static IReadOnlyList<UserColumn> All { get; } =
    [
        .. UserColumns.All.Where(c => c.Read is not null || c.Key is "manager"),
        new("phones", Phones, "", (_, _) => null, u => string.Join("; ", u.PhoneNumbers.Select(p => $"{p.Kind}: {p.Number}"))),
        new("attributes", Custom, "", (_, _) => null, u => string.Join("; ", u.CustomAttributes)),
    ];

    public static IEnumerable<string?> Of(User user, string? manager) => All.Select(c => c.Key is "manager" ? manager : c.Read!(user));
}
