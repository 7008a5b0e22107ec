using System.Text.Json.Nodes;
using Portico.BrowserTests.Support;

namespace Portico.BrowserTests;

/// <summary>What users do at their organization's portal. One server; each journey has users of its own.</summary>
public sealed class UserPortalJourneys(Chromium chromium, PortalPortico portico)
    : Journey(chromium, portico.Process),
        IClassFixture<PortalPortico>
{
    private const string Secret = "Violet anchor 47 drum";
    private const string Other = "Quiet meadow 81 lamp";

    [Fact]
    public async Task A_new_user_chooses_a_password_by_the_mail_sets_up_an_app_and_signs_in_with_codes()
    {
        await portico.AddUserAsync(portico.Acme, "nina");
        var link = Portico.LinkOf(await Portico.MailToAsync(PortalPortico.EmailOf("nina")));
        var page = await OpenAsync(at: link);
        await page.IsAccessibleAsync();

        await page.GetByLabel("New password", new() { Exact = true }).FillAsync("short");
        await Expect(page.Locator("[data-rule=password-too-short]")).ToHaveAttributeAsync("data-state", "unmet");
        await SetPasswordAsync(page, "short");
        await Expect(page.Locator(".problem").First).ToContainTextAsync("Use at least 12 characters");
        await SetPasswordAsync(page, Secret);
        await Expect(page.GetByLabel("Username or e-mail")).ToHaveValueAsync("nina");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Secret);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your applications");
        await page.IsAccessibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Security" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Set up an app" }).ClickAsync();
        await page.Locator(".enrollment").WaitForAsync();
        await page.GetByLabel("Current password").Last.FillAsync(Secret);
        var nina = new Person("Nina", "", PortalPortico.EmailOf("nina"));
        await page.EnrollAsync(nina, "Set up the app");
        var codes = await page.Locator(".recovery-codes code").AllInnerTextsAsync();
        await page.IsAccessibleAsync();

        await SignOutAsync(page);
        await SignInAsync(page, "nina");
        await page.GetByLabel("Code").FillAsync("000000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.Body().GetByText("This code is wrong or was used already.")).ToBeVisibleAsync();
        await page.TypeCodeAsync(await nina.App!.NextCodeAsync());
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your applications");

        await SignOutAsync(page);
        await SignInAsync(page, "nina");
        await page.GetByRole(AriaRole.Link, new() { Name = "Use a recovery code" }).ClickAsync();
        await page.GetByLabel("Recovery code").FillAsync(codes[0]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.Body().GetByText("9 recovery codes left")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_is_locked_out_is_told_with_the_right_password_and_gets_in_by_a_new_one_without_a_script()
    {
        await portico.AddUserAsync(portico.Acme, "lars", Secret);
        await portico.SetAsync(portico.Acme, "security", new JsonObject { ["lockoutAttempts"] = 3 });
        var page = await OpenAsync(withScript: false, at: $"/o/{portico.Acme}");
        for (var tries = 0; tries < 3; tries++)
        {
            await SignInAsync(page, "lars", "wrong password");
            await Expect(page.Body().GetByText("The username, e-mail or password is wrong.")).ToBeVisibleAsync();
        }

        await SignInAsync(page, "lars");
        await Expect(page.Body().GetByText("Your account is locked after too many wrong passwords.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Forgot your password?" }).ClickAsync();
        await page.GetByLabel("E-mail").FillAsync(PortalPortico.EmailOf("lars"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Send link" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Look into your mailbox");
        // After those of welcome and of the lock.
        var link = Portico.LinkOf(await Portico.MailToAsync(PortalPortico.EmailOf("lars"), number: 3));
        await page.GotoAsync(link);
        await SetPasswordAsync(page, Other);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Other);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your applications");
        await page.GotoAsync(link);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This link no longer works");
    }

    [Fact]
    public async Task One_address_in_two_organizations_chooses_after_the_password()
    {
        await portico.AddUserAsync(portico.Acme, "tom", Secret, "tom@twins.example");
        await portico.AddUserAsync(portico.Bolt, "tom", Secret, "tom@twins.example");
        await portico.SetAsync(portico.Bolt, "general", new JsonObject { ["slug"] = "bolt-works" });
        var page = await OpenAsync(at: "/o");
        await page.IsAccessibleAsync();
        await page.GetByLabel("E-mail").FillAsync("tom@twins.example");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Secret);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Choose an organization");
        await page.IsAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bolt" }).ClickAsync();

        await Expect(page).ToHaveURLAsync($"{Portico.Url}/o/bolt-works/home");
        await Expect(page).ToHaveTitleAsync("Bolt · Your applications");
        await page.GotoAsync($"/o/{portico.Acme}/home");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sign in");
    }

    [Fact]
    public async Task A_user_keeps_his_profile_and_ends_his_other_sessions()
    {
        await portico.AddUserAsync(portico.Acme, "pia", Secret);
        var page = await OpenAsync(at: $"/o/{portico.Acme}/profile");
        await SignInAsync(page, "pia");
        await page.IsAccessibleAsync();
        await page.GetByLabel("Display name").FillAsync("Pia of the office");
        await page.GetByLabel("Phone 1: what for").FillAsync("Mobile");
        await page.GetByLabel("Phone 1: number").FillAsync("+1 555 0100");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).ClickAsync();
        await Expect(page.Body().GetByText("Your profile is saved.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Phone 1: number")).ToHaveValueAsync("+1 555 0100");
        await page.GetByRole(AriaRole.Button, new() { Name = "Account of Pia of the office" }).WaitForAsync();

        var other = await OpenAsync(at: $"/o/{portico.Acme}");
        await SignInAsync(other, "pia");
        await other.GetByRole(AriaRole.Heading, new() { Name = "Your applications" }).WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Sessions" }).ClickAsync();
        await Expect(page.Locator("tbody tr.line")).ToHaveCountAsync(2);
        await page.IsAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "End all other sessions" }).ClickAsync();
        await Expect(page.Body().GetByText("1 other session ended.")).ToBeVisibleAsync();
        await other.ReloadAsync();
        await Expect(other.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sign in");
    }

    [Fact]
    public async Task A_passkey_is_added_signs_in_alone_and_after_the_password_and_is_removed()
    {
        await portico.AddUserAsync(portico.Acme, "uma", Secret);
        var page = await OpenAsync();
        await VirtualAuthenticator.ProposesNothingAsync(page);
        await page.GotoAsync($"/o/{portico.Acme}/security");
        await SignInAsync(page, "uma");
        var device = await VirtualAuthenticator.InAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Add passkey" }).ClickAsync();
        await page.IsAccessibleAsync();
        await page.AddOwnPasskeyAsync("Work laptop", "not my password");
        await Expect(page.GetByText("This password is wrong.")).ToBeVisibleAsync();
        // What was made for nothing is not left behind.
        await device.HasAsync(0);
        await page.AddOwnPasskeyAsync("Work laptop", Secret);
        await Expect(page.Locator(".recovery-codes code")).ToHaveCountAsync(10);
        await page.IsAccessibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "I have kept them" }).ClickAsync();
        await Expect(page.Locator("tbody tr.line")).ToContainTextAsync("Never");
        await device.HasAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "More actions for Work laptop" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Rename", Exact = true }).ClickAsync();
        await page.IsAccessibleAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Laptop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).ClickAsync();
        await Expect(page.Body().GetByText("The passkey is now named Laptop.")).ToBeVisibleAsync();

        await SignOutAsync(page);
        await page.IsAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your applications");

        await SignOutAsync(page);
        await SignInAsync(page, "uma");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Use your passkey");
        await page.IsAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your applications");

        await page.GotoAsync($"/o/{portico.Acme}/security");
        await page.GetByRole(AriaRole.Button, new() { Name = "More actions for Laptop" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Remove", Exact = true }).ClickAsync();
        await page.IsAccessibleAsync();
        await page.Locator("dialog").GetByLabel("Current password").FillAsync(Secret);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove passkey" }).ClickAsync();
        await Expect(page.Body().GetByText("Removed the passkey Laptop.")).ToBeVisibleAsync();
        await SignOutAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Expect(page.Body().GetByText("This passkey was not accepted.")).ToBeVisibleAsync();
        await SignInAsync(page, "uma");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your applications");
    }

    [Fact]
    public async Task The_browser_proposes_the_passkey_in_the_field_for_the_username()
    {
        await portico.AddUserAsync(portico.Acme, "ole", Secret);
        var page = await OpenAsync(at: $"/o/{portico.Acme}/security");
        await SignInAsync(page, "ole");
        await VirtualAuthenticator.InAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Add passkey" }).ClickAsync();
        await page.AddOwnPasskeyAsync("Laptop", Secret);
        await page.GetByRole(AriaRole.Link, new() { Name = "I have kept them" }).ClickAsync();
        await Expect(page.Locator("tbody tr.line")).ToHaveCountAsync(1);

        await page.Context.ClearCookiesAsync();
        await page.GotoAsync($"/o/{portico.Acme}/profile");

        // The virtual authenticator chooses what a person would choose in the field.
        await Expect(page).ToHaveURLAsync($"{Portico.Url}/o/{portico.Acme}/profile");
        await Expect(page.GetByLabel("Display name")).ToBeVisibleAsync();
    }

    private static Task SignInAsync(IPage page, string login, string password = Secret) => page.SignInToPortalAsync(login, password);

    private static async Task SetPasswordAsync(IPage page, string password)
    {
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync(password);
        await page.GetByLabel("New password again").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set password" }).ClickAsync();
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Account of" }).ClickAsync();
        await page.Locator("#profile-menu").GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByLabel("Username or e-mail").WaitForAsync();
    }
}

/// <summary>A password that was chosen by someone else, and a demand for a second factor; a server of its own.</summary>
public sealed class ForcedStepsJourneys(Chromium chromium, PortalPortico portico)
    : Journey(chromium, portico.Process),
        IClassFixture<PortalPortico>
{
    [Fact]
    public async Task A_password_that_must_be_replaced_is_and_the_user_is_reminded_of_multifactor_authentication()
    {
        const string secret = "Violet anchor 47 drum";
        await portico.AddUserAsync(portico.Acme, "max", secret, mustChange: true);
        await portico.SetAsync(portico.Acme, "security", new JsonObject { ["userMfa"] = "requiredForAll" });
        var page = await OpenAsync(at: $"/o/{portico.Acme}");
        await page.GetByLabel("Username or e-mail").FillAsync("max");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(secret);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Choose a new password");
        await page.IsAccessibleAsync();
        foreach (var chosen in new[] { secret, "Quiet meadow 81 lamp" })
        {
            await page.GetByLabel("New password", new() { Exact = true }).FillAsync(chosen);
            await page.GetByLabel("New password again").FillAsync(chosen);
            await page.GetByRole(AriaRole.Button, new() { Name = "Set password" }).ClickAsync();
            if (string.Equals(chosen, secret, StringComparison.Ordinal))
            {
                await Expect(page.Locator(".problem").First).ToContainTextAsync("used before");
            }
        }

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your applications");
        await Expect(page.Body().GetByText("Set up a passkey or an authenticator app within 7 days")).ToBeVisibleAsync();
        await page.IsAccessibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Set it up now" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Set up an app" }).ClickAsync();
        await Expect(page.Locator(".enrollment")).ToBeVisibleAsync();
    }
}
