using Portico.BrowserTests.Support;

namespace Portico.BrowserTests;

/// <summary>Passkeys of an administrator, with Chromium's virtual authenticator. Each test leaves Anna without any.</summary>
public sealed class PasskeyJourneys(Chromium chromium, SetUpPortico portico)
    : Journey(chromium, portico.Process),
        IClassFixture<SetUpPortico>
{
    private readonly Person anna = portico.Anna;

    [Fact]
    public async Task A_passkey_is_added_signs_in_alone_and_after_the_password_and_is_removed()
    {
        var page = await OpenAsync();
        await VirtualAuthenticator.ProposesNothingAsync(page);
        await page.GotoAsync("/sign-in");
        await page.SignInAsync(anna);
        var device = await VirtualAuthenticator.InAsync(page);
        await page.GotoAsync("/profile/passkeys");
        await page.IsAccessibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Add passkey" }).ClickAsync();
        await page.IsAccessibleAsync();

        // What is missing is said before the device is asked for anything.
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Work laptop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add passkey" }).ClickAsync();
        await Expect(page.GetByText("Enter your current password.")).ToBeVisibleAsync();
        await device.HasAsync(0);
        await page.AddPasskeyAsync("Work laptop", "not my password");
        await Expect(page.GetByText("This password is wrong.")).ToBeVisibleAsync();
        // What was made for nothing is not left behind.
        await device.HasAsync(0);
        await page.AddPasskeyAsync("Work laptop");
        await Expect(page.Locator(".recovery-codes code")).ToHaveCountAsync(10);
        await page.IsAccessibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "I have kept them" }).ClickAsync();
        await Expect(page.Locator("tbody tr.line")).ToContainTextAsync("Never");
        await device.HasAsync(1);

        // The same device makes no second one.
        await page.GetByRole(AriaRole.Link, new() { Name = "Add passkey" }).ClickAsync();
        await page.AddPasskeyAsync("Once more");
        await Expect(page.GetByText("already has a passkey of yours")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Close" }).First.ClickAsync();

        await page.GotoAsync("/profile/passkeys");
        await page.GetByRole(AriaRole.Button, new() { Name = "More actions for Work laptop" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Rename", Exact = true }).ClickAsync();
        await page.IsAccessibleAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Laptop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).ClickAsync();
        await Expect(page.Body().GetByText("The passkey is now named Laptop.")).ToBeVisibleAsync();

        await page.LogOutAsync();
        await page.IsAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Organizations");

        await page.LogOutAsync();
        await page.TypePasswordAsync(anna);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Use your passkey");
        await page.IsAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Organizations");

        await page.RemovePasskeyAsync("Laptop");
        await page.LogOutAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Expect(page.Body().GetByText("This passkey was not accepted.")).ToBeVisibleAsync();
        await page.TypePasswordAsync(anna);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Organizations");
        await page.GotoAsync("/profile/activity");
        await Expect(page.Body().GetByText("Signed in with the password and the passkey Laptop").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_browser_proposes_the_passkey_by_itself_and_does_not_insist()
    {
        var page = await OpenAsAsync(anna);
        await VirtualAuthenticator.InAsync(page);
        await page.GotoAsync("/profile/passkeys?window=add");
        await page.AddPasskeyAsync("Laptop");
        await page.GetByRole(AriaRole.Link, new() { Name = "I have kept them" }).ClickAsync();
        await Expect(page.Locator("tbody tr.line")).ToHaveCountAsync(1);

        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/organizations?search=none");
        // The virtual authenticator chooses what a person would choose in the e-mail field.
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Organizations");
        await Expect(page).ToHaveURLAsync(Portico.Url + "/organizations?search=none");

        await page.RemovePasskeyAsync("Laptop");
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/sign-in");
        await Expect(page.Body().GetByText("This passkey was not accepted.")).ToBeVisibleAsync();
        await page.TypePasswordAsync(anna);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Organizations");
    }

    [Fact]
    public async Task Whoever_must_have_a_second_factor_enrolls_a_passkey_as_well_as_an_app()
    {
        var person = new Person("Petra", "Pass", "petra@northwind.example");
        var inviting = await OpenAsAsync(anna, at: "/administrators?window=add");
        await inviting.GetByLabel("Require multifactor authentication").CheckAsync();
        await inviting.InviteAsync(person, "Read Only");
        var page = await OpenAsync();
        await VirtualAuthenticator.ProposesNothingAsync(page);
        await page.GotoAsync(Portico.LinkOf(await Portico.MailToAsync(person.Email)));
        await page.CreateAccountAsync();
        await VirtualAuthenticator.InAsync(page);
        await page.TypePasswordAsync(person);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Set up multifactor authentication");
        await page.IsAccessibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Add passkey and sign in" }).ClickAsync();
        await Expect(page.Locator(".recovery-codes code")).ToHaveCountAsync(10);
        await page.GetByRole(AriaRole.Link, new() { Name = "I have kept them" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Organizations");

        // The only one is not given up while one is demanded.
        await page.GotoAsync("/profile/passkeys");
        await page.GetByRole(AriaRole.Button, new() { Name = "More actions for" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Remove", Exact = true }).ClickAsync();
        await page.IsAccessibleAsync();
        await page.GetByLabel("Current password").FillAsync(Person.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove passkey" }).ClickAsync();
        await Expect(page.Locator("#main").GetByText("requires multifactor authentication of you")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_is_not_recognized_is_told_so_and_signs_in_another_way()
    {
        var page = await OpenAsync();
        await VirtualAuthenticator.ProposesNothingAsync(page);
        await page.GotoAsync("/sign-in");
        var device = await VirtualAuthenticator.InAsync(page);
        await device.ForgetPersonAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();

        await Expect(page.GetByText("No passkey was used")).ToBeVisibleAsync();
        await page.IsAccessibleAsync();
        await page.SignInAsync(anna);
    }

    [Fact]
    public async Task Without_a_script_the_pages_say_what_is_missing()
    {
        var page = await OpenAsAsync(anna, withScript: false);
        await page.GotoAsync("/profile/passkeys?window=add");
        await Expect(page.GetByText("Passkeys need JavaScript")).ToBeVisibleAsync();

        var stranger = await OpenAsync(withScript: false, at: "/sign-in");
        await Expect(stranger.GetByText("Passkeys need JavaScript")).ToBeVisibleAsync();
        await Expect(stranger.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" })).ToBeHiddenAsync();
    }
}

/// <summary>What people do with their passkeys.</summary>
internal static class Passkeys
{
    /// <summary>In the window that is open.</summary>
    public static async Task AddPasskeyAsync(this IPage page, string name, string password = Person.Password)
    {
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("Current password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add passkey" }).ClickAsync();
    }

    /// <summary>The same over a page that has a form for the password, too.</summary>
    public static async Task AddOwnPasskeyAsync(this IPage page, string name, string password)
    {
        var window = page.Locator("dialog");
        await window.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await window.GetByLabel("Current password").FillAsync(password);
        await window.GetByRole(AriaRole.Button, new() { Name = "Add passkey" }).ClickAsync();
    }

    public static async Task RemovePasskeyAsync(this IPage page, string name)
    {
        await page.GotoAsync("/profile/passkeys");
        await page.GetByRole(AriaRole.Button, new() { Name = $"More actions for {name}" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Remove", Exact = true }).ClickAsync();
        await page.IsAccessibleAsync();
        await page.GetByLabel("Current password").FillAsync(Person.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove passkey" }).ClickAsync();
        await SigningIn.Body(page).GetByText($"Removed the passkey {name}.").WaitForAsync();
    }
}
