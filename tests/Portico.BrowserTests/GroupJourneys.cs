using Portico.BrowserTests.Support;

namespace Portico.BrowserTests;

/// <summary>Groups from their making to the question why someone has access, in the demo.</summary>
public sealed class GroupJourneys(Chromium chromium, DemoPortico portico) : Journey(chromium, portico.Process), IClassFixture<DemoPortico>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_group_gets_members_then_a_rule_and_an_exception(bool withScript)
    {
        var name = withScript ? "Night shift" : "Early shift";
        var page = await OpenAsAsync(portico.Marta, withScript, at: "/organizations?search=Juniper+Dental");
        var home = await page.Locator("tbody a[target=_blank]").First.GetAttributeAsync("href");
        await page.GotoAsync(home + "/user-groups");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add user group" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add user group" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Add members" }).ClickAsync();
        var boxes = page.Locator("[data-found] input");
        await boxes.Nth(0).CheckAsync();
        await boxes.Nth(1).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add members" }).ClickAsync();
        await Expect(page.Body().GetByText("Added 2 users.")).ToBeVisibleAsync();
        await Expect(page.Locator("tr.line")).ToHaveCountAsync(2);

        await page.Tab("Rule").ClickAsync();
        await page.GetByLabel("Attribute", new() { Exact = true }).SelectOptionAsync("Department");
        await page.GetByLabel("Comparison", new() { Exact = true }).SelectOptionAsync("In");
        await page.GetByLabel("Value;").FillAsync("sales, \"nowhere, at all\"");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add condition" }).ClickAsync();
        await Expect(page.GetByLabel("Attribute", new() { Exact = true })).ToHaveCountAsync(2);
        await page.GetByLabel("Attribute", new() { Exact = true }).Nth(1).SelectOptionAsync("JobTitle");
        await page.GetByLabel("Comparison", new() { Exact = true }).Nth(1).SelectOptionAsync("IsNotEmpty");
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).Last.ClickAsync();
        await Expect(page.Locator(".rule-preview"))
            .ToContainTextAsync("department is one of sales, nowhere, at all and job title is not empty");
        await Expect(page.Locator(".rule-preview")).ToContainTextAsync("Nothing is saved yet.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove condition 2" }).ClickAsync();
        await Expect(page.GetByLabel("Attribute", new() { Exact = true })).ToHaveCountAsync(1);
        if (withScript)
        {
            await page.IsAccessibleAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Save rule" }).ClickAsync();
        await Expect(page.Body().GetByText("Saved the rule:")).ToBeVisibleAsync();
        await Expect(page.Body().GetByText("Members are found by the rule"))
            .ToContainTextAsync("department is one of sales, nowhere, at all");
        var before = await page.Locator("tr.line").CountAsync();

        await page.Tab("Exceptions").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Add exception" }).ClickAsync();
        await page.GetByLabel("Never a member").CheckAsync();
        await page.Locator("[data-found] input").First.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add exception" }).ClickAsync();
        await Expect(page.Locator("tr.line")).ToContainTextAsync("Never a member");
        Assert.True(before > 0);
    }

    [Fact]
    public async Task Whoever_comes_to_match_a_rule_joins_at_once()
    {
        var page = await OpenAsAsync(portico.Marta, at: "/organizations?search=Juniper+Dental");
        var home = await page.Locator("tbody a[target=_blank]").First.GetAttributeAsync("href");
        await page.GotoAsync(home + "/user-groups");
        await page.GetByRole(AriaRole.Link, new() { Name = "Everyone" }).ClickAsync();
        await page.Locator("tr.line a").Last.ClickAsync();
        await Expect(page.Locator("#access-heading")).ToBeVisibleAsync();
        var sales = page.Locator("#groups tr.line").Filter(new() { HasText = "Sales" });

        await SetDepartmentAsync(page, "Harbour");
        await Expect(sales).ToHaveCountAsync(0);
        await SetDepartmentAsync(page, "sales");
        await Expect(sales).ToContainTextAsync("By the group's rule");
        await Expect(page.Locator("#access tr.line").Filter(new() { HasText = "Customer database" })).ToContainTextAsync("Through Sales");
    }

    [Fact]
    public async Task The_access_page_says_why_and_what_is_assigned_there_counts_at_once()
    {
        var page = await OpenAsAsync(portico.Marta, at: "/organizations?search=Juniper+Dental");
        var home = await page.Locator("tbody a[target=_blank]").First.GetAttributeAsync("href");
        await page.GotoAsync(home + "/user-groups");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sales" }).ClickAsync();
        await page.Tab("Exceptions").ClickAsync();
        await page.Locator("tr.line").Filter(new() { HasText = "Always a member" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.Locator("#access-heading")).ToBeVisibleAsync();
        await Expect(page.Locator("#groups tr.line").Filter(new() { HasText = "Sales" })).ToContainTextAsync("By an exception");
        await page.GetByRole(AriaRole.Button, new() { Name = "Details of Wiki" }).ClickAsync();
        await Expect(page.Locator(".opened-row"))
            .ToContainTextAsync("Through the group Everyone, a member by its rule: state is Activated");

        await page.GetByRole(AriaRole.Link, new() { Name = "Assign systems", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "reception-pc" }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Sudo", Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Assign", Exact = true }).ClickAsync();
        await Expect(page.Body().GetByText("Assigned 1.")).ToBeVisibleAsync();
        await Expect(page.Locator("#assignments tr.line").Filter(new() { HasText = "reception-pc" })).ToContainTextAsync("Sudo");
        await Expect(page.Locator("#access tr.line").Filter(new() { HasText = "reception-pc" })).ToContainTextAsync("Directly");
        await page.IsAccessibleAsync();
    }

    /// <summary>From a page of the user, and back to what the user has access to.</summary>
    private static async Task SetDepartmentAsync(IPage page, string department)
    {
        await page.Tab("Details").ClickAsync();
        await page.GetByLabel("Department").FillAsync(department);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).Last.ClickAsync();
        await Expect(page.Body().GetByText("Saved the changes to")).ToBeVisibleAsync();
        await page.Tab("Access").ClickAsync();
        await Expect(page.Locator("#access-heading")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_group_is_deleted_by_its_name_and_what_is_lost_is_said()
    {
        var page = await OpenAsAsync(portico.Marta, at: "/organizations?search=Juniper+Dental");
        var home = await page.Locator("tbody a[target=_blank]").First.GetAttributeAsync("href");
        await page.GotoAsync(home + "/system-groups");
        await page.GetByRole(AriaRole.Link, new() { Name = "Servers" }).ClickAsync();
        await Expect(page.Locator("tr.line")).ToHaveCountAsync(3);
        await page.Tab("Details").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Delete group" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("with its 3 memberships and 1 assignment");
        await page.GetByLabel("Type the group's name").FillAsync("Servers");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete group" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(Portico.Url.TrimEnd('/') + home + "/system-groups");
        await Expect(page.Body().GetByText("No system groups yet")).ToBeVisibleAsync();
    }
}

internal static class GroupPages
{
    /// <summary>One of the pages of the thing that is open.</summary>
    public static ILocator Tab(this IPage page, string name) =>
        page.Locator("nav.tabs").GetByRole(AriaRole.Link, new() { Name = name, Exact = true });
}
