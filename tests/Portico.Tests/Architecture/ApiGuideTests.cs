using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Portico.Tests.Platform.Images;
using Portico.Tests.Support;
using SkiaSharp;

namespace Portico.Tests.Architecture;

/// <summary>
/// docs/api/guide.md is true: its sh blocks run one after the other in one bash, from <c>porticod setup</c> on, and what they write is what
/// the json blocks behind them show.
/// </summary>
public sealed partial class ApiGuideTests : IDisposable
{
    private const string Missing =
        "NOT TESTED: the guide to the API. Install bash, jq and curl (7.82 or later): apt-get install bash curl jq";

    private readonly TestPortal portal = new(isSetUp: false);
    private readonly string folder = Directory.CreateTempSubdirectory("portico-guide-").FullName;

    public void Dispose()
    {
        portal.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_it_says_to_type_works_and_answers_as_it_shows()
    {
        Assert.SkipUnless(HasPrograms(), Missing);
        var blocks = Blocks().Matches(await File.ReadAllTextAsync(Path.Combine(SourceTree.Root, "docs/api/guide.md"))).ToList();
        Assert.True(blocks.Count(b => IsIn(b, "sh")) > 15);
        await File.WriteAllBytesAsync(Path.Combine(folder, "logo.png"), Pictures.Encode(SKEncodedImageFormat.Png, 64, 64));
        // The other process of the guide, porticod setup, lives in today's time as well.
        await using var server = await TestServer.StartAsync(portal, builder => builder.Services.AddSingleton(TimeProvider.System));

        await RunAsync(ScriptOf(blocks), server.Address);

        var wrong = new List<string>();
        for (var n = 0; n < blocks.Count; n++)
        {
            if (IsIn(blocks[n], "json"))
            {
                Assert.True(n > 0 && IsIn(blocks[n - 1], "sh"), $"No sh block stands before {blocks[n].Value}");
                var written = await File.ReadAllTextAsync(Path.Combine(folder, $"{n - 1}.out"));
                var differences = JsonLikeness.Differences(Text(blocks[n]), JsonLikeness.LastOf(written));
                wrong.AddRange(differences.Select(d => $"{d}\n  after: {Text(blocks[n - 1])}\n  wrote: {written}"));
            }
        }

        Assert.True(wrong.Count is 0, string.Join("\n\n", wrong));
    }

    [Theory]
    [InlineData("""{ "a": 1, "b": "…" }""", """{ "b": "x", "a": 2 }""", true)]
    [InlineData("""{ "a": [{ "b": true }, …], … }""", """{ "a": [{ "b": false }, 1, 2], "c": null }""", true)]
    [InlineData("""{ "a": [1, 2] }""", """{ "a": [1, 2, 3] }""", false)]
    [InlineData("""{ "a": 1 }""", """{ "a": 1, "b": 1 }""", false)]
    [InlineData("""{ "a": 1, "b": 1, … }""", """{ "a": 1 }""", false)]
    [InlineData("""{ "a": null }""", """{ "a": "x" }""", false)]
    [InlineData("""{ "a": { "b": "1" } }""", """{ "a": { "b": 1 } }""", false)]
    public void What_is_shown_otherwise_than_it_is_is_found(string shown, string real, bool isLike) =>
        Assert.Equal(isLike, JsonLikeness.Differences(shown, JsonLikeness.LastOf($"1 {real}")).Count is 0);

    /// <summary>Each block in braces of its own, which share their variables, and writes into a file of its own.</summary>
    private static string ScriptOf(List<Match> blocks)
    {
        var script = new StringBuilder(
            """
            set -euo pipefail
            curl() { command curl --fail-with-body "$@"; }
            porticod() { dotnet "$PORTICOD" "$@"; }

            """
        );
        for (var n = 0; n < blocks.Count; n++)
        {
            if (IsIn(blocks[n], "sh"))
            {
                script.Append("cat >&2 <<'SAID'\n").Append(Text(blocks[n])).Append("SAID\n");
                script.Append("{\n").Append(Text(blocks[n])).Append("} >").Append(n).Append(".out\n");
            }
        }

        return script.ToString();
    }

    private async Task RunAsync(string script, Uri address)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "guide.sh"), script);
        var start = new ProcessStartInfo("bash", ["guide.sh"])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardError = true,
            Environment =
            {
                ["PORTICO"] = address.ToString().TrimEnd('/'),
                ["PASSWORD"] = Accounts.Password,
                ["PORTICOD"] = Path.Combine(AppContext.BaseDirectory, "porticod.dll"),
                ["Portico__DataDirectory"] = portal.Folder,
                ["ConnectionStrings__Portico"] = portal.Settings["ConnectionStrings:Portico"] ?? "",
            },
        };
        using var bash = Process.Start(start)!;
        var said = bash.StandardError.ReadToEndAsync();
        try
        {
            await bash.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
        }
        catch (TimeoutException)
        {
            bash.Kill(entireProcessTree: true);
            throw;
        }

        var written = Directory.GetFiles(folder, "*.out").MaxBy(f => int.Parse(Path.GetFileNameWithoutExtension(f), null));
        Assert.True(bash.ExitCode is 0, $"{await said}\n{(written is null ? "" : await File.ReadAllTextAsync(written))}");
    }

    private static bool HasPrograms()
    {
        try
        {
            using var probe = Process.Start("bash", ["-c", "command -v jq >/dev/null && curl --help all | grep -q -e --json"]);
            probe.WaitForExit();
            return probe.ExitCode is 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static bool IsIn(Match block, string language) =>
        string.Equals(block.Groups["language"].Value, language, StringComparison.Ordinal);

    private static string Text(Match block) => block.Groups["text"].Value;

    [GeneratedRegex(
        @"^```(?<language>sh|json)\n(?<text>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex Blocks();
}
