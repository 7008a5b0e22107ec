using System.Reflection;
using System.Text.RegularExpressions;
using Portico.Tests.Support;

namespace Portico.Tests.Architecture;

/// <summary>What the documents point at is there.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void Every_link_leads_to_a_file()
    {
        var dead =
            from document in Documents()
            from link in Links().Matches(File.ReadAllText(document))
            let target = link.Groups["target"].Value
            where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#')
            let path = Path.Combine(Path.GetDirectoryName(document)!, target.Split('#')[0])
            where !File.Exists(path) && !Directory.Exists(path)
            select $"{Path.GetRelativePath(SourceTree.Root, document)}: {target}";

        Assert.Empty(dead);
    }

    /// <summary>The plan of the house names classes, members and tests; one that is renamed takes its name along.</summary>
    [Fact]
    public void Every_name_in_the_architecture_exists()
    {
        var types = typeof(PorticoServer)
            .Assembly.GetTypes()
            .Concat(typeof(DocumentTests).Assembly.GetTypes())
            .ToLookup(t => t.Name.Split('`')[0]);
        var unknown =
            from name in Names().Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "ARCHITECTURE.md")))
            let parts = name.Groups["name"].Value.Split('.')
            where !IsFolder(parts[0])
            where !types[parts[0]].Any(t => parts.Length == 1 || HasMember(t, parts[1]))
            select name.Value;

        Assert.Empty(unknown);
    }

    private static bool IsFolder(string name) =>
        Directory.EnumerateDirectories(Path.Combine(SourceTree.Root, "src/Portico"), name, SearchOption.AllDirectories).Any()
        || Directory.EnumerateDirectories(Path.Combine(SourceTree.Root, "tests"), name, SearchOption.AllDirectories).Any();

    private static bool HasMember(Type type, string member) =>
        type.GetMember(member, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static).Length > 0;

    private static IEnumerable<string> Documents() =>
        Directory
            .EnumerateFiles(SourceTree.Root, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "docs"), "*.md", SearchOption.AllDirectories));

    // Pictures are made by a command of their own.
    [GeneratedRegex(@"(?<!!)\[[^\]]*\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Links();

    // `Class`, `Class.Member`; not `Program.cs`, not `tools/add-migration NAME`.
    [GeneratedRegex(@"`(?<name>[A-Z]\w+(\.[A-Z]\w+)?)`", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Names();
}
