namespace Portico.Bench;

/// <summary>The program that is measured: published as <c>./run</c> publishes it, once for each run of the benchmarks.</summary>
internal static class Published
{
    /// <summary>The way to the published <c>porticod</c>.</summary>
    public static async Task<string> PorticodAsync()
    {
        var target = Path.Combine(Root, "artifacts/bench/porticod");
        var project = Path.Combine(Root, "src/Portico/Portico.csproj");
        Report.Progress("Publishing porticod …");
        var platform = await Programs.RunAsync(["dotnet", "msbuild", project, "-getProperty:NETCoreSdkPortableRuntimeIdentifier"]);
        await Programs.RunAsync([
            "dotnet",
            "publish",
            Path.Combine(Root, "src/Portico/Portico.csproj"),
            "-c",
            "Release",
            "-o",
            target,
            "-v",
            "quiet",
            "-nodeReuse:false",
            "-p:UseSharedCompilation=false",
            "-r",
            platform.Trim(),
        ]);
        return Path.Combine(target, "porticod");
    }

    internal static string Root
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Portico.slnx")))
            {
                folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("This program lies outside the repository.");
            }

            return folder;
        }
    }
}
