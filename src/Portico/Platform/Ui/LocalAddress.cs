namespace Portico.Platform.Ui;

/// <summary>Tells addresses of this installation from those that lead elsewhere.</summary>
public static class LocalAddress
{
    /// <summary>
    /// A path with one slash at its beginning: browsers read "//host" and "/\host" as another host, and skip control characters. In
    /// ASCII, as every address of ours is written (RFC 3986 §2): a header carries nothing else.
    /// </summary>
    public static bool Is(string? address) =>
        address is ['/', ..]
        && address is not ['/', '/', ..]
        && address is not ['/', '\\', ..]
        && address.All(c => c is > ' ' and <= '~')
        && Uri.TryCreate(new Uri("http://portico.invalid"), address, out var whole)
        && string.Equals(whole.Host, "portico.invalid", StringComparison.Ordinal);
}
