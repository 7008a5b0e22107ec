using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Administrators;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;

namespace Portico.Providers;

/// <summary>The one-time link to the set-up page: only whoever reads the server's console has it.</summary>
internal static class SetupLink
{
    public static Task<AccountLink?> FindAsync(AccountWork work, string? token, CancellationToken ct) =>
        SecretToken.Read(token) is { } secret
            ? work
                .Db.Set<AccountLink>()
                .FirstOrDefaultAsync(l => l.TokenHash == secret.Hash && l.Purpose == LinkPurpose.Setup && l.UsedAt == null, ct)
            : Task.FromResult<AccountLink?>(null);

    public static async Task VoidAllAsync(AccountWork work, CancellationToken ct)
    {
        var open = await work.Db.Set<AccountLink>().Where(l => l.Purpose == LinkPurpose.Setup && l.UsedAt == null).ToListAsync(ct);
        open.ForEach(link => link.UsedAt = work.Now);
    }
}

/// <summary>Starts the first set-up: issues the link to its page and voids older ones; nothing once the installation is set up.</summary>
public sealed class StartSetup(OperationRunner runner) : AccountOperation<Nothing, StartSetup.Result>(runner)
{
    /// <summary>The path with the token, shown once and nowhere kept.</summary>
    public sealed record Result(string Path);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        await work.TakeTurnAsync("set-up", ct);
        if (await work.Db.Set<Provider>().AnyAsync(ct))
        {
            return new AlreadySetUp();
        }

        await SetupLink.VoidAllAsync(work, ct);
        var token = SecretToken.Create();
        work.Db.Add(
            new AccountLink
            {
                TokenHash = token.Hash,
                Purpose = LinkPurpose.Setup,
                Email = "",
                CreatedAt = work.Now,
                ExpiresAt = DateTimeOffset.MaxValue,
            }
        );
        return new Result($"/setup/{token.Text}");
    }
}

/// <summary>Whether a set-up link opens the set-up page: it is the latest one, and nothing is set up yet.</summary>
public sealed class GetSetupLink(OperationRunner runner) : AccountQuery<GetSetupLink.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        public string Token { get; set; } = "";
    }

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, AccountWork work, CancellationToken ct) =>
        await SetupLink.FindAsync(work, request.Token, ct) is not null && !await work.Db.Set<Provider>().AnyAsync(ct)
            ? Done.Instance
            : new NothingHere();
}

/// <summary>Whether the installation has a provider.</summary>
public sealed class GetInstallation(OperationRunner runner) : AccountQuery<Nothing, GetInstallation.Result>(runner)
{
    public sealed record Result(bool IsSetUp);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct) =>
        new Result(await work.Db.Set<Provider>().AnyAsync(ct));
}
