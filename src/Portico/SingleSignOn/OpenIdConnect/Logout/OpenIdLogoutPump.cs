using Portico.Platform;
using Portico.Platform.Http.Outbound;
using Portico.Platform.Storage;

namespace Portico.SingleSignOn.OpenIdConnect.Logout;

/// <summary>
/// Tells applications that sessions ended, within seconds. One that does not answer is told again after 1 minute, then 2, 4 and 8, and
/// then no more: its own session ends by itself.
/// </summary>
internal sealed partial class OpenIdLogoutPump(
    WorkQueue queue,
    IServiceScopeFactory scopes,
    ForeignDocuments foreign,
    TimeProvider clock,
    ILogger<OpenIdLogoutPump> log
) : BackgroundService
{
    private const int MostTries = 5;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>Tells one that is due; false when none is.</summary>
    internal async Task<bool> TellNextAsync(CancellationToken ct)
    {
        if (await queue.ClaimAsync<OpenIdLogoutNotice>(Lease, ct) is not { } notice)
        {
            return false;
        }

        var isDone = await TellAsync(notice, ct);
        await queue.ChangeAsync<OpenIdLogoutNotice>(
            notice.Id,
            row =>
                row.DueAt = isDone || row.Tries >= MostTries ? null : clock.GetUtcNow() + TimeSpan.FromMinutes(Math.Pow(2, row.Tries - 1)),
            CancellationToken.None
        );
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await TellNextAsync(stoppingToken)) { }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The store is away. What was claimed is due again when its lease ends.
                LogTrouble(exception);
            }

            await Task.Delay(Poll, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Whether there is nothing left to do: the application was told, or there is none to tell any more.</summary>
    private async Task<bool> TellAsync(OpenIdLogoutNotice notice, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var get = scope.ServiceProvider.GetRequiredService<GetLogoutToken>();
        var outcome = await get.RunAsync(notice.OrganizationId, new(notice.ApplicationId, notice.SessionName, notice.Subject), ct);
        if (!outcome.Succeeded)
        {
            return true;
        }

        var problem = await foreign.PostAsync(outcome.Value.Uri, [KeyValuePair.Create("logout_token", outcome.Value.Token)], ct);
        if (problem is not null)
        {
            LogUntold(notice.ApplicationId, notice.Tries, problem);
        }

        return problem is null;
    }

    [LoggerMessage(LogLevel.Warning, "Application {ApplicationId} could not be told of a logout, try {Try}: {Problem}")]
    private partial void LogUntold(ObjectId applicationId, int @try, string problem);

    [LoggerMessage(LogLevel.Error, "The notices of logouts cannot be read or written; trying again in a while.")]
    private partial void LogTrouble(Exception exception);
}
