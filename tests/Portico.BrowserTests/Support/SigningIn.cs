namespace Portico.BrowserTests.Support;

/// <summary>Signing in as people do: by typing into the form.</summary>
public static class SigningIn
{
    public static async Task SignInAsync(this IPage page, Person person)
    {
        await page.TypePasswordAsync(person);
        if (person.App is { } app)
        {
            await page.TypeCodeAsync(await app.NextCodeAsync());
        }

        await page.GetByRole(AriaRole.Button, new() { Name = $"Account of {person.FullName}" }).WaitForAsync();
    }

    public static async Task TypePasswordAsync(this IPage page, Person person, string? password = null)
    {
        // Not some other page's "Contact e-mail", while this one is still on its way.
        await page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(person.Email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password ?? person.Secret);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    /// <summary>At the door of a user portal.</summary>
    public static async Task SignInToPortalAsync(this IPage page, string login, string password)
    {
        await page.GetByLabel("Username or e-mail").FillAsync(login);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    public static async Task TypeCodeAsync(this IPage page, string code)
    {
        await page.GetByLabel("Code").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    /// <summary>Puts the secret that the page shows into an app of the person's, and confirms it by a code.</summary>
    public static async Task EnrollAsync(this IPage page, Person person, string verb = "Confirm and sign in")
    {
        person.App = new AuthenticatorApp(await page.Locator(".enrollment code").InnerTextAsync());
        await page.GetByLabel("Code from the app").FillAsync(await person.App.NextCodeAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = verb }).ClickAsync();
        await page.Locator(".recovery-codes").WaitForAsync();
    }

    /// <summary>By the menu at the top right.</summary>
    public static async Task LogOutAsync(this IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Account of" }).ClickAsync();
        await page.Locator("#profile-menu").GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await page.GetByLabel("E-mail").WaitForAsync();
    }

    /// <summary>What the page shows, without what it says to a screen reader besides.</summary>
    public static ILocator Body(this IPage page) => page.Locator("main");
}
