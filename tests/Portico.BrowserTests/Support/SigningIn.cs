namespace Portico.BrowserTests.Support;

/// <summary>Signing in as people do: by typing into the form.</summary>
public static class SigningIn
{
    public static async Task SignInAsync(this IPage page, Person person)
    {
        await page.TypePasswordAsync(person);
        if (person.App is { } app)
        {
            await page.GetByLabel("Code").FillAsync(await app.NextCodeAsync());
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = $"Account of {person.FullName}" }).WaitForAsync();
    }

    public static async Task TypePasswordAsync(this IPage page, Person person, string? password = null)
    {
        await page.GetByLabel("E-mail").FillAsync(person.Email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password ?? Person.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }
}
