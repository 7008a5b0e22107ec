using System.Runtime.CompilerServices;

namespace Portico.Tests;

/// <summary>The files of this repository, for tests that read them.</summary>
internal static class Repository
{
    public static string Path(string relative) => System.IO.Path.Combine(Root(), relative);

    private static string Root([CallerFilePath] string here = "") => System.IO.Path.GetFullPath(System.IO.Path.Combine(here, "../../.."));
}
