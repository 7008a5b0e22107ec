using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Portico.Platform.Secrets;
using QRCoder;

namespace Portico.Tests.Platform.Secrets;

public sealed partial class QrCodeTests
{
    private const string Address = "otpauth://totp/North:anna%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=North";
    private static readonly XNamespace svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Draws_exactly_the_modules_of_the_code()
    {
        using var code = QRCodeGenerator.GenerateQrCode(Address, QRCodeGenerator.ECCLevel.M);

        var drawn = Modules(XElement.Parse(QrCode.ToSvg(Address, "Code")));

        var side = code.ModuleMatrix.Count;
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                Assert.Equal(code.ModuleMatrix[y][x], drawn.Contains((x, y)));
            }
        }
    }

    [Fact]
    public void Leaves_four_modules_free_on_each_side()
    {
        var picture = XElement.Parse(QrCode.ToSvg(Address, "Code"));
        var side = int.Parse(picture.Attribute("viewBox")!.Value.Split(' ')[2], CultureInfo.InvariantCulture);
        var drawn = Modules(picture);

        Assert.Equal(4, drawn.Min(m => m.X));
        Assert.Equal(4, drawn.Min(m => m.Y));
        Assert.Equal(side - 5, drawn.Max(m => m.X));
        Assert.Equal(side - 5, drawn.Max(m => m.Y));
    }

    [Fact]
    public void Holds_nothing_that_a_strict_policy_refuses()
    {
        var picture = XElement.Parse(QrCode.ToSvg(Address, "Code"));

        Assert.Equal(["svg", "title", "rect", "path"], picture.DescendantsAndSelf().Select(e => e.Name.LocalName));
        Assert.DoesNotContain(
            picture.DescendantsAndSelf().Attributes(),
            a => a.Name.LocalName is "style" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Is_an_image_with_a_name_for_screen_readers()
    {
        var picture = XElement.Parse(QrCode.ToSvg(Address, """Code for <script>"Anna" & co"""));

        Assert.Equal("img", picture.Attribute("role")!.Value);
        Assert.Equal("""Code for <script>"Anna" & co""", picture.Attribute("aria-label")!.Value);
        Assert.Equal("""Code for <script>"Anna" & co""", picture.Element(svg + "title")!.Value);
    }

    [Fact]
    public void Refuses_a_text_too_long_to_be_read_from_a_screen() =>
        Assert.Throws<ArgumentException>(() => QrCode.ToSvg(new string('x', QrCode.MaxTextLength + 1), "Code"));

    [Fact]
    public void Takes_the_longest_text_in_any_script() => Assert.NotEmpty(QrCode.ToSvg(new string('\u20ac', QrCode.MaxTextLength), "Code"));

    private static HashSet<(int X, int Y)> Modules(XElement picture) =>
        Run()
            .Matches(picture.Element(svg + "path")!.Attribute("d")!.Value)
            .SelectMany(run => Enumerable.Range(Number(run, "x"), Number(run, "width")).Select(x => (x, Number(run, "y"))))
            .ToHashSet();

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"M(?<x>\d+) (?<y>\d+)h(?<width>\d+)v1H\d+z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Run();
}
