using Portico.BrowserTests.Support;

namespace Portico.BrowserTests;

/// <summary>Choosing organizations for an administrator among many.</summary>
public sealed class OrganizationChoiceJourneys(Chromium chromium, SeededPortico portico)
    : Journey(chromium, portico.SetUp.Process),
        IClassFixture<SeededPortico>
{
    [Fact]
    public async Task Organizations_are_chosen_as_one_types_and_every_change_has_its_window()
    {
        var person = new Person("Cora", "Chosen", "cora@northwind.example");
        var anna = await OpenAsAsync(portico.SetUp.Anna, at: "/administrators?window=add");
        await anna.GetByLabel("Chosen organizations", new() { Exact = true }).CheckAsync();
        var found = anna.Locator("[data-found] .check");
        await Expect(found).ToHaveCountAsync(20);
        var (first, last) = (await found.First.InnerTextAsync(), await found.Last.InnerTextAsync());
        await found.First.GetByRole(AriaRole.Checkbox).CheckAsync();
        await anna.GetByLabel("Find organizations").FillAsync(last);
        await Expect(found.First).ToContainTextAsync(first);
        await Expect(found.Nth(1)).ToContainTextAsync(last);
        await found.Nth(1).GetByRole(AriaRole.Checkbox).CheckAsync();
        await anna.IsAccessibleAsync();
        await anna.InviteAsync(person, "Help Desk");
        await Expect(anna.RowOf(person)).ToContainTextAsync("2");

        await anna.ChooseAsync(person, "Send invitation again");
        await anna.GetByRole(AriaRole.Button, new() { Name = "Send invitation" }).ClickAsync();
        await Portico.MailToAsync(person.Email, number: 2);
        await anna.ChooseAsync(person, "Edit");
        await anna.GetByLabel("All organizations").CheckAsync();
        await anna.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).ClickAsync();
        await Expect(anna.RowOf(person)).ToContainTextAsync("All");
        await anna.ChooseAsync(person, "Revoke invitation");
        await anna.IsAccessibleAsync();
        await anna.GetByRole(AriaRole.Button, new() { Name = "Revoke invitation" }).ClickAsync();
        await Expect(anna.RowOf(person)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Without_JavaScript_organizations_are_found_by_a_button_and_the_invitation_is_accepted_all_the_same()
    {
        var person = new Person("Nora", "Noscript", "nora@northwind.example");
        var anna = await OpenAsAsync(portico.SetUp.Anna, withScript: false, at: "/administrators?window=add");
        await anna.GetByLabel("First name").FillAsync(person.FirstName);
        await anna.GetByLabel("Chosen organizations", new() { Exact = true }).CheckAsync();
        var found = anna.Locator("[data-found] .check");
        var last = await found.Last.InnerTextAsync();
        await anna.GetByLabel("Find organizations").FillAsync(last);
        await anna.GetByRole(AriaRole.Button, new() { Name = "Find", Exact = true }).ClickAsync();
        await Expect(anna.GetByLabel("First name")).ToHaveValueAsync(person.FirstName);
        await found.First.GetByRole(AriaRole.Checkbox).CheckAsync();
        await anna.InviteAsync(person, "Manager");

        var page = await OpenAsync(withScript: false, at: Portico.LinkOf(await Portico.MailToAsync(person.Email)));
        await page.CreateAccountAsync();
        await page.SignInAsync(person);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = last, Exact = true })).ToBeVisibleAsync();
    }
}
