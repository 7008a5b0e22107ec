using Portico.BrowserTests.Support;

namespace Portico.BrowserTests;

/// <summary>Signing in, each way, and what one does with one's own account. Each test has a server of its own, for they change the account.</summary>
public sealed class SignInJourneys(Chromium chromium, SetUpPortico portico)
    : Journey(chromium, portico.Process),
        IClassFixture<SetUpPortico>
{
    private readonly Person anna = portico.Anna;

    [Fact]
    public async Task An_account_gets_its_authenticator_and_signs_in_with_codes_then_with_a_recovery_code()
    {
        var page = await OpenAsync(at: "/organizations");
        await page.IsAccessibleAsync();
        await page.TypePasswordAsync(anna, "not my password");
        await Expect(page.Body().GetByText("The e-mail or the password is wrong.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("E-mail")).ToHaveValueAsync(anna.Email);
        await page.SignInAsync(anna);
        await Expect(page).ToHaveURLAsync(Portico.Url + "/organizations");

        await page.GotoAsync("/profile/mfa");
        await page.IsAccessibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Set up an app" }).ClickAsync();
        await page.GetByLabel("Current password").FillAsync(Person.Password);
        await page.EnrollAsync(anna, "Set up the app");
        var codes = await page.Locator(".recovery-codes code").AllInnerTextsAsync();
        Assert.Equal(10, codes.Count);
        await page.IsAccessibleAsync();

        await page.LogOutAsync();
        await page.TypePasswordAsync(anna);
        await page.IsAccessibleAsync();
        var code = await anna.App!.NextCodeAsync();
        await page.TypeCodeAsync("000000");
        await Expect(page.Body().GetByText("This code is wrong or was used already.")).ToBeVisibleAsync();
        await page.TypeCodeAsync(code);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Organizations");

        // The same code again, in another browser, at once.
        var other = await OpenAsync(at: "/sign-in");
        await other.TypePasswordAsync(anna);
        await other.TypeCodeAsync(code);
        await Expect(other.Body().GetByText("This code is wrong or was used already.")).ToBeVisibleAsync();

        await other.GetByRole(AriaRole.Link, new() { Name = "Use a recovery code" }).ClickAsync();
        await other.IsAccessibleAsync();
        await other.GetByLabel("Recovery code").FillAsync(codes[3]);
        await other.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(other.Body().GetByText("9 recovery codes left")).ToBeVisibleAsync();
        Assert.Contains(
            "recovery code",
            (await Portico.MailToAsync(anna.Email, await NumberOfMailsAsync())).TextBody,
            StringComparison.Ordinal
        );

        await page.GotoAsync("/profile/sessions");
        await Expect(page.Locator("tbody tr.line")).ToHaveCountAsync(2);
        await page.IsAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "End the session of" }).ClickAsync();
        await Expect(page.Locator("tbody tr.line")).ToHaveCountAsync(1);
        await other.GotoAsync("/organizations");
        await Expect(other.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sign in");

        await page.GotoAsync("/profile/activity");
        await Expect(page.Body().GetByText("Signed in with the password and a recovery code")).ToBeVisibleAsync();
        await page.IsAccessibleAsync();
    }

    private async Task<int> NumberOfMailsAsync()
    {
        // Setting the app up was told by mail too.
        for (var tries = 0; tries < 100 && Portico.Mails.Count < 2; tries++)
        {
            await Task.Delay(100);
        }

        return Portico.Mails.Count;
    }
}

/// <summary>A forgotten password, with a server of its own.</summary>
public sealed class ForgottenPasswordJourneys(Chromium chromium, SetUpPortico portico)
    : Journey(chromium, portico.Process),
        IClassFixture<SetUpPortico>
{
    private readonly Person anna = portico.Anna;

    [Fact]
    public async Task Is_set_anew_by_mail_without_a_script_and_signs_other_browsers_out()
    {
        const string chosen = "quiet-meadow-81-lamp";
        var signedIn = await OpenAsAsync(anna);
        var page = await OpenAsync(withScript: false, at: "/sign-in");
        await page.GetByRole(AriaRole.Link, new() { Name = "Forgot your password?" }).ClickAsync();
        await page.GetByLabel("E-mail").FillAsync(anna.Email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send link" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Look into your mailbox");

        var link = Portico.LinkOf(await Portico.MailToAsync(anna.Email));
        await page.GotoAsync(link);
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync("password1234");
        await page.GetByLabel("New password again").FillAsync("password1234");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set password" }).ClickAsync();
        await Expect(page.Locator(".problem").First).ToContainTextAsync("commonly used");
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync(chosen);
        await page.GetByLabel("New password again").FillAsync(chosen);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set password" }).ClickAsync();
        await page.TypePasswordAsync(anna, chosen);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Organizations");

        await signedIn.ReloadAsync();
        await Expect(signedIn.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sign in");
        await page.GotoAsync(link);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This link no longer works");

        // Back to the password that the other case begins with.
        await page.GotoAsync("/profile");
        await page.GetByLabel("Current password").FillAsync(chosen);
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync(Person.Password);
        await page.GetByLabel("New password again").FillAsync(Person.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
        await Expect(page.Body().GetByText("Your password is changed")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("/forgot-password")]
    [InlineData("/reset-password/nonsense")]
    [InlineData("/profile")]
    public async Task Is_accessible(string address)
    {
        var page = await OpenAsAsync(anna);
        await page.GotoAsync(address);

        await page.IsAccessibleAsync();
    }
}
