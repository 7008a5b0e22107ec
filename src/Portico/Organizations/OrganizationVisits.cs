using Microsoft.Extensions.Caching.Memory;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Organizations;

/// <summary>
/// Notices, page by page, who came into which organization, and records the first page of a visit. This server remembers running
/// visits, so that the pages after the first cost nothing; what it forgets, by a restart, is recorded once more at most.
/// </summary>
public sealed class OrganizationVisits(LaunchOrganization launch, Caller caller, OrganizationVisits.Running running)
{
    /// <summary>Call it on each page, after the reader was admitted.</summary>
    public async Task CountAsync(ObjectId organization, CancellationToken ct = default)
    {
        if (caller.Actor is Actor.Administrator { SessionId: { } session } && running.IsFirstPage(session, organization))
        {
            var isRecorded = false;
            try
            {
                isRecorded = (await launch.RunAsync(organization, Nothing.Instance, ct)).Succeeded;
            }
            finally
            {
                if (!isRecorded)
                {
                    // Nobody comes in unseen: the next page tries again.
                    running.Forget(session, organization);
                }
            }
        }
    }

    /// <summary>The visits that go on: by session and organization, each until there was no page for as long as makes a new visit.</summary>
    public sealed class Running(TimeProvider clock) : IDisposable
    {
        private readonly MemoryCache visits = new(new MemoryCacheOptions { SizeLimit = 100_000, Clock = new Ticks(clock) });
        private readonly Lock gate = new();

        /// <summary>True for one page of two that come at once.</summary>
        public bool IsFirstPage(ObjectId session, ObjectId organization)
        {
            lock (gate)
            {
                if (visits.TryGetValue((session, organization), out _))
                {
                    return false;
                }

                var kept = new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = LaunchOrganization.Pause };
                visits.Set((session, organization), value: true, kept);
                return true;
            }
        }

        public void Forget(ObjectId session, ObjectId organization) => visits.Remove((session, organization));

        public void Dispose() => visits.Dispose();

        private sealed class Ticks(TimeProvider clock) : Microsoft.Extensions.Internal.ISystemClock
        {
            public DateTimeOffset UtcNow => clock.GetUtcNow();
        }
    }
}
