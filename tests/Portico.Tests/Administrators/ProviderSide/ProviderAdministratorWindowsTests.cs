using System.Net;
using Portico.Administrators.ProviderSide;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Tests.Support;

namespace Portico.Tests.Administrators.ProviderSide;

/// <summary>What the windows of the Administrators tab do, and how they refuse.</summary>
public sealed class ProviderAdministratorWindowsTests : AdministratorPagesTest
{
    protected override string Address => "/administrators";

    [Fact]
    public async Task An_invitation_is_sent_and_the_new_administrator_stands_there_as_pending()
    {
        using var sent = await Anna.SubmitAsync(
            Address + "?search=x&window=add",
            "invite-administrator",
            ("Invited.FirstName", "Ivy"),
            ("Invited.LastName", "Ivory"),
            ("Invited.Email", "ivy@example.com"),
            ("Invited.RequiresMfa", "true"),
            ("Invited.Role", "Manager"),
            ("Invited.AllOrganizations", "True")
        );
        var page = await ReadAsync(Address);

        Assert.Equal((HttpStatusCode.Found, Address + "?search=x"), (sent.StatusCode, NextOf(sent)));
        Assert.Contains("Sent an invitation to ivy@example.com. The link works for 5 days.", page, StringComparison.Ordinal);
        Assert.Matches("Pending(?s:.*?)Ivy Ivory(?s:.*?)aria-label=\"Required\"(?s:.*?)Manager(?s:.*?)>All<", Row(page, "Ivy Ivory"));
        Assert.Equal("invitation", Assert.Single(await SentToAsync("ivy@example.com")).Page());
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "", "Enter the administrator's e-mail address.")]
    [InlineData(HttpStatusCode.BadRequest, "ivy at example", "Enter an e-mail address such as name@example.com.")]
    [InlineData(HttpStatusCode.Conflict, "anna.admin@example.com", "anna.admin@example.com is an administrator here already")]
    public async Task A_refused_invitation_says_why_by_the_field_and_loses_nothing_typed(HttpStatusCode status, string email, string words)
    {
        using var refused = await Anna.SubmitAsync(
            Address + "?window=add",
            "invite-administrator",
            ("Invited.FirstName", "<b>Ivy</b>"),
            ("Invited.Email", email),
            ("Invited.RequiresMfa", "true"),
            ("Invited.Role", "HelpDesk"),
            ("Invited.AllOrganizations", "True")
        );
        var page = await refused.Content.ReadAsStringAsync();

        Assert.Equal(status, refused.StatusCode);
        Assert.Matches($"id=\"invited-email-problem\"(?s:.*?){words.Replace("'", "&#x27;", StringComparison.Ordinal)}", page);
        Assert.Contains("value=\"&lt;b&gt;Ivy&lt;/b&gt;\"", page, StringComparison.Ordinal);
        Assert.Matches(
            $"name=\"Invited.Email\" type=\"email\" value=\"{email}\"",
            page.Replace("type=\"email\" maxlength", "type=\"email\" value=\"\" maxlength", StringComparison.Ordinal)
        );
        Assert.Matches("name=\"Invited.RequiresMfa\" value=\"true\" checked", page);
        Assert.Matches("value=\"HelpDesk\" checked", page);
        Assert.Empty(Portal.Mails());
    }

    [Fact]
    public async Task The_window_says_that_mail_goes_to_files_and_what_each_role_may_do()
    {
        var page = await ReadAsync(Address + "?window=add");

        Assert.Contains("Add New Multi-Tenant Administrator", page, StringComparison.Ordinal);
        Assert.Contains("no SMTP server is configured", page, StringComparison.Ordinal);
        Assert.Contains("Sees everything, changes nothing.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Editing_changes_what_was_changed_and_shows_what_was_there()
    {
        var tom = Portal.AddTechnician(Portal.Northwind, "Tom", "Technician", Role.HelpDesk);

        var page = await ReadAsync($"{Address}?window=edit&selected={tom.MembershipId}");
        await DoAsync(
            tom.MembershipId,
            "edit",
            "edit-administrator",
            ("Edited.FirstName", "Tomas"),
            ("Edited.Role", "Manager"),
            ("Edited.RequiresMfa", "true"),
            ("Edited.AllOrganizations", "True")
        );

        Assert.Contains("name=\"Edited.FirstName\" type=\"text\" value=\"Tom\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"HelpDesk\" checked", page, StringComparison.Ordinal);
        var row = await Portal.FindAsync(tom.MembershipId);
        Assert.Equal(("Tomas Technician", Role.Manager, true, true), (row.Name, row.Role, row.RequiresMfa, row.AllOrganizations));
    }

    [Fact]
    public async Task A_change_made_meanwhile_is_not_overwritten_and_what_was_typed_stays()
    {
        var tom = Portal.AddTechnician(Portal.Northwind, "Tom", "Technician", Role.HelpDesk);
        var address = $"{Address}?window=edit&selected={tom.MembershipId}";

        using var refused = await Anna.SubmitAsync(address, "edit-administrator", ("Edited.Version", "-1"), ("Edited.FirstName", "Tomas"));
        var page = await refused.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("Someone else changed this", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Tomas\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_oneself_name_and_multifactor_authentication_can_be_edited_and_nothing_else()
    {
        var page = await ReadAsync($"{Address}?window=edit&selected={Portal.Anna.MembershipId}");
        await DoAsync(Portal.Anna.MembershipId, "edit", "edit-administrator", ("Edited.FirstName", "Annabel"));

        Assert.DoesNotContain("type=\"radio\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("window=suspend", page, StringComparison.Ordinal);
        Assert.Equal(
            ("Annabel Admin", Role.Administrator, true),
            ((await Portal.FindAsync(Portal.Anna.MembershipId)) is var row ? (row.Name, row.Role, row.AllOrganizations) : default)
        );
    }

    [Fact]
    public async Task Resend_and_revoke_work_by_their_windows()
    {
        await InviteAsync("ivy@example.com");
        var ivy = await IdOfAsync("ivy");
        ComeBackAfter(TimeSpan.FromDays(6));

        await DoAsync(ivy, "resend", "resend-invitation");
        var resent = await Portal.FindAsync(ivy);
        await DoAsync(ivy, "revoke", "revoke-invitation");

        Assert.False(resent.HasInvitationEnded);
        await SentToAsync("ivy@example.com", 2);
        var page = await ReadAsync(Address);
        Assert.Contains("Revoked the invitation of ivy@example.com.", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"menu-{ivy}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suspend_restore_reset_and_remove_work_by_their_windows()
    {
        var tom = Portal.AddTechnician(Portal.Northwind, "Tom", "Technician", Role.HelpDesk);

        await DoAsync(tom.MembershipId, "suspend", "suspend-administrator");
        Assert.Contains("Suspended", Row(await ReadAsync(Address), "Tom Technician"), StringComparison.Ordinal);
        await DoAsync(tom.MembershipId, "restore", "restore-administrator");
        await DoAsync(tom.MembershipId, "reset-mfa", "reset-mfa");
        Assert.Equal("reset-mfa", Assert.Single(await SentToAsync(tom.Email)).Page());
        using var mistyped = await Anna.SubmitAsync(Window(tom.MembershipId, "remove"), "remove-administrator", ("Confirmation", "Tom"));
        var refused = await mistyped.Content.ReadAsStringAsync();
        await DoAsync(tom.MembershipId, "remove", "remove-administrator", ("Confirmation", $" {tom.Email} "));

        Assert.Equal(HttpStatusCode.BadRequest, mistyped.StatusCode);
        Assert.Matches($"id=\"confirmation-problem\"(?s:.*?){tom.Email}", refused);
        Assert.Contains("Remove Tom Technician from Northwind IT", refused, StringComparison.Ordinal);
        Assert.DoesNotContain($"menu-{tom.MembershipId}", await ReadAsync(Address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_administrator_stays_and_the_window_says_why()
    {
        var acme = (await Portal.AddOrganizationsAsync("Acme"))[0];
        var adam = Portal.AddTechnician(Portal.Northwind, "Adam", "Admin", Role.Administrator);
        await DoAsync(adam.MembershipId, "suspend", "suspend-administrator");

        using var oneself = await Anna.SubmitAsync(Window(Portal.Anna.MembershipId, "suspend"), "suspend-administrator");
        using var chosen = await Anna.SubmitAsync(
            Window(Portal.Anna.MembershipId, "edit"),
            "edit-administrator",
            ("Edited.AllOrganizations", "False"),
            ("Pick.Ticked", acme.ToString())
        );

        Assert.Equal(HttpStatusCode.Conflict, oneself.StatusCode);
        Assert.Matches("role=\"alert\"(?s:.*?)You cannot suspend or remove yourself", await oneself.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Conflict, chosen.StatusCode);
    }

    [Theory]
    [InlineData("edit", "edit-administrator")]
    [InlineData("suspend", "suspend-administrator")]
    [InlineData("remove", "remove-administrator")]
    public async Task Someone_of_another_provider_is_answered_as_one_who_never_was(string window, string form)
    {
        var sam = Portal.AddTechnician(Portal.AddProvider("Southwind"), "Sam", "South", Role.Administrator);
        var tom = Portal.AddTechnician(Portal.Northwind, "Tom", "Technician", Role.HelpDesk);
        var page = await Anna.GetStringAsync(Window(tom.MembershipId, window));

        var foreign = await PostWithAsync(page, sam.MembershipId, window, form);
        var made = await PostWithAsync(page, Portal.NewId(), window, form);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (foreign.Status, made.Status));
        Assert.Equal(made.Body, foreign.Body);
        Assert.DoesNotContain("Sam", foreign.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<dialog", await ReadAsync(Window(sam.MembershipId, window)), StringComparison.Ordinal);
    }

    private async Task InviteAsync(string email) =>
        (await Portal.Anna.Does<InviteProviderAdministrator>().RunAsync(new() { Email = email })).Require();

    private async Task<ObjectId> IdOfAsync(string search) =>
        Assert.Single((await Portal.Anna.Does<ListProviderAdministrators>().RunAsync(new() { Search = search })).Require().Results).Id;
}
