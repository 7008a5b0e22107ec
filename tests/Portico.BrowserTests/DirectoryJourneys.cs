using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Portico.BrowserTests.Support;

namespace Portico.BrowserTests;

/// <summary>What is done with many users at once, and with one who calls.</summary>
public sealed partial class DirectoryJourneys(Chromium chromium, PortalPortico portico)
    : Journey(chromium, portico.Process),
        IClassFixture<PortalPortico>
{
    private readonly Person anna = new("Anna", "Berger", "anna@northwind.example");

    [Fact]
    public async Task A_file_is_imported_and_its_bad_rows_are_told_with_their_reasons()
    {
        var page = await OpenAsAsync(anna, at: $"/organizations/{portico.Acme}/users/import");
        await page.GetByLabel("File", new() { Exact = true })
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "New branch.csv",
                    MimeType = "text/csv",
                    Buffer = Encoding.UTF8.GetBytes(File()),
                }
            );
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload file" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Check the rows" }).ClickAsync();

        // Nothing is changed yet.
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Import 27 users" })).ToBeVisibleAsync();
        await Expect(page.Body()).ToContainTextAsync("This is not an e-mail address.");
        await Expect(page.Body()).ToContainTextAsync("Enter a username.");
        await Expect(page.Body()).ToContainTextAsync("has the same name");
        await page.IsAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Import 27 users" }).ClickAsync();
        await Expect(page.GetByText("What was done")).ToBeVisibleAsync();

        await page.GotoAsync($"/organizations/{portico.Acme}/users?search=branch");
        await Expect(page.Locator("[data-count]")).ToContainTextAsync("27");
    }

    [Theory]
    [InlineData("Night", 1440, true)]
    [InlineData("Late", 390, true)]
    [InlineData("Early", 1440, false)]
    public async Task Chosen_users_join_groups_after_a_look_at_who_joins(string name, int width, bool withScript)
    {
        var page = await OpenAsAsync(anna, withScript, width);
        foreach (var user in new[] { "ada", "ben" })
        {
            await portico.AddUserAsync(portico.Acme, $"{user}.{name}".ToLowerInvariant());
        }

        await AddGroupAsync(page, $"{name} shift");
        await AddGroupAsync(page, $"{name} watch");
        await page.GotoAsync($"/organizations/{portico.Acme}/users?search={name}");
        await ChooseAllAsync(page, "Add to groups");
        await page.GetByLabel($"{name} shift").CheckAsync();
        await page.GetByLabel($"{name} watch").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(page.Locator("dialog")).ToContainTextAsync("2 users join");
        await page.DoesNotScrollSidewaysAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add 2 users to 2 groups" }).ClickAsync();
        await Expect(page.Body().GetByText("Added 2 users to 2 groups.")).ToBeVisibleAsync();

        // Once more: they are in it already, and nothing can be added.
        await ChooseAllAsync(page, "Add to groups");
        await page.GetByLabel($"{name} shift").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(page.Locator("dialog")).ToContainTextAsync("is a member already");

        await page.GotoAsync($"/organizations/{portico.Acme}/users?search={name}");
        await page.GetByLabel("Group", new() { Exact = true }).SelectOptionAsync($"{name} watch");
        if (!withScript)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Filter" }).ClickAsync();
        }

        await Expect(page).ToHaveURLAsync(Addressed());
        await Expect(page.Locator("tr.line")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task From_home_those_who_wait_are_found_and_helped_in_their_organizations()
    {
        await portico.AddUserAsync(portico.Acme, "wendy.waits");
        await portico.AddUserAsync(portico.Bolt, "walter.waits");
        var page = await OpenAsAsync(anna, at: "/home");
        var need = page.GetByRole(AriaRole.Region, new() { Name = "Password not set yet" });
        await need.Locator(".figure a").ClickAsync();
        await Expect(page.GetByLabel("Needs")).ToHaveValueAsync("pending");
        await page.GotoAsync("/users?need=pending&search=waits");
        await page.GetByLabel("Select wendy.waits of Acme").CheckAsync();
        await page.GetByLabel("Select walter.waits of Bolt").CheckAsync();
        await page.Locator(".selection").GetByRole(AriaRole.Button, new() { Name = "Send the activation mail again" }).ClickAsync();
        await Expect(page.Locator("dialog")).ToContainTextAsync("Send the activation mail again to 2 users of 2 organizations");
        await page.IsAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the activation mail again to 2 users" }).ClickAsync();
        await Expect(page.Body().GetByText("Sent the activation mail again to 2 users.")).ToBeVisibleAsync();
        await portico.Process.MailToAsync(PortalPortico.EmailOf("walter.waits"), number: 2);

        // One organization's, chosen by name.
        await page.GotoAsync("/users?search=waits");
        await page.GetByRole(AriaRole.Link, new() { Name = "Any organization" }).ClickAsync();
        await page.Locator("dialog").GetByRole(AriaRole.Link, new() { Name = "Bolt" }).ClickAsync();
        await Expect(page.Locator("tr.line")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Whoever_calls_tells_the_mailed_code_before_a_reset()
    {
        await portico.SetAsync(portico.Bolt, "users", new JsonObject { ["requiresCallerVerification"] = true });
        await portico.AddUserAsync(portico.Bolt, "cora", "quiet-Harbour-47");
        var page = await OpenAsAsync(anna, at: $"/organizations/{portico.Bolt}/users?search=cora");
        var user = await page.Locator("tbody .main a").First.GetAttributeAsync("href");
        await page.GotoAsync($"{user}?window=reset-password");
        await Expect(page.Locator("dialog")).ToContainTextAsync("Verify first that it is cora who asks");

        await page.GotoAsync($"{user}?window=verify-caller");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Mail a code to {PortalPortico.EmailOf("cora")}" }).ClickAsync();
        await Expect(page.Body().GetByText("A code is on its way")).ToBeVisibleAsync();
        var code = await CodeToAsync(PortalPortico.EmailOf("cora"));
        await page.GetByLabel("Code that the caller tells").FillAsync(code is "000000" ? "111111" : "000000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify caller" }).ClickAsync();
        await Expect(page.Locator("dialog")).ToContainTextAsync("That is not the code. 4 tries left.");
        await page.GetByLabel("Code that the caller tells").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify caller" }).ClickAsync();
        await Expect(page.Body().GetByText("You can help for 15 minutes.")).ToBeVisibleAsync();

        await page.GotoAsync($"{user}?window=reset-password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mail a link for a new password to 1 user" }).ClickAsync();
        await Expect(page.Body().GetByText("Mailed a link for a new password to cora.")).ToBeVisibleAsync();
        await page.GotoAsync($"{user}/activity");
        await Expect(page.Body()).ToContainTextAsync("Verified a caller as the user cora");
    }

    private async Task AddGroupAsync(IPage page, string name)
    {
        await page.GotoAsync($"/organizations/{portico.Acme}/user-groups?window=add");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Add user group" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 })).ToBeVisibleAsync();
    }

    private static async Task ChooseAllAsync(IPage page, string action)
    {
        foreach (var box in await page.Locator(".pick input[name]").AllAsync())
        {
            await box.CheckAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "More actions for the chosen users" }).ClickAsync();
        await page.Locator(".selection").GetByRole(AriaRole.Button, new() { Name = action, Exact = true }).ClickAsync();
        await Expect(page.Locator("dialog")).ToBeVisibleAsync();
    }

    private async Task<string> CodeToAsync(string email)
    {
        for (var number = 1; number < 10; number++)
        {
            var code = Code().Match((await portico.Process.MailToAsync(email, number)).Subject ?? "");
            if (code.Success)
            {
                return code.Value;
            }
        }

        throw new InvalidOperationException($"No code came to {email}.");
    }

    /// <summary>Thirty people, of whom three are bad: no address, no username, the username of another.</summary>
    private static string File()
    {
        var file = new StringBuilder("Login,E-mail address,Given name,Surname\n");
        for (var i = 1; i <= 30; i++)
        {
            var login = i switch
            {
                12 => "",
                21 => "branch20",
                _ => string.Create(CultureInfo.InvariantCulture, $"branch{i}"),
            };
            var email = i is 7 ? "nowhere" : string.Create(CultureInfo.InvariantCulture, $"branch{i}@new.example");
            file.Append(CultureInfo.InvariantCulture, $"{login},{email},Zoë,O'Brien {i}\n");
        }

        return file.ToString();
    }

    [GeneratedRegex("[0-9]{6}", RegexOptions.None, 1_000)]
    private static partial Regex Code();

    [GeneratedRegex("[?&]group=[0-9a-f]{24}", RegexOptions.None, 1_000)]
    private static partial Regex Addressed();
}
