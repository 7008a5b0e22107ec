using System.Text.RegularExpressions;
using Portico.BrowserTests.Support;

namespace Portico.BrowserTests;

/// <summary>
/// Every page of the product, with the demo's content: each must be accessible. With PORTICO_SCREENSHOTS naming a folder it leaves a
/// picture of each there (<c>tools/screenshots</c>).
/// </summary>
public sealed partial class PageTour(Chromium chromium, DemoPortico portico)
    : Journey(chromium, portico.Process),
        IClassFixture<DemoPortico>
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("PORTICO_SCREENSHOTS");

    /// <summary>Pages that only lead on, or that stand in for others.</summary>
    private static readonly string[] Elsewhere = ["/", "/error", "/organizations/{OrganizationId}/settings"];

    private readonly List<string> seen = [];

    [Fact]
    public async Task Every_page_is_accessible()
    {
        var page = await OpenAsync();
        await VirtualAuthenticator.ProposesNothingAsync(page);
        await StopAsync(page, "sign-in", "/sign-in");
        await StopAsync(page, "forgot-password", "/forgot-password");
        await StopAsync(page, "reset-password", "/reset-password/nonsense");
        await StopAsync(page, "reset-mfa", "/reset-mfa/nonsense");
        await StopAsync(page, "not-found", "/not/here");
        await StopAsync(page, "invitation", await InvitationAsync());
        await page.GotoAsync("/sign-in");
        await page.SignInAsync(portico.Marta);
        await DashboardAsync(page);
        await OrganizationAsync(page);
        await ProfileAsync(page);
        await SecondStepAsync(page);
        await PortalAsync();
        await using var empty = new EmptyPortico();
        await empty.InitializeAsync();
        await StopAsync(page, "setup", empty.SetupLink);

        var missed = Pages().Except(Elsewhere, StringComparer.Ordinal).Where(p => !seen.Exists(s => Matches(p, s))).ToList();
        Assert.Empty(missed);
    }

    private async Task DashboardAsync(IPage page)
    {
        await page.GotoAsync("/organizations");
        var first = await page.Locator("tbody a[target=_blank]").First.GetAttributeAsync("href");
        var id = first!.Split('/')[^1];
        await StopAsync(page, "provider-home", "/home");
        await StopAsync(page, "provider-users", "/users");
        await StopAsync(page, "provider-users-search", "/users?search=an&need=pending");
        await StopAsync(page, "provider-users-none", "/users?search=no+such+person");
        await page.GotoAsync("/users?need=pending");
        var chosen = await page.Locator(".pick input[name]").EvaluateAllAsync<string[]>("boxes => boxes.map(b => b.value)");
        await StopAsync(page, "provider-users-act", $"/users?window=send-activation&selected={string.Join("&selected=", chosen.Take(3))}");
        await StopAsync(page, "provider-users-organization", "/users?window=organization");
        await StopAsync(page, "organizations", $"/organizations?open={id}");
        await StopAsync(page, "organizations-add", "/organizations?window=add");
        await StopAsync(page, "organizations-delete", $"/organizations?window=delete&selected={id}");
        await StopAsync(page, "organizations-search", "/organizations?search=no+such+name");
        await StopAsync(page, "switch", "/switch");
        await StopAsync(page, "administrators", "/administrators");
        await StopAsync(page, "administrators-add", "/administrators?window=add");
        await StopAsync(page, "provider-activity", "/activity");
        await ApiKeysAsync(page);
        await page.GotoAsync("/organizations");
        await page.GetByRole(AriaRole.Button, new() { Name = "Multi-Tenant Portal" }).ClickAsync();
        await Expect(page.Locator("#switcher").GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await LookAsync(page, "menu");
    }

    private async Task ApiKeysAsync(IPage page)
    {
        await page.GotoAsync("/settings/api-keys");
        var details = page.GetByRole(AriaRole.Button, new() { Name = "Details of Nightly user sync" });
        var id = (await details.GetAttributeAsync("href"))!.Split("open=")[^1];
        await StopAsync(page, "api-keys", $"/settings/api-keys?open={id}");
        await StopAsync(page, "api-keys-add", "/settings/api-keys?window=add");
        await StopAsync(page, "api-keys-edit", $"/settings/api-keys?window=edit&selected={id}");
        await StopAsync(page, "api-keys-revoke", $"/settings/api-keys?window=revoke&selected={id}");
        await StopAsync(page, "api-keys-renew", $"/settings/api-keys?window=renew&selected={id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Renew API key" }).ClickAsync();
        await page.KeyShownAsync();
        await LookAsync(page, "api-keys-new");
    }

    private async Task OrganizationAsync(IPage page)
    {
        await page.GotoAsync("/organizations?search=Juniper+Dental");
        var path = await page.Locator("tbody a[target=_blank]").First.GetAttributeAsync("href");
        await StopAsync(page, "organization-home", path!);
        await StopAsync(page, "general-settings", path + "/settings/general");
        await StopAsync(page, "security-settings", path + "/settings/security");
        await UsersAsync(page, path!);
        await StopAsync(page, "organization-administrators", path + "/settings/administrators");
        await StopAsync(page, "organization-activity", path + "/activity");
        await GroupsAsync(page, path!);
        await ApplicationsAsync(page, path!);
        await ImportAsync(page, path + "/users");
    }

    private async Task GroupsAsync(IPage page, string path)
    {
        await StopAsync(page, "user-groups", path + "/user-groups");
        await StopAsync(page, "user-groups-add", path + "/user-groups?window=add");
        var sales = await page.GetByRole(AriaRole.Link, new() { Name = "Sales", Exact = true }).GetAttributeAsync("href");
        await StopAsync(page, "user-group", sales!);
        await StopAsync(page, "user-group-rule", sales + "/rule");
        await StopAsync(page, "user-group-exceptions", sales + "/exceptions");
        var user = await page.Locator("tr.line a").First.GetAttributeAsync("href");
        await StopAsync(page, "user-group-exceptions-add", sales + "/exceptions?window=add");
        await StopAsync(page, "user-group-assignments", sales + "/assignments");
        await StopAsync(page, "user-group-assign", sales + "/assignments?window=assign-systems");
        await StopAsync(page, "user-group-details", sales + "/details");
        await StopAsync(page, "user-group-delete", sales + "/details?window=delete");
        await StopAsync(page, "user-access", user!);
        await StopAsync(page, "system-groups", path + "/system-groups");
        var servers = await page.GetByRole(AriaRole.Link, new() { Name = "Servers", Exact = true }).GetAttributeAsync("href");
        await StopAsync(page, "system-group", servers!);
        await StopAsync(page, "system-group-assignments", servers + "/assignments");
        await StopAsync(page, "system-group-details", servers + "/details");
    }

    private async Task ProfileAsync(IPage page)
    {
        await StopAsync(page, "profile", "/profile");
        await PasskeysAsync(page);
        await StopAsync(page, "profile-sessions", "/profile/sessions");
        await StopAsync(page, "profile-api-keys", "/profile/api-keys");
        await StopAsync(page, "profile-api-keys-add", "/profile/api-keys?window=add");
        await StopAsync(page, "profile-activity", "/profile/activity");
        await StopAsync(page, "profile-mfa", "/profile/mfa");
        await StopAsync(page, "profile-mfa-setup", "/profile/mfa?open=app");
    }

    private async Task PasskeysAsync(IPage page)
    {
        await StopAsync(page, "profile-passkeys-none", "/profile/passkeys");
        await StopAsync(page, "profile-passkeys-add", "/profile/passkeys?window=add");
        await VirtualAuthenticator.InAsync(page);
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Work laptop");
        await page.GetByLabel("Current password").FillAsync(portico.Marta.Secret);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add passkey" }).ClickAsync();
        await page.Locator(".recovery-codes").WaitForAsync();
        await LookAsync(page, "recovery-codes");
        await StopAsync(page, "profile-passkeys", "/profile/passkeys");
    }

    /// <summary>With an app of her own Marta is asked for codes; an administrator of whom one is demanded enrolls first.</summary>
    private async Task SecondStepAsync(IPage page)
    {
        await page.GetByLabel("Current password").First.FillAsync(portico.Marta.Secret);
        portico.Marta.App = new AuthenticatorApp(await page.Locator(".enrollment code").InnerTextAsync());
        await page.GetByLabel("Code from the app").FillAsync(await portico.Marta.App.NextCodeAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up the app" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Replace the app" }).WaitForAsync();
        await page.GotoAsync("/profile/mfa");
        await LookAsync(page, "profile-mfa-both");
        await page.LogOutAsync();
        await page.TypePasswordAsync(portico.Marta);
        await Expect(page.GetByLabel("Code")).ToBeVisibleAsync();
        await StopAsync(page, "sign-in-code", "/sign-in/code");
        await StopAsync(page, "sign-in-recovery", "/sign-in/recovery");
        await EnrollAsync();
    }

    /// <summary>Someone of whom a second factor is demanded sets one up first.</summary>
    private async Task EnrollAsync()
    {
        await using var demanding = new EmptyPortico();
        await demanding.Process.RunAsync(
            Person.Password + "\n",
            [
                "setup",
                "--provider",
                "Northwind",
                "--email",
                "ada@northwind.example",
                "--first-name",
                "Ada",
                "--last-name",
                "Berg",
                "--require-mfa",
                "--password-stdin",
            ]
        );
        await demanding.Process.ServeAsync();
        var page = await OpenAsync(at: demanding.Process.Url + "/sign-in");
        await page.TypePasswordAsync(new Person("Ada", "Berg", "ada@northwind.example"));
        await page.Locator(".enrollment").WaitForAsync();
        await StopAsync(page, "sign-in-enroll", demanding.Process.Url + "/sign-in/enroll");
    }

    /// <summary>The way to the page of someone who is invited and has not accepted.</summary>
    private async Task<string> InvitationAsync()
    {
        foreach (var path in Portico.Mails.Reverse())
        {
            var mail = await MimeKit.MimeMessage.LoadAsync(path);
            if (mail.TextBody?.Contains("/invitation/", StringComparison.Ordinal) == true)
            {
                var link = InvitationLink().Match(mail.TextBody).Value;
                var page = await OpenAsync(at: link);
                if (await page.GetByLabel("First name").CountAsync() > 0)
                {
                    return link;
                }
            }
        }

        throw new InvalidOperationException("The demo has no open invitation.");
    }

    private async Task StopAsync(IPage page, string name, string address)
    {
        await page.GotoAsync(address);
        seen.Add(new Uri(new Uri(Portico.Url), address).AbsolutePath);
        await LookAsync(page, name);
    }

    private static async Task LookAsync(IPage page, string name)
    {
        await page.IsAccessibleAsync();
        if (Pictures is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, name + ".png") });
            var size = page.ViewportSize!;
            await page.SetViewportSizeAsync(390, 844);
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, name + "-phone.png") });
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            await page.SetViewportSizeAsync(size.Width, size.Height);
        }
    }

    /// <summary>The addresses in the source, so that a page added later must be on the tour.</summary>
    private static IEnumerable<string> Pages()
    {
        var pages = Directory
            .EnumerateFiles(Path.Combine(Source.Root, "src", "Portico"), "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => PageDirective().Matches(File.ReadAllText(file)).Select(m => m.Groups["address"].Value))
            .Where(address => !address.StartsWith("/development/", StringComparison.Ordinal) && address is not "/not-found")
            .ToList();
        Assert.NotEmpty(pages);
        return pages;
    }

    private static bool Matches(string pattern, string path)
    {
        string[] wanted = pattern.Split('/'),
            given = path.Split('/');
        return wanted.Length == given.Length
            && wanted.Zip(given).All(p => p.First is ['{', ..] || string.Equals(p.First, p.Second, StringComparison.Ordinal));
    }

    [GeneratedRegex("^@page \"(?<address>[^\"]+)\"", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex PageDirective();

    [GeneratedRegex("/invitation/[A-Za-z0-9_-]{43}", RegexOptions.None, 1_000)]
    private static partial Regex InvitationLink();
}

/// <summary>A server with the demo in it.</summary>
public sealed class DemoPortico : IAsyncLifetime
{
    public PorticoProcess Process { get; } = new();

    /// <summary>The demo's first administrator.</summary>
    public Person Marta { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Process.ServeAsync("--demo");
        await Process.SaysAsync("Read Only");
        var line = Process.Output.Split('\n').Single(l => l.StartsWith("  Administrator  ", StringComparison.Ordinal));
        var columns = line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Marta = new Person("Marta", "Lindqvist", columns[1]) { Secret = columns[2] };
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
