using Portico.BrowserTests.Support;

namespace Portico.BrowserTests;

/// <summary>From an invitation to its mail, to the account, to the person at work; each page accessible on the way.</summary>
public sealed class InvitationJourneys(Chromium chromium, SetUpPortico portico)
    : Journey(chromium, portico.Process),
        IClassFixture<SetUpPortico>
{
    private readonly Person ivy = new("Ivy", "Ivory", "ivy@northwind.example");
    private readonly Person omar = new("Omar", "Owner", "omar@acme.example");

    [Fact]
    public async Task An_invited_colleague_accepts_and_the_pending_becomes_active()
    {
        var anna = await OpenAsAsync(portico.Anna, at: "/administrators");
        await anna.IsAccessibleAsync();
        await anna.GetByRole(AriaRole.Link, new() { Name = "Add administrator" }).ClickAsync();
        await anna.IsAccessibleAsync();
        await anna.InviteAsync(ivy, "Manager");
        await Expect(anna.Locator("main .notice.success")).ToContainTextAsync("Sent an invitation to ivy@northwind.example.");
        await Expect(anna.RowOf(ivy)).ToContainTextAsync("Pending");

        var page = await OpenAsync(at: Portico.LinkOf(await Portico.MailToAsync(ivy.Email)));
        await Expect(page.GetByText("Anna Berger invites you.")).ToBeVisibleAsync();
        await page.IsAccessibleAsync();
        await page.CreateAccountAsync();
        await Expect(page.Locator("main .notice.success")).ToContainTextAsync("Your account is ready. Sign in to administer Northwind.");
        await Expect(page.GetByLabel("E-mail")).ToHaveValueAsync(ivy.Email);
        await page.SignInAsync(ivy);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Organizations" })).ToBeVisibleAsync();
        await page.GotoAsync("/administrators");
        await Expect(page.RowOf(portico.Anna)).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Add administrator" })).ToHaveCountAsync(0);

        await anna.ReloadAsync();
        await Expect(anna.RowOf(ivy)).ToContainTextAsync("Active");
        await anna.GetByRole(AriaRole.Button, new() { Name = "Details of Ivy Ivory" }).ClickAsync();
        await Expect(anna.GetByText("Accepted")).ToBeVisibleAsync();
        await anna.IsAccessibleAsync();
    }

    [Fact]
    public async Task A_refused_password_is_typed_again_and_a_used_link_says_so()
    {
        var person = new Person("Tom", "Tired", "tom@northwind.example");
        var anna = await OpenAsAsync(portico.Anna, at: "/administrators?window=add");
        await anna.InviteAsync(person, "Read Only");
        var link = Portico.LinkOf(await Portico.MailToAsync(person.Email));
        var page = await OpenAsync(at: link);

        await page.CreateAccountAsync("password1234");
        await Expect(page.GetByLabel("Password", new() { Exact = true })).ToBeFocusedAsync();
        await Expect(page.GetByText("commonly used").First).ToBeVisibleAsync();
        await Expect(page.GetByLabel("First name")).ToHaveValueAsync("Tom");
        await page.CreateAccountAsync();
        await Expect(page).ToHaveTitleAsync("Sign in · Portico");

        await page.GotoAsync(link);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This invitation does not work");
        await page.IsAccessibleAsync();
    }

    [Fact]
    public async Task An_organizations_administrator_lands_in_his_organization_and_sees_nothing_of_the_provider()
    {
        var anna = await OpenAsAsync(portico.Anna, at: "/organizations?window=add");
        await anna.GetByLabel("Organization name").FillAsync("Acme");
        await anna.GetByRole(AriaRole.Button, new() { Name = "Add organization" }).ClickAsync();
        var launch = await anna.GetByRole(AriaRole.Link, new() { Name = "Launch Acme in a new tab" }).GetAttributeAsync("href");
        await anna.GotoAsync(launch + "/settings/administrators");
        await anna.IsAccessibleAsync();
        await anna.GetByRole(AriaRole.Link, new() { Name = "Add administrator" }).ClickAsync();
        await anna.IsAccessibleAsync();
        await anna.InviteAsync(omar, "Administrator");
        await Expect(anna.RowOf(omar)).ToContainTextAsync("Pending");

        var page = await OpenAsync(at: Portico.LinkOf(await Portico.MailToAsync(omar.Email)));
        await page.CreateAccountAsync();
        await page.SignInAsync(omar);
        Assert.EndsWith(launch!, new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
        await Expect(page.GetByText("Multi-Tenant Portal")).ToHaveCountAsync(0);
        await Expect(page.GetByText("Northwind")).ToHaveCountAsync(0);
        await page.GotoAsync(launch + "/settings/administrators");
        await Expect(page.RowOf(omar)).ToContainTextAsync("Active");
        await Expect(page.RowOf(portico.Anna)).ToContainTextAsync("Administrator");
        await page.IsAccessibleAsync();
        foreach (var elsewhere in new[] { "/administrators", "/organizations", "/activity" })
        {
            Assert.Equal(404, (await page.GotoAsync(elsewhere))!.Status);
        }
    }

    [Fact]
    public async Task Someone_with_an_account_signs_in_and_accepts_and_can_be_suspended_and_removed()
    {
        var person = new Person("Sue", "Second", "sue@bolt.example");
        var anna = await OpenAsAsync(portico.Anna, at: "/organizations?window=add");
        await anna.GetByLabel("Organization name").FillAsync("Bolt");
        await anna.GetByRole(AriaRole.Button, new() { Name = "Add organization" }).ClickAsync();
        var bolt = await anna.GetByRole(AriaRole.Link, new() { Name = "Launch Bolt in a new tab" }).GetAttributeAsync("href");
        await anna.GotoAsync(bolt + "/settings/administrators?window=add");
        await anna.InviteAsync(person, "Read Only");
        var page = await OpenAsync(at: Portico.LinkOf(await Portico.MailToAsync(person.Email)));
        await page.CreateAccountAsync();
        await Expect(page).ToHaveTitleAsync("Sign in · Portico");

        await anna.GotoAsync("/administrators?window=add");
        await anna.InviteAsync(person, "Help Desk");
        var link = Portico.LinkOf(await Portico.MailToAsync(person.Email, number: 2));
        await anna.GotoAsync(link);
        await Expect(anna.GetByText("You are signed in as anna@northwind.example")).ToBeVisibleAsync();
        await anna.IsAccessibleAsync();
        await page.GotoAsync(link);
        await page.IsAccessibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in to accept" }).ClickAsync();
        await page.TypePasswordAsync(person);
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept invitation" }).ClickAsync();
        await Expect(page.Locator("main .notice.success")).ToContainTextAsync("You administer Northwind now.");

        await anna.GotoAsync("/administrators");
        await anna.ChooseAsync(person, "Suspend");
        await anna.IsAccessibleAsync();
        await anna.GetByRole(AriaRole.Button, new() { Name = "Suspend administrator" }).ClickAsync();
        await Expect(anna.RowOf(person)).ToContainTextAsync("Suspended");
        Assert.Equal(404, (await page.GotoAsync("/administrators"))!.Status);
        await anna.ChooseAsync(person, "Remove");
        await anna.GetByRole(AriaRole.Button, new() { Name = "Remove administrator" }).ClickAsync();
        await Expect(anna.GetByLabel($"Type {person.Email} to confirm")).ToBeFocusedAsync();
        await anna.IsAccessibleAsync();
        await anna.GetByLabel($"Type {person.Email} to confirm").FillAsync(person.Email);
        await anna.GetByRole(AriaRole.Button, new() { Name = "Remove administrator" }).ClickAsync();
        await Expect(anna.RowOf(person)).ToHaveCountAsync(0);
    }
}
