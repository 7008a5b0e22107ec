using System.Text.RegularExpressions;

namespace Portico.Tests.Platform.Ui;

public sealed partial class SpriteTests
{
    [Fact]
    public void Holds_every_icon_that_a_page_names()
    {
        var sprite = File.ReadAllText(Repository.Path("src/Portico/wwwroot/icons.svg"));
        var named = Directory
            .EnumerateFiles(Repository.Path("src/Portico"), "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => IconName().Matches(File.ReadAllText(file)).Select(m => (file, name: m.Groups["name"].Value)))
            .ToList();

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, icon => !sprite.Contains($"<symbol id=\"{icon.name}\"", StringComparison.Ordinal));
    }

    [GeneratedRegex(
        "((<Icon Name|\\bIcon)=|new( NavigationEntry)?\\(\"[^\"]+\", [^,]+, )\"(?<name>[a-z0-9-]+)\"",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex IconName();
}
