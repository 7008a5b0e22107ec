using OtpNet;

namespace Portico.BrowserTests.Support;

/// <summary>
/// An authenticator app that gives each code once. The server takes codes of the step before, of this and of the next step of 30
/// seconds, so three in a row are there without waiting.
/// </summary>
public sealed class AuthenticatorApp(string secret)
{
    private const int Step = 30;

    private readonly Totp generator = new(Base32Encoding.ToBytes(secret.Replace(" ", "", StringComparison.Ordinal)));
    private long last;

    /// <summary>A code that was not given before.</summary>
    public async Task<string> NextCodeAsync()
    {
        var now = Now();
        // In the last seconds of a step, the step before may be over when the code arrives.
        var earliest = now % Step > Step - 8 ? now / Step : (now / Step) - 1;
        last = Math.Max(last + 1, earliest);
        while (last > (Now() / Step) + 1)
        {
            await Task.Delay(200);
        }

        return generator.ComputeTotp(DateTime.UnixEpoch.AddSeconds(last * Step));
    }

    private static long Now() => DateTimeOffset.UtcNow.ToUnixTimeSeconds();
}
