namespace Portico.BrowserTests.Support;

/// <summary>The source tree that these tests were built from.</summary>
public static class Source
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new InvalidOperationException("There is no source tree above these tests.")
        : File.Exists(Path.Combine(folder.FullName, "Portico.slnx")) ? folder.FullName
        : Find(folder.Parent);
}
