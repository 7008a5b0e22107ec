using Portico.BrowserTests.Support;

namespace Portico.BrowserTests;

/// <summary>From an empty machine to the dashboard.</summary>
public sealed class SetupJourneys(Chromium chromium, EmptyPortico portico) : Journey(chromium, portico.Process), IClassFixture<EmptyPortico>
{
    [Fact]
    public async Task The_first_administrator_sets_up_enrolls_and_lands_on_an_empty_dashboard()
    {
        var stranger = await OpenAsync(at: "/");
        await Expect(stranger.Locator("main")).ToContainTextAsync("not set up yet");
        await stranger.IsAccessibleAsync();

        var page = await OpenAsync(at: portico.SetupLink);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up Portico" }).ClickAsync();
        await Expect(page.Body().GetByText("Enter the provider's name.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Provider name")).ToBeFocusedAsync();
        await page.IsAccessibleAsync();

        var ada = new Person("Ada", "Lovelace", "ada@engine.example");
        await page.GetByLabel("Provider name").FillAsync("Engine IT");
        await page.GetByLabel("First name").FillAsync(ada.FirstName);
        await page.GetByLabel("Last name").FillAsync(ada.LastName);
        await page.GetByLabel("E-mail").FillAsync(ada.Email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Person.Password);
        await page.GetByLabel("Password again").FillAsync(Person.Password);
        await page.GetByLabel("Require multifactor authentication").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up Portico" }).ClickAsync();

        await Expect(page.Body().GetByText("Portico is set up.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("E-mail")).ToHaveValueAsync(ada.Email);
        await page.TypePasswordAsync(ada);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Set up multifactor authentication");
        await page.IsAccessibleAsync();
        await page.EnrollAsync(ada);

        await Expect(page.Locator(".recovery-codes code")).ToHaveCountAsync(10);
        await page.IsAccessibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "I have kept them" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Organizations");
        await page.IsAccessibleAsync();

        var late = await stranger.GotoAsync(portico.SetupLink);
        Assert.Equal(404, late?.Status);
    }
}

/// <summary>A server over an empty data folder.</summary>
public sealed class EmptyPortico : IAsyncLifetime
{
    public PorticoProcess Process { get; } = new();

    /// <summary>As the server printed it.</summary>
    public string SetupLink => Process.Output.Split([' ', '\n', '\r']).Single(word => word.Contains("/setup/", StringComparison.Ordinal));

    public async ValueTask InitializeAsync()
    {
        await Process.ServeAsync();
        await Process.SaysAsync("Stop it with");
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
