using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Platform.Http.Api;

/// <summary>
/// Bounds how often each key asks, and tells it in every answer: RateLimit-Policy and RateLimit (the IETF's draft of RateLimit header
/// fields for HTTP, 08 and later), and the three fields of its earlier drafts, which more programs know.
/// </summary>
public sealed class RateLimit(IOptions<ApiOptions> options) : IAsyncDisposable
{
    private readonly int quota = options.Value.RequestsPerMinute;
    private readonly PartitionedRateLimiter<ObjectId> limiter = PartitionedRateLimiter.Create<ObjectId, ObjectId>(key =>
        RateLimitPartition.GetTokenBucketLimiter(
            key,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = options.Value.RequestsPerMinute,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = TimeSpan.FromMinutes(1) / options.Value.RequestsPerMinute,
                QueueLimit = 0,
            }
        )
    );

    public ValueTask DisposeAsync() => limiter.DisposeAsync();

    internal async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        if (context.RequestServices.GetRequiredService<Caller>().Actor?.Key is not { Id: var key })
        {
            await next(context);
            return;
        }

        using var lease = limiter.AttemptAcquire(key);
        Tell(context.Response.Headers, key);
        await (lease.IsAcquired ? next(context) : ApiProblems.WriteAsync(context, [new RateLimitReached(quota, SecondsFor(1))]));
    }

    private void Tell(IHeaderDictionary headers, ObjectId key)
    {
        var left = (int)(limiter.GetStatistics(key)?.CurrentAvailablePermits ?? 0);
        var seconds = (int)Math.Ceiling(SecondsFor(quota - left).TotalSeconds);
        headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"key\";q={quota};w=60");
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"key\";r={left};t={seconds}");
        headers["RateLimit-Limit"] = Text(quota);
        headers["RateLimit-Remaining"] = Text(left);
        headers["RateLimit-Reset"] = Text(seconds);
    }

    private TimeSpan SecondsFor(int requests) => TimeSpan.FromMinutes(1) * requests / quota;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The key asks more often than it may.</summary>
public sealed record RateLimitReached(int Quota, TimeSpan Wait)
    : TooOften("rate-limit-reached", $"This key may make {Quota} requests a minute. Wait as long as Retry-After says.", Wait);
