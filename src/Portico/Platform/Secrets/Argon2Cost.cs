using System.Globalization;

namespace Portico.Platform.Secrets;

/// <summary>What one Argon2id hash costs: memory in KiB and passes over it, always with one lane.</summary>
internal sealed record Argon2Cost(int Memory, int Passes)
{
    // A stored hash is input too: 256 MiB and 16 passes are the most that it may make us spend.
    private const int MaxMemory = 256 * 1024;
    private const int MaxPasses = 16;

    // libsodium's own minimum.
    private const int MinMemory = 8;

    /// <summary>The first of OWASP's recommended sets that fits a small machine: 19 MiB, two passes.</summary>
    public static Argon2Cost Today { get; } = new(19 * 1024, 2);

    /// <summary>Whether either part is lower, so that the hash is made anew at the next sign-in.</summary>
    public bool IsBelow(Argon2Cost other) => Memory < other.Memory || Passes < other.Passes;

    /// <summary>Reads <c>m=19456,t=2,p=1</c>; null when it is malformed or out of bounds.</summary>
    public static Argon2Cost? Parse(string text)
    {
        var parts = text.Split(',');
        if (parts is not [['m', '=', .. var memoryText], ['t', '=', .. var passesText], "p=1"])
        {
            return null;
        }

        return
            Number(memoryText) is { } memory and >= MinMemory and <= MaxMemory && Number(passesText) is { } passes and >= 1 and <= MaxPasses
            ? new Argon2Cost(memory, passes)
            : null;
    }

    private static int? Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
