using System.Globalization;

namespace Portico.Bench;

/// <summary>The raw signature, by <c>openssl speed</c> on the core that is measured.</summary>
internal static class OpensslSpeed
{
    public const string Rsa = "rsa2048";
    public const string Ecdsa = "ecdsap256";

    /// <summary>Signatures a second.</summary>
    public static async Task<double> MeasureAsync(string key)
    {
        var output = await Programs.RunAsync([.. Programs.OnFirstCore, "openssl", "speed", "-seconds", "1", key]);
        // "rsa 2048 bits 0.000262s 0.000008s 3816.8 127388.8": seconds to sign and to verify, then how many of each a second.
        var words = output.TrimEnd().Split('\n')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return double.Parse(words[^2], CultureInfo.InvariantCulture);
    }
}
