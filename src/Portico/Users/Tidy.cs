namespace Portico.Users;

/// <summary>How typed text is kept.</summary>
internal static class Tidy
{
    /// <summary>Without blanks around it; null when nothing is left.</summary>
    public static string? Tidied(this string? text) => text?.Trim() is { Length: > 0 } tidied ? tidied : null;
}
