using System.Globalization;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portico.Platform.Http;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.Platform.Storage;

namespace Portico.Platform.Doctor;

/// <summary>The certificate that opens the keys is there, is private, and opens every key.</summary>
internal sealed class KeysCheckup(IKeyManager keys, IOptions<PorticoOptions> options) : Checkup
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public override string Name => "keys";

    public override Task<IReadOnlyList<Finding>> ExamineAsync(bool repair, CancellationToken ct)
    {
        var path = KeyRing.PathOf(options.Value);
        var stored = keys.GetAllKeys();
        var findings = new List<Finding>();
        if (KeyRingWarmth.ProblemOf(stored, options.Value) is { } problem)
        {
            findings.Add(Wrong(problem));
        }

        if (OwnerOnly.IsOpenToOthers(path))
        {
            findings.Add(Wrong($"Others may read {path}: chmod 600 {path}"));
        }

        if (findings.Count == 0)
        {
            findings.Add(Well($"{path} is private and opens {(stored.Count == 1 ? "the key" : $"all {stored.Count} keys")} in the store."));
        }

        return Task.FromResult<IReadOnlyList<Finding>>(findings);
    }
}

/// <summary>The clock has not been set back, and agrees with the store's.</summary>
internal sealed class ClockCheckup(StoreInspection inspection, Store store, TimeProvider clock) : Checkup
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(30);

    public override string Name => "clock";

    public override async Task<IReadOnlyList<Finding>> ExamineAsync(bool repair, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = store.OpenCredentials();
        var newest = await db.Set<AccountEvent>().OrderByDescending(e => e.Id).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync(ct);
        if (newest > now + Tolerance)
        {
            return
            [
                Wrong(
                    $"It is {Text(now)} here, but the newest event in the store is from {Text(newest.Value)}. Set the clock right: "
                        + "authenticator codes and links depend on it."
                ),
            ];
        }

        if (await inspection.TimeAsync(ct) is { } there && (there - now).Duration() > Tolerance)
        {
            return [Wrong($"It is {Text(now)} here and {Text(there)} on PostgreSQL's machine. Let both follow the same time server.")];
        }

        return [Well($"It is {Text(now)}; nothing in the store is from later.")];
    }

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}

/// <summary>There is room for the store, its keys and unsent mails.</summary>
internal sealed class DiskCheckup(IOptions<PorticoOptions> options) : Checkup
{
    private const long Least = 1L << 30;

    public override string Name => "disk";
    public override bool NeedsStore => false;

    public override Task<IReadOnlyList<Finding>> ExamineAsync(bool repair, CancellationToken ct)
    {
        var folder = Path.GetFullPath(options.Value.DataDirectory);
        var free = new DriveInfo(folder).AvailableFreeSpace;
        var text = string.Create(CultureInfo.InvariantCulture, $"{free / (double)Least:0.0} GiB");
        return Task.FromResult<IReadOnlyList<Finding>>(
            free >= Least
                ? [Well($"{text} are free in {folder}.")]
                : [Wrong($"Only {text} are free in {folder}. Make room before the store cannot grow.")]
        );
    }
}

/// <summary>Links in mails lead somewhere that people can reach.</summary>
internal sealed class AddressCheckup(PublicAddress address, IOptions<PorticoOptions> options, IConfiguration configuration) : Checkup
{
    public override string Name => "address";
    public override bool NeedsStore => false;

    public override Task<IReadOnlyList<Finding>> ExamineAsync(bool repair, CancellationToken ct)
    {
        var listensBeyond =
            (configuration["urls"] ?? configuration["Kestrel:Endpoints:Http:Url"] ?? configuration["Kestrel:Endpoints:Https:Url"])
                is { } urls
            && !urls.Contains("127.0.0.1", StringComparison.Ordinal)
            && !urls.Contains("localhost", StringComparison.Ordinal);
        var finding =
            options.Value.PublicUrl is null && (listensBeyond || options.Value.TrustedProxies.Count > 0)
                ? Wrong($"Links in mails lead to {address.Origin}. Set Portico__PublicUrl to the address that people use.")
                : Well($"Links in mails lead to {address.Origin}.");
        return Task.FromResult<IReadOnlyList<Finding>>([finding]);
    }
}
