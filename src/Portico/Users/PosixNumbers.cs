using Microsoft.EntityFrameworkCore;
using Portico.Platform.Operations;
using Portico.Platform.Storage;

namespace Portico.Users;

/// <summary>Gives out POSIX numbers: each once in an organization, to users and groups alike, from 5,000 up.</summary>
internal static class PosixNumbers
{
    /// <summary>The first of so many numbers in a row.</summary>
    public static async Task<int> TakeAsync(Work work, int count, CancellationToken ct)
    {
        var counters = await CountersAsync(work, ct);
        var first = counters.NextPosixNumber;
        counters.NextPosixNumber += count;
        return first;
    }

    /// <summary>A number was chosen: those given out go on above it.</summary>
    public static async Task ChosenAsync(Work work, int number, CancellationToken ct)
    {
        var counters = await CountersAsync(work, ct);
        counters.NextPosixNumber = Math.Max(counters.NextPosixNumber, number + 1);
    }

    private static async Task<OrganizationCounters> CountersAsync(Work work, CancellationToken ct)
    {
        await work.TakeTurnAsync("posix-numbers", ct);
        return await work.Db.Set<OrganizationCounters>().SingleAsync(ct);
    }
}
