namespace Portico.BrowserTests.Support;

/// <summary>What people do on the pages about administrators.</summary>
public static class Administrators
{
    public static ILocator RowOf(this IPage page, Person person) =>
        page.Locator("tr.line").Filter(new() { Has = page.GetByTitle(person.FullName, new() { Exact = true }) });

    public static async Task ChooseAsync(this IPage page, Person person, string action)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = $"More actions for {person.FullName}" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = action, Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
    }

    /// <summary>In the window that is open.</summary>
    public static async Task InviteAsync(this IPage page, Person person, string role)
    {
        await page.GetByLabel("First name").FillAsync(person.FirstName);
        await page.GetByLabel("Last name").FillAsync(person.LastName);
        await page.GetByLabel("Administrator e-mail").FillAsync(person.Email);
        await page.GetByRole(AriaRole.Radio, new() { Name = role, Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send invitation" }).ClickAsync();
        await page.RowOf(person).WaitForAsync();
    }

    public static async Task CreateAccountAsync(this IPage page, string password = Person.Password)
    {
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByLabel("Password again").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
    }
}
