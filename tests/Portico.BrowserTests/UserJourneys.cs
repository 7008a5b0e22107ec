using Portico.BrowserTests.Support;

namespace Portico.BrowserTests;

/// <summary>A technician's day with an organization's users, at a desk and on a phone, with and without JavaScript.</summary>
public sealed class UserJourneys(Chromium chromium, SetUpPortico portico) : Journey(chromium, portico.Process), IClassFixture<SetUpPortico>
{
    private readonly Person anna = portico.Anna;

    [Theory]
    [InlineData("Alder", 1440, true)]
    [InlineData("Beech", 390, true)]
    [InlineData("Cedar", 1440, false)]
    public async Task Adds_finds_edits_acts_on_many_and_deletes(string name, int width, bool withScript)
    {
        var page = await OpenAsAsync(anna, withScript, width);
        await page.AddOrganizationAsync(name);
        var users = await UsersOfAsync(page, name);
        await page.GotoAsync(users);
        await page.GetByRole(AriaRole.Link, new() { Name = "Add user" }).ClickAsync();

        // Without a password: the username is proposed, the mail goes out.
        await page.GetByLabel("First name").FillAsync("Ada");
        await page.GetByLabel("Last name").FillAsync("Berg");
        await page.GetByLabel("E-mail", new() { Exact = true }).FillAsync("ada.berg@trees.example");
        if (withScript)
        {
            await Expect(page.GetByLabel("Username", new() { Exact = true })).ToHaveValueAsync("ada.berg");
        }

        await page.DoesNotScrollSidewaysAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add user" }).Last.ClickAsync();
        await Expect(page.Body().GetByText("The mail to choose a password went to ada.berg@trees.example.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ada Berg" })).ToBeVisibleAsync();
        await page.DoesNotScrollSidewaysAsync();

        // With a generated one.
        await page.GotoAsync(users + "/add");
        await page.GetByLabel("E-mail", new() { Exact = true }).FillAsync("ben@trees.example");
        await page.GetByLabel("Set a password").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Generate a password" }).ClickAsync();
        await Expect(page.Locator(".secret code"))
            .ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^.{16}$", default, TimeSpan.FromSeconds(1)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Add user" }).Last.ClickAsync();
        await Expect(page.Body().GetByText("A welcome mail went to ben@trees.example.")).ToBeVisibleAsync();

        // What is typed wrongly stays by its field.
        await page.GetByLabel("E-mail", new() { Exact = true }).FillAsync("ada.berg@trees.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).Last.ClickAsync();
        await Expect(page.Locator("#edited-email-problem")).ToContainTextAsync("already has the address");
        await Expect(page.GetByLabel("E-mail", new() { Exact = true })).ToHaveValueAsync("ada.berg@trees.example");
        await page.GetByLabel("E-mail", new() { Exact = true }).FillAsync("ben@trees.example");
        await page.GetByLabel("First name").FillAsync("Ben");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).Last.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ben" })).ToBeVisibleAsync();

        // Both are suspended; one already is when both are chosen again.
        await page.GotoAsync(users);
        await ChooseAsync(page, "Ada Berg", "Suspend");
        await page.GetByRole(AriaRole.Button, new() { Name = "Suspend 1 user" }).ClickAsync();
        await Expect(page.Body().GetByText("Suspended Ada Berg.")).ToBeVisibleAsync();
        await page.GotoAsync(users);
        await page.GetByLabel("Select Ben", new() { Exact = true }).CheckAsync();
        await ChooseAsync(page, "Ada Berg", "Suspend");
        await Expect(page.Locator("dialog")).ToContainTextAsync("Ada Berg is suspended already.");
        await page.DoesNotScrollSidewaysAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Suspend 1 user" }).ClickAsync();
        await Expect(page.Body().GetByText("Suspended Ben.")).ToBeVisibleAsync();

        // The filter stands in the address, and comes back with it.
        await page.GotoAsync(users + "?state=activated");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No user found" })).ToBeVisibleAsync();
        await page.GetByLabel("State", new() { Exact = true }).SelectOptionAsync("suspended");
        if (!withScript)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Filter" }).ClickAsync();
        }

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("state=suspended", default, TimeSpan.FromSeconds(1)));
        await Expect(page.Locator("tbody")).ToHaveCountAsync(2);

        // Deleting takes the username typed.
        await page.GetByRole(AriaRole.Link, new() { Name = "Ben", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Actions for Ben" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Delete" }).ClickAsync();
        await page.GetByLabel("Type ben to confirm").FillAsync("bob");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete user" }).ClickAsync();
        await Expect(page.Locator("dialog .problem")).ToContainTextAsync("ben");
        await page.GetByLabel("Type ben to confirm").FillAsync("ben");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete user" }).ClickAsync();
        await Expect(page.Body().GetByText("Deleted Ben.")).ToBeVisibleAsync();
        await Expect(page.Locator("tbody")).ToHaveCountAsync(1);
    }

    private static async Task<string> UsersOfAsync(IPage page, string name)
    {
        var row = page.Locator("tbody").GetByRole(AriaRole.Link, new() { Name = name, Exact = true });
        return await row.GetAttributeAsync("href") + "/users";
    }

    private static async Task ChooseAsync(IPage page, string user, string action)
    {
        await page.GetByLabel($"Select {user}", new() { Exact = true }).CheckAsync();
        await page.Locator(".selection").GetByRole(AriaRole.Button, new() { Name = action, Exact = true }).ClickAsync();
        await Expect(page.Locator("dialog")).ToBeVisibleAsync();
    }
}
