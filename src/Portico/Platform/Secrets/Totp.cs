using OtpNet;

namespace Portico.Platform.Secrets;

/// <summary>Verifies six-digit codes of an authenticator app (RFC 6238, SHA-1, 30 seconds).</summary>
public sealed class Totp(TimeProvider clock)
{
    private const int MaxTypedLength = 16;

    // RFC 6238 §5.2: one step of network delay, and one for a clock that runs ahead.
    private static readonly VerificationWindow window = new(previous: 1, future: 1);

    /// <summary>
    /// The time step that the code belongs to, or null when it is wrong. The caller stores the step with the account and passes it
    /// as <paramref name="lastUsedStep"/> next time: a code of that step or of an earlier one is refused (RFC 6238 §5.2, one time
    /// only). Spaces that people type between the digits do not count.
    /// </summary>
    public long? Verify(TotpSecret secret, string? code, long? lastUsedStep)
    {
        if (code is not { Length: <= MaxTypedLength })
        {
            return null;
        }

        var digits = code.Replace(" ", "", StringComparison.Ordinal);
        if (digits.Length != 6 || !digits.All(char.IsAsciiDigit))
        {
            return null;
        }

        var isRight = secret.NewGenerator().VerifyTotp(clock.GetUtcNow().UtcDateTime, digits, out var step, window);
        return isRight && !(step <= lastUsedStep) ? step : null;
    }
}
