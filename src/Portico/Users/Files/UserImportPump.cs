using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Storage;

namespace Portico.Users.Files;

/// <summary>
/// Checks imports and takes their rows in, one import at a time on each server, some rows in a transaction. What a stopped server left
/// undone another one, or the same, goes on with where it was.
/// </summary>
internal sealed partial class UserImportPump(WorkQueue queue, IServiceScopeFactory scopes, TimeProvider clock, ILogger<UserImportPump> log)
    : BackgroundService
{
    /// <summary>How long an import belongs to the server that works on it, from each part to the next.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    internal const int RowsAtOnce = 200;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>Works on one import that is due, to the end of its stage; false when none is.</summary>
    internal async Task<bool> WorkOnNextAsync(CancellationToken ct)
    {
        if (await queue.ClaimAsync<UserImport>(Lease, ct) is not { } import)
        {
            return false;
        }

        if (!import.IsWorking)
        {
            await RunAsync<EndUserImport, UserImportReference, Done>(
                import,
                new() { Id = import.Id },
                (o, id, r) => o.RunAsync(id, r, ct),
                ct
            );
            return true;
        }

        var read = await RunAsync<OpenUserImport, UserImportReference, OpenUserImport.Result>(
            import,
            new() { Id = import.Id },
            (o, id, r) => o.RunAsync(id, r, ct),
            ct
        );
        if (!read.Succeeded)
        {
            return true;
        }

        await WorkAsync(import, read.Value, ct);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await WorkOnNextAsync(stoppingToken)) { }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever went wrong, the import is due again when its lease ends; the server goes on.
            catch (Exception wrong)
#pragma warning restore CA1031
            {
                LogTrouble(wrong);
            }

            await Task.Delay(Poll, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WorkAsync(UserImport import, OpenUserImport.Result file, CancellationToken ct)
    {
        var claims = new ImportClaims { Everyone = file.Usernames };
        var next = import.Stage is ImportStage.Checking ? 0 : import.NextRow;
        while (next < file.Rows.Count)
        {
            var part = file.Rows.Skip(next).Take(RowsAtOnce).ToList();
            var request = new ImportUserRows.Request
            {
                Id = import.Id,
                First = next,
                Rows = part,
                Claims = claims,
            };
            var done = await RunAsync<ImportUserRows, ImportUserRows.Request, ImportUserRows.Result>(
                import,
                request,
                (o, id, r) => o.RunAsync(id, r, ct),
                ct
            );
            if (!done.Succeeded && done.Problem is Unavailable busy)
            {
                await Task.Delay(busy.RetryAfter, clock, ct);
                continue;
            }

            if (done is not { Succeeded: true, Value.IsOver: false })
            {
                return;
            }

            // Once all rows are in, the file is gone through again for the managers.
            next = next + part.Count < file.Rows.Count ? next + part.Count : 0;
        }
    }

    /// <summary>Runs an operation inside the import's organization, as Portico itself.</summary>
    private async Task<Outcome<TResult>> RunAsync<TOperation, TRequest, TResult>(
        UserImport import,
        TRequest request,
        Func<TOperation, ObjectId, TRequest, Task<Outcome<TResult>>> run,
        CancellationToken ct
    )
        where TOperation : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        var provider = await scope
            .ServiceProvider.GetRequiredService<FindProviderOf>()
            .RunAsync(new() { Organization = import.OrganizationId }, ct);
        scope
            .ServiceProvider.GetRequiredService<Caller>()
            .Is(new Actor.Job($"Import by {import.StartedBy}", provider.Require().Provider, import.OrganizationId));
        return await run(scope.ServiceProvider.GetRequiredService<TOperation>(), import.OrganizationId, request);
    }

    [LoggerMessage(LogLevel.Error, "An import failed; it is tried again when its lease ends.")]
    private partial void LogTrouble(Exception wrong);
}

/// <summary>The provider that looks after an organization, for work that Portico does there by itself.</summary>
public sealed class FindProviderOf(OperationRunner runner) : AccountQuery<FindProviderOf.Request, FindProviderOf.Result>(runner)
{
    public sealed record Request
    {
        public ObjectId Organization { get; set; }
    }

    public sealed record Result(ObjectId? Provider);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, AccountWork work, CancellationToken ct) =>
        new Result(
            await work
                .Db.Set<OrganizationEntry>()
                .Where(o => o.Id == request.Organization)
                .Select(o => o.ProviderId)
                .SingleOrDefaultAsync(ct)
        );
}

/// <summary>Reads the rows of an import for the work on them; nobody else has a use for it.</summary>
public sealed class OpenUserImport(OperationRunner runner, IDataProtectionProvider protection)
    : OrganizationQuery<UserImportReference, OpenUserImport.Result>(runner)
{
    public sealed class Result
    {
        internal IReadOnlyList<string[]> Rows { get; init; } = [];
        internal HashSet<string> Usernames { get; init; } = [];
    }

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Result>> HandleAsync(UserImportReference request, Work work, CancellationToken ct)
    {
        var found = await (
            from i in work.Db.Set<UserImport>()
            where i.Id == request.Id
            join f in work.Db.Set<UserImportFile>() on i.Id equals f.ImportId
            select new { Import = i, f.SealedText }
        )
            .AsNoTracking()
            .SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return new NoSuchImport();
        }

        var sealing = protection.CreateProtector("Portico.UserImport", UserImports.PurposeOf(request.Id));
        var (rows, _) = UserFile.Read(Encoding.UTF8.GetString(sealing.Unprotect(found.SealedText)));
        var column = found.Import.Columns.ToList().FindIndex(c => c.Target is "username");
        var usernames = rows.Skip(1)
            .Where(r => column >= 0 && column < r.Length)
            .Select(r => UserFile.Meant(r[column]))
            .OfType<string>()
            .Select(UserIdentity.Normalize);
        return new Result { Rows = [.. rows.Skip(1)], Usernames = usernames.ToHashSet(StringComparer.Ordinal) };
    }
}
