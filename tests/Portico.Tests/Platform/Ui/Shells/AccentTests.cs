using System.Globalization;
using System.Text.RegularExpressions;
using Portico.Platform.Ui.Shells;

namespace Portico.Tests.Platform.Ui.Shells;

public sealed partial class AccentTests
{
    public static TheoryData<int> All => [.. Enumerable.Range(0, Accent.Count)];

    [Fact]
    public void Stays_the_same_for_an_id()
    {
        // Written down: an organization must not change its colour with a release.
        Assert.Equal(11, Accent.Of("6743a1f09b2c4d5e6f708192").Index);
        Assert.Equal(0, Accent.Of("6743a1f09b2c4d5e6f708193").Index);
    }

    [Fact]
    public void Spreads_ids_that_follow_each_other_over_all_twelve()
    {
        var counts = Enumerable
            .Range(0, 12_000)
            .CountBy(i => Accent.Of("6743a1f09b2c4d5e" + i.ToString("x8", CultureInfo.InvariantCulture)).Index)
            .ToDictionary();

        Assert.Equal(Accent.Count, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 800, 1_200));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Carries_white_text_and_stands_out_from_both_canvases(int index)
    {
        var accent = new Accent(index).Hex;

        Assert.True(Contrast(accent, "#ffffff") >= 4.5);
        Assert.True(Contrast(accent, "#0f1217") >= 3);
    }

    [Fact]
    public void Has_the_colours_of_the_style_sheet()
    {
        var sheet = File.ReadAllText(Repository.Path("src/Portico/wwwroot/css/tokens.css"));
        var colours = AccentLine().Matches(sheet).Select(m => m.Groups["colour"].Value).ToArray();

        Assert.Equal(Enumerable.Range(0, Accent.Count).Select(i => new Accent(i).Hex).ToArray(), colours);
    }

    [Fact]
    public void Refuses_a_thirteenth() => Assert.Throws<ArgumentOutOfRangeException>(() => new Accent(Accent.Count));

    // WCAG 2.2, "contrast ratio".
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double[] weights = [0.2126, 0.7152, 0.0722];
        return weights
            .Select((weight, i) => (weight, channel: Convert.ToInt32(hex.Substring(1 + (2 * i), 2), 16) / 255.0))
            .Sum(c => c.weight * (c.channel <= 0.04045 ? c.channel / 12.92 : Math.Pow((c.channel + 0.055) / 1.055, 2.4)));
    }

    [GeneratedRegex("""\[data-accent="\d+"\] \{ --accent: (?<colour>#[0-9a-f]{6}); \}""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AccentLine();
}
