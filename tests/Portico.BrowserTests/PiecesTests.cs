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

/// <summary>A server of a development build that nobody has set up.</summary>
public sealed class DevelopmentPortico : IAsyncLifetime
{
    public PorticoProcess Process { get; } = new([new("ASPNETCORE_ENVIRONMENT", "Development")]);

    public async ValueTask InitializeAsync() => await Process.ServeAsync();

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
