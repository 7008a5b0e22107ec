namespace Portico.Platform.Jobs;

/// <summary>Work that is done every hour, or as often as it says, while the server runs; what goes wrong is tried again the next time.</summary>
public abstract partial class Hourly(TimeProvider clock, ILogger log) : BackgroundService
{
    /// <summary>How long to wait between two looks, where an hour is not right.</summary>
    protected virtual TimeSpan Pause => TimeSpan.FromHours(1);

    protected abstract Task WorkAsync(CancellationToken ct);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hours = new PeriodicTimer(Pause, clock);
        while (await hours.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await WorkAsync(stoppingToken);
            }
#pragma warning disable CA1031 // Whatever went wrong, the next time tries again; the server goes on.
            catch (Exception wrong) when (wrong is not OperationCanceledException)
#pragma warning restore CA1031
            {
                LogFailed(log, wrong, GetType().Name);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The recurring work {Work} failed; it is tried again the next time.")]
    private static partial void LogFailed(ILogger log, Exception wrong, string work);
}
