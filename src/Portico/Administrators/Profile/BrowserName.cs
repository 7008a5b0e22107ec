namespace Portico.Administrators.Profile;

/// <summary>A browser as people call it, read from what it says of itself: "Chrome on Windows". A help for the eye, no proof of anything.</summary>
public static class BrowserName
{
    // The order matters: nearly every browser also says Chrome and Safari, and Android also says Linux.
    private static readonly (string Mark, string Name)[] browsers =
    [
        ("Edg/", "Edge"),
        ("EdgA/", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ];

    private static readonly (string Mark, string Name)[] systems =
    [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];

    public static string Of(string? userAgent)
    {
        var browser = Find(browsers, userAgent);
        var system = Find(systems, userAgent);
        return (browser, system) switch
        {
            (null, null) => "Unknown browser",
            (null, _) => $"Unknown browser on {system}",
            (_, null) => browser,
            _ => $"{browser} on {system}",
        };
    }

    private static string? Find((string Mark, string Name)[] names, string? userAgent) =>
        Array.Find(names, n => userAgent?.Contains(n.Mark, StringComparison.Ordinal) == true).Name;
}
