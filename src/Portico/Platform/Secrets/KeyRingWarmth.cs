using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace Portico.Platform.Secrets;

/// <summary>
/// Touches the key ring outside of any request: making a key writes to the store, which an operation that holds SQLite's only
/// write lock could not wait for. Refuses to start with a certificate that opens none of the stored keys, because going on would make
/// new ones, and every sealed secret would look damaged.
/// </summary>
internal sealed partial class KeyRingWarmth(
    IDataProtectionProvider protection,
    IKeyManager keys,
    IOptions<PorticoOptions> options,
    TimeProvider clock,
    ILogger<KeyRingWarmth> log
) : BackgroundService
{
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        var stored = keys.GetAllKeys();
        if (stored.Count > 0 && Unreadable(stored) == stored.Count)
        {
            throw new OperatorException(ProblemOf(stored, options.Value)!);
        }

        Touch();
        return base.StartAsync(cancellationToken);
    }

    /// <summary>What is wrong with the stored keys, in a sentence; null when each of them opens.</summary>
    internal static string? ProblemOf(IReadOnlyCollection<IKey> stored, PorticoOptions options) =>
        Unreadable(stored) is var closed and > 0
            ? $"{KeyRing.PathOf(options)} opens {stored.Count - closed} of the {stored.Count} keys in the store. Put back the file that "
                + "belongs to this store, from its backup. (If it is lost for good, delete the rows of the table data_protection_keys: "
                + "everyone then signs in anew and enrolls the authenticator anew.)"
            : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                Touch();
            }
            catch (CryptographicException exception)
            {
                // The store is away for a moment; the keys at hand serve on, and the next hour tries again.
                LogUntouched(exception);
            }
        }
    }

    private static int Unreadable(IEnumerable<IKey> stored) => stored.Count(key => !key.IsRevoked && !Opens(key));

    private static bool Opens(IKey key)
    {
        try
        {
            // The descriptor is what the certificate opens; CreateEncryptor does not say when it could not.
            return key.Descriptor is not null;
        }
        catch (Exception exception) when (exception is CryptographicException or InvalidOperationException)
        {
            return false;
        }
    }

    private void Touch() => protection.CreateProtector("Portico.KeyRingWarmth").Protect([1]);

    [LoggerMessage(LogLevel.Warning, "The key ring could not be refreshed.")]
    private partial void LogUntouched(Exception exception);
}
