namespace Portico.Demo;

/// <summary>A clock that is set by hand, so that the demo has a past. Waiting and measuring go by the real one.</summary>
internal sealed class DemoClock(DateTimeOffset begin) : TimeProvider
{
    private DateTimeOffset now = begin;

    public override DateTimeOffset GetUtcNow() => now;

    /// <summary>Only forward: what happens later has the later id.</summary>
    public void MoveTo(DateTimeOffset time) =>
        now = time > now ? time : throw new ArgumentOutOfRangeException(nameof(time), time, $"It is {now:O} already.");

    public void Advance(TimeSpan by) => MoveTo(now + by);
}
