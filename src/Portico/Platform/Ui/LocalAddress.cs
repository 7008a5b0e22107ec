namespace Portico.Platform.Ui;

/// <summary>Tells addresses of this installation from those that lead elsewhere.</summary>
public static class LocalAddress
{
    /// <summary>A path with one slash at its beginning: browsers read "//host" and "/\host" as another host, and skip control characters.</summary>
    public static bool Is(string? address) =>
        address is ['/', ..]
        && address is not ['/', '/', ..]
        && address is not ['/', '\\', ..]
        && !address.Any(char.IsControl)
        && Uri.TryCreate(new Uri("http://portico.invalid"), address, out var whole)
        && string.Equals(whole.Host, "portico.invalid", StringComparison.Ordinal);
}
