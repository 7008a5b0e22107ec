using System.Net;
using Portico.Administrators;
using Portico.Administrators.OrganizationSide;
using Portico.Administrators.ProviderSide;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Tests.Support;

namespace Portico.Tests.Administrators.Invitations;

/// <summary>The page that the link of an invitation opens.</summary>
public sealed class InvitationPageTests : AdministratorPagesTest
{
    private const string Password = "correct horse battery staple";

    private HttpClient stranger = null!;

    protected override string Address => "/invitation";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        stranger = Server.Browser();
    }

    [Fact]
    public async Task It_says_who_invites_whom_to_what_in_which_role_and_until_when()
    {
        var page = WebUtility.HtmlDecode(await stranger.GetStringAsync(await InviteAsync("ivy@example.com", requireMfa: true)));

        Assert.Contains("<title>Administer Northwind IT · Northwind IT</title>", page, StringComparison.Ordinal);
        Assert.Contains("Anna Admin invites you.", page, StringComparison.Ordinal);
        Assert.Contains("ivy@example.com", page, StringComparison.Ordinal);
        Assert.Contains("Help Desk", page, StringComparison.Ordinal);
        Assert.Contains("authenticator app", page, StringComparison.Ordinal);
        Assert.Contains("6 Mar 2026, 09:00 UTC", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Ivy\"", page, StringComparison.Ordinal);
        Assert.Contains("12 to 64 characters, not a commonly used password", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_address_gets_its_account_and_goes_on_to_sign_in()
    {
        var link = await InviteAsync("ivy@example.com");

        using var created = await CreateAsync(link);

        Assert.Equal((HttpStatusCode.Found, "/sign-in?email=ivy@example.com"), (created.StatusCode, NextOf(created)));
        Assert.Contains(created.Headers.GetValues("Set-Cookie"), c => c.StartsWith("portico-notice=", StringComparison.Ordinal));
        var ivy = Assert.Single(
            (await Portal.Anna.Does<ListProviderAdministrators>().RunAsync(new() { Search = "ivy" })).Require().Results
        );
        Assert.Equal((AdministratorStatus.Active, "Ivette Ivory"), (ivy.Status, ivy.Name));
    }

    [Theory]
    [InlineData("short", "short", "account-password", "Use at least 12 characters.")]
    [InlineData("password1234", "password1234", "account-password", "commonly used")]
    [InlineData("ivy@example.com", "ivy@example.com", "account-password", "e-mail address")]
    [InlineData(Password, "something else", "account-passwordagain", "The two passwords differ.")]
    [InlineData("", "", "account-password", "Choose a password.")]
    [InlineData(Password, "", "account-passwordagain", "The two passwords differ.")]
    public async Task A_refused_password_says_why_and_only_the_password_is_typed_again(
        string password,
        string again,
        string field,
        string words
    )
    {
        using var refused = await CreateAsync(await InviteAsync("ivy@example.com"), password, again);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Matches($"id=\"{field}-problem\"(?s:.*?){words}", page);
        Assert.Contains("value=\"Ivette\"", page, StringComparison.Ordinal);
        if (password.Length > 0 && !password.Contains('@', StringComparison.Ordinal))
        {
            Assert.DoesNotContain(password, page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Whoever_has_an_account_signs_in_first_and_then_accepts()
    {
        var (acme, bolt) = (await Portal.OrganizationAsync("Acme"), await Portal.OrganizationAsync("Bolt"));
        var omar = Portal.AddOrganizationAdministrator(acme, "Omar", "Owner");
        var link = await InviteToAsync(bolt, omar.Email);

        var signIn = await stranger.GetStringAsync(link);
        using var browser = Server.BrowserOf(omar);
        var asOmar = await browser.GetStringAsync(link);
        using var accepted = await browser.SubmitAsync(link, "accept-invitation");

        Assert.Contains($"href=\"/sign-in?returnUrl={WebUtility.UrlEncode(link)}\"", signIn, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", signIn, StringComparison.Ordinal);
        Assert.Contains("Accept invitation", asOmar, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Found, $"/organizations/{bolt}"), (accepted.StatusCode, NextOf(accepted)));
        Assert.Contains("You administer Bolt now.", await browser.GetStringAsync($"/organizations/{bolt}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accepting_a_providers_invitation_leads_to_its_dashboard()
    {
        var omar = Portal.AddOrganizationAdministrator(await Portal.OrganizationAsync("Acme"), "Omar", "Owner");
        var link = await InviteAsync(omar.Email);
        using var browser = Server.BrowserOf(omar);

        using var accepted = await browser.SubmitAsync(link, "accept-invitation");

        Assert.Equal((HttpStatusCode.Found, "/organizations"), (accepted.StatusCode, NextOf(accepted)));
    }

    [Fact]
    public async Task Someone_else_who_is_signed_in_is_asked_to_log_out()
    {
        var page = await ReadAsync(await InviteAsync("ivy@example.com"));

        Assert.Contains("anna.admin@example.com", page, StringComparison.Ordinal);
        Assert.Contains("action=\"/sign-out\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"Account.Password\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Accept invitation", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logging_leftthere_leads_back_to_the_invitation()
    {
        var link = await InviteAsync("ivy@example.com");

        using var left = await Anna.PostAsync(await Anna.GetStringAsync(link), "/sign-out", $"{link}", []);

        Assert.Equal((HttpStatusCode.Found, link), (left.StatusCode, NextOf(left)));
        Assert.Contains("name=\"Account.Password\"", await Anna.GetStringAsync(link), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_against_accepting_is_said()
    {
        var sam = Portal.AddTechnician(Portal.AddProvider("Southwind"), "Sam", "South", Role.Administrator);
        var link = await InviteAsync(sam.Email);
        using var browser = Server.BrowserOf(sam);

        using var refused = await browser.SubmitAsync(link, "accept-invitation");

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Matches("role=\"alert\"(?s:.*?)provider", await refused.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_link_that_is_over_says_so_and_is_one_with_a_link_that_never_was()
    {
        var used = await InviteAsync("ivy@example.com");
        (await CreateAsync(used)).Dispose();

        using var over = await stranger.GetAsync(used);
        using var never = await stranger.GetAsync("/invitation/" + new string('A', 43));
        using var nonsense = await stranger.GetAsync("/invitation/%3Cb%3E");

        Assert.Equal(HttpStatusCode.Gone, over.StatusCode);
        Assert.Contains("This invitation does not work", await over.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(await never.Content.ReadAsStringAsync(), await over.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Gone, nonsense.StatusCode);
    }

    [Fact]
    public async Task An_invitation_that_ends_while_its_form_is_filled_says_so()
    {
        var link = await InviteAsync("ivy@example.com");
        var page = await stranger.GetStringAsync(link);
        Portal.Clock.Advance(TimeSpan.FromDays(5));

        using var refused = await stranger.PostAsync(
            page,
            link,
            "create-account",
            ("Account.Password", Password),
            ("Account.PasswordAgain", Password)
        );

        Assert.Equal(HttpStatusCode.Gone, refused.StatusCode);
        Assert.Contains("This invitation does not work", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> CreateAsync(string link, string password = Password, string? again = null) =>
        stranger.SubmitAsync(
            link,
            "create-account",
            ("Account.FirstName", "Ivette"),
            ("Account.LastName", "Ivory"),
            ("Account.Password", password),
            ("Account.PasswordAgain", again ?? password)
        );

    private async Task<string> InviteAsync(string email, bool requireMfa = false)
    {
        (
            await Portal
                .Anna.Does<InviteProviderAdministrator>()
                .RunAsync(
                    new()
                    {
                        Email = email,
                        FirstName = "Ivy",
                        Role = Role.HelpDesk,
                        RequiresMfa = requireMfa,
                    }
                )
        ).Require();
        return LinkTo(email);
    }

    private async Task<string> InviteToAsync(ObjectId organization, string email)
    {
        (await Portal.Anna.Does<InviteOrganizationAdministrator>().RunAsync(organization, new() { Email = email })).Require();
        return LinkTo(email);
    }

    private string LinkTo(string email) => $"/{Portal.MailsTo(email)[^1].Page()}/{Portal.MailsTo(email)[^1].Token()}";
}
