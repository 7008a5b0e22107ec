using Portico.Platform.Storage;

namespace Portico.Platform.Doctor;

/// <summary>All checkups, one after the other; those that need the store only when it answers.</summary>
internal sealed class Examination(IEnumerable<Checkup> checkups)
{
    public async Task<IReadOnlyList<Finding>> RunAsync(bool repair, CancellationToken ct)
    {
        var findings = new List<Finding>();
        foreach (var checkup in checkups)
        {
            if (checkup.NeedsStore && findings.Exists(f => f is { Check: "store", Ok: false }))
            {
                continue;
            }

            findings.AddRange(await ExamineAsync(checkup, repair, ct));
        }

        return findings;
    }

    private static async Task<IReadOnlyList<Finding>> ExamineAsync(Checkup checkup, bool repair, CancellationToken ct)
    {
        try
        {
            return await checkup.ExamineAsync(repair, ct);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // One part that cannot even be looked at must not hide the others.
            return [new Finding(checkup.Name, Ok: false, $"Could not be examined. {problem.Message}")];
        }
    }
}

/// <summary>Registers what <c>porticod doctor</c> needs beyond the server's own services.</summary>
internal static class DoctorRegistration
{
    public static IServiceCollection AddDoctor(this IServiceCollection services)
    {
        services.AddSingleton<StoreInspection>();
        services.AddSingleton<CounterRecount>();
        services.AddSingleton<Examination>();
        services.AddSingleton<Checkup, StoreCheckup>();
        services.AddSingleton<Checkup, RowSecurityCheckup>();
        services.AddSingleton<Checkup, CountersCheckup>();
        services.AddSingleton<Checkup, KeysCheckup>();
        services.AddSingleton<Checkup, MailCheckup>();
        services.AddSingleton<Checkup, OutboxCheckup>();
        services.AddSingleton<Checkup, AddressCheckup>();
        services.AddSingleton<Checkup, ClockCheckup>();
        services.AddSingleton<Checkup, DiskCheckup>();
        return services;
    }
}
