using Portico.BrowserTests.Support;

namespace Portico.BrowserTests;

/// <summary>The page of pieces and its sisters, which only a development build has.</summary>
public sealed class PiecesTests(Chromium chromium, DevelopmentPortico portico)
    : Journey(chromium, portico.Process),
        IClassFixture<DevelopmentPortico>
{
    [Theory]
    [InlineData("/development/pieces")]
    [InlineData("/development/pieces?window=add")]
    [InlineData("/development/pieces?window=delete")]
    [InlineData("/development/pieces/organization")]
    [InlineData("/development/pieces/sign-in")]
    public async Task Is_accessible(string address)
    {
        var page = await OpenAsync(at: address);

        await page.IsAccessibleAsync();
    }
}

/// <summary>The rules below a new password, judged in the browser while one types, and by the server.</summary>
public sealed class PasswordRulesTests(Chromium chromium, DevelopmentPortico portico)
    : Journey(chromium, portico.Process),
        IClassFixture<DevelopmentPortico>
{
    private const string Address = "/development/pieces";

    /// <summary>What a browser cannot judge, in the order of the page.</summary>
    private static readonly string[] serversOwn = ["password-common", "password-sequential"];

    [Fact]
    public async Task Are_marked_while_one_types_and_said_when_the_typing_pauses()
    {
        var page = await OpenAsync(at: Address);

        await Password(page).PressSequentiallyAsync("Orbit kettle");

        Assert.Equal(["password-needs-number"], await InStateAsync(page, "unmet"));
        Assert.Equal(["password-common", "password-sequential", ""], await InStateAsync(page, "open"));
        await Assertions.Expect(page.Locator("#announcer")).ToHaveTextAsync("Still missing: A number");
        await Assertions.Expect(Rule(page, "password-needs-number")).ToHaveTextAsync("A number: not met yet");
        await Assertions.Expect(Rule(page, "password-needs-symbol")).ToHaveTextAsync("A symbol: met");
        await Assertions.Expect(Rule(page, "password-common")).ToHaveTextAsync("Not a commonly used password (checked when you send it)");
        await page.IsAccessibleAsync();

        await Password(page).PressSequentiallyAsync(" 7");

        Assert.Empty(await InStateAsync(page, "unmet"));
        await Assertions.Expect(page.Locator("#announcer")).ToHaveTextAsync("Every rule that can be checked here is met");

        await Password(page).FillAsync("");

        Assert.Equal(11, (await InStateAsync(page, "open")).Count);
        await Assertions.Expect(Rule(page, "password-common")).ToHaveTextAsync("Not a commonly used password");
    }

    [Fact]
    public async Task Are_judged_by_the_browser_as_by_the_server()
    {
        string[] passwords =
        [
            "short",
            "orbit kettle fjord",
            "ORBIT-KETTLE-7",
            "Anna.Kovacs2026!",
            "anna.kovacs@EXAMPLE.com",
            "my AKOVACS 1",
            "abcdefghijklmnop",
            "straße-кот-and more",
            "STRASSE-КОТ-٣",
            "cafe\u0301 at 7", // 10 composed, 11 not
            "🦆🚲🌋🎻🧊🪁🛶🥝🪐🧭🦉",
            "0123456789012345678901234567890123456789012345678901234567890123x",
        ];
        var page = await OpenAsync();
        foreach (var password in passwords)
        {
            await page.GotoAsync(Address);
            await Password(page).FillAsync(password);
            var inTheBrowser = await InStateAsync(page, "unmet");

            await SendAsync(page);

            await Assertions.Expect(Password(page)).ToHaveAttributeAsync("aria-invalid", "true");
            var onTheServer = await InStateAsync(page, "unmet");
            Assert.Equal((password, Words(inTheBrowser)), (password, Words(onTheServer.Except(serversOwn, StringComparer.Ordinal))));
            Assert.NotEmpty(inTheBrowser);
        }

        static string Words(IEnumerable<string> codes) => string.Join(", ", codes);
    }

    [Fact]
    public async Task Follow_the_names_that_are_typed_beside_them()
    {
        var page = await OpenAsync(at: Address);
        await Password(page).FillAsync("Ben.Ferreira-77");
        Assert.Empty(await InStateAsync(page, "unmet"));

        await page.GetByLabel("Username").FillAsync("ben.ferreira");
        Assert.Equal(["password-is-username"], await InStateAsync(page, "unmet"));

        await page.GetByLabel("Username").FillAsync("");
        Assert.Contains("password-is-username", await InStateAsync(page, "open"));
    }

    [Fact]
    public async Task Are_a_plain_list_without_script()
    {
        var page = await OpenAsync(withScript: false, at: Address);

        await Assertions.Expect(Rules(page)).ToHaveCountAsync(11);
        await Assertions.Expect(Rules(page).First).ToHaveTextAsync("At least 12 characters");
        Assert.Contains("chosen-password-help", await Password(page).GetAttributeAsync("aria-describedby"), StringComparison.Ordinal);

        await Password(page).FillAsync("Password2024!");
        await SendAsync(page);

        Assert.Equal(["password-common"], await InStateAsync(page, "unmet"));
        await Assertions.Expect(Rule(page, "password-common")).ToHaveTextAsync("Not a commonly used password: not met");

        await Password(page).FillAsync("Orbit kettle 7");
        await SendAsync(page);

        await Assertions.Expect(page.GetByText("The password meets every rule.")).ToBeVisibleAsync();
    }

    private static ILocator Password(IPage page) => page.Locator("#chosen-password");

    private static ILocator Rules(IPage page) => page.Locator("[data-password-rules='chosen-password'] > li");

    private static ILocator Rule(IPage page, string code) => page.Locator($"[data-rule='{code}']");

    private static Task SendAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Set password" }).ClickAsync();

    private static async Task<IReadOnlyList<string>> InStateAsync(IPage page, string state)
    {
        var codes = new List<string>();
        foreach (var rule in await page.Locator($"[data-rule][data-state='{state}']").AllAsync())
        {
            codes.Add(await rule.GetAttributeAsync("data-rule") ?? "");
        }

        return codes;
    }
}

/// <summary>A server of a development build that nobody has set up.</summary>
public sealed class DevelopmentPortico : IAsyncLifetime
{
    public PorticoProcess Process { get; } = new([new("ASPNETCORE_ENVIRONMENT", "Development")]);

    public async ValueTask InitializeAsync() => await Process.ServeAsync();

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
