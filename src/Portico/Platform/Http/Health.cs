using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Portico.Platform.Storage;

namespace Portico.Platform.Http;

/// <summary>
/// What a supervisor or a load balancer asks: <c>/healthz</c> whether the process answers at all (restart it if not), <c>/readyz</c>
/// whether it can serve (send no requests if not). Both tell anyone "Healthy" or "Unhealthy" and nothing more; the log says why.
/// </summary>
public static class Health
{
    public const string LivePath = "/healthz";
    public const string ReadyPath = "/readyz";

    public static IServiceCollection AddPorticoHealth(this IServiceCollection services)
    {
        services.AddSingleton<StoreReadiness>();
        services.AddHealthChecks().AddCheck<StoreReadiness>("store");
        return services;
    }

    public static void MapPorticoHealth(this WebApplication app)
    {
        app.MapHealthChecks(LivePath, new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks(ReadyPath).AllowAnonymous();
    }

    /// <summary>
    /// Ready while the store answers and has this version's schema, and until the server is told to stop. Asked once a second at most,
    /// because anyone may ask us.
    /// </summary>
    private sealed class StoreReadiness(StoreSchema schema, IHostApplicationLifetime lifetime, TimeProvider clock)
        : IHealthCheck,
            IDisposable
    {
        private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);
        private readonly SemaphoreSlim turn = new(1, 1);
        private HealthCheckResult last;
        private long? lastAt;

        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            if (lifetime.ApplicationStopping.IsCancellationRequested)
            {
                return HealthCheckResult.Unhealthy("The server is stopping.");
            }

            await turn.WaitAsync(cancellationToken);
            try
            {
                if (lastAt is not { } asked || clock.GetElapsedTime(asked) >= Lifetime)
                {
                    last = await AskAsync(cancellationToken);
                    lastAt = clock.GetTimestamp();
                }

                return last;
            }
            finally
            {
                turn.Release();
            }
        }

        public void Dispose() => turn.Dispose();

        private async Task<HealthCheckResult> AskAsync(CancellationToken ct)
        {
            var pending = await schema.PendingAsync(ct);
            return pending.Count == 0
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"The store lacks {pending.Count} migrations: run porticod migrate.");
        }
    }
}
