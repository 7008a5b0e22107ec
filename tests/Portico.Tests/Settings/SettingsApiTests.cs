using System.Net;
using Portico.Tests.Support;

namespace Portico.Tests.Settings;

/// <summary>/v1/organizations/{id}/settings.</summary>
public sealed class SettingsApiTests : ApiTest
{
    private string General => $"/v1/organizations/{Acme}/settings/general";
    private string Security => $"/v1/organizations/{Acme}/settings/security";

    [Fact]
    public async Task General_settings_are_read_set_as_a_whole_and_changed_in_part()
    {
        var read = await Api.GetAsync(General);
        Assert.Equal("{name:text contactName:null contactEmail:null slug:null accent:number}", read.Shape);
        Assert.Equal(("Acme", "\"0\""), ((string?)read.Json["name"], read.ETag));

        var set = await Api.PutAsync(
            General,
            """{ "name": "Acme", "contactName": "Carla", "contactEmail": "carla@acme.example", "accent": 1 }""",
            "If-Match",
            read.ETag!
        );

        Assert.Equal(HttpStatusCode.OK, set.Status);
        Assert.Equal("{name:text contactName:text contactEmail:text slug:null accent:number}", set.Shape);
        Assert.Equal("carla@acme.example", (string?)(await Api.GetAsync($"/v1/organizations/{Acme}")).Json["contactEmail"]);
        Assert.Contains("Contact e-mail: nothing → carla@acme.example", Changes(await NewestEventInAcmeAsync()));
        Later();

        var changed = await Api.PatchAsync(General, """{ "contactName": null, "accent": 11 }""", "If-Match", set.ETag!);

        Assert.Equal((HttpStatusCode.OK, "\"2\""), (changed.Status, changed.ETag));
        Assert.Equal("""{"name":"Acme","contactName":null,"contactEmail":"carla@acme.example","slug":null,"accent":11}""", changed.Text);
        Assert.Equal(changed.Text, (await Api.GetAsync(General)).Text);
        var happened = await NewestEventInAcmeAsync();
        Assert.Equal(("general-settings-changed", "Changed the general settings", KeyName, KeyName), Told(happened));
        Assert.Equal(["Accent colour: Red → Bronze", "Contact name: Carla → nothing"], Changes(happened).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_wrong_with_general_settings_is_told_by_member()
    {
        var answer = await Api.PatchAsync(General, """{ "name": "", "accent": 12, "contactMail": "carla@acme.example" }""");
        var address = await Api.PatchAsync(General, """{ "contactEmail": "carla" }""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(
            ["invalid-field accent", "invalid-field name", "unknown-member contactMail"],
            answer.Errors.Order(StringComparer.Ordinal)
        );
        Assert.Equal(["invalid-field contactEmail"], address.Errors);
    }

    [Fact]
    public async Task A_name_that_another_organization_has_is_a_conflict()
    {
        await Portal.AddOrganizationsAsync("Bolt");

        var answer = await Api.PatchAsync(General, """{ "name": "bolt" }""");

        Assert.Equal((HttpStatusCode.Conflict, "organization-name-taken name"), (answer.Status, Assert.Single(answer.Errors)));
    }

    [Fact]
    public async Task Security_settings_are_read_set_as_a_whole_and_changed_in_part()
    {
        var read = await Api.GetAsync(Security);
        Assert.Equal(
            "{minimumLength:number requiresLower:bool requiresUpper:bool requiresNumber:bool requiresSymbol:bool refusesUsername:bool "
                + "refusesCommon:bool refusesSequences:bool historyLength:number expiryDays:null minimumAgeHours:null lockoutAttempts:number unlockMinutes:number "
                + "counterResetMinutes:number userMfa:text mfaEnrollmentDays:number sessionHours:number sessionIdleMinutes:number}",
            read.Shape
        );

        var changed = await Api.PatchAsync(
            Security,
            """{ "minimumLength": 16, "requiresSymbol": true, "expiryDays": 90, "userMfa": "requiredForAll" }""",
            "If-Match",
            read.ETag!
        );

        Assert.Equal(HttpStatusCode.OK, changed.Status);
        Assert.NotEqual(read.ETag, changed.ETag);
        var now = await Api.GetAsync(Security);
        Assert.Equal((changed.Text, changed.ETag), (now.Text, now.ETag));
        Assert.Equal(
            (16, 90, "requiredForAll"),
            ((int)now.Json["minimumLength"]!, (int)now.Json["expiryDays"]!, (string?)now.Json["userMfa"])
        );
        Assert.Equal((int)read.Json["sessionHours"]!, (int)now.Json["sessionHours"]!);
        Assert.Contains(
            "16",
            (string?)(await Api.GetAsync($"/v1/organizations/{Acme}")).Json["passwordRequirements"],
            StringComparison.Ordinal
        );
        var happened = await NewestEventInAcmeAsync();
        Assert.Equal(("security-settings-changed", "Changed the security settings", KeyName, KeyName), Told(happened));
        Assert.Contains("Password expiry: never → after 90 days", Changes(happened));
        Assert.Contains("Multifactor authentication: optional → required of all users", Changes(happened));
        Later();

        // What is left out of the whole is as for a new organization.
        var set = await Api.PutAsync(Security, """{ "minimumLength": 20 }""", "If-Match", now.ETag!);

        Assert.Equal(HttpStatusCode.OK, set.Status);
        Assert.Equal((20, null, "optional"), ((int)set.Json["minimumLength"]!, (int?)set.Json["expiryDays"], (string?)set.Json["userMfa"]));
        Assert.Contains("Password expiry: after 90 days → never", Changes(await NewestEventInAcmeAsync()));
    }

    [Fact]
    public async Task What_contradicts_itself_is_told_all_at_once()
    {
        var answer = await Api.PatchAsync(
            Security,
            """{ "expiryDays": 1, "minimumAgeHours": 24, "sessionHours": 1, "sessionIdleMinutes": 61 }"""
        );
        var outside = await Api.PatchAsync(
            Security,
            """{ "minimumLength": 7, "historyLength": 25, "userMfa": "always", "expiryDays": 1.5 }"""
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(
            ["idle-time-beyond-session sessionIdleMinutes", "minimum-age-beyond-expiry minimumAgeHours"],
            answer.Errors.Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            ["invalid-field expiryDays", "invalid-field historyLength", "invalid-field minimumLength", "invalid-field userMfa"],
            outside.Errors.Order(StringComparer.Ordinal)
        );
    }
}
