using System.Net;
using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Settings;
using Portico.Tests.Support;
using Portico.Users;
using Portico.Users.Credentials;

namespace Portico.Tests.Users;

/// <summary>How an organization keeps its users: the settings, their page, and what follows from them.</summary>
public sealed class DirectorySettingsTests(UserPagesFixture acme) : IClassFixture<UserPagesFixture>
{
    private string Here => $"/organizations/{acme.Acme}/settings/users";

    [Fact]
    public async Task Each_section_saves_its_own_and_new_users_begin_as_it_says()
    {
        var before = (await acme.Portal.Anna.Does<GetDirectorySettings>().RunAsync(acme.Acme, Nothing.Instance)).Require().Settings;
        Assert.Equal(
            (UserState.Activated, UserState.Staged, true, true, false),
            (before.NewUserState, before.ImportedUserState, before.MayEditDisplayName, before.MayEditPhoneNumbers, before.MayEditSshKeys)
        );

        using var states = await acme.Browser.SubmitAsync(
            Here,
            "States",
            ("States.NewUserState", "Staged"),
            ("States.ImportedUserState", "Suspended")
        );
        using var fields = await acme.Browser.SubmitAsync(Here, "Fields", ("Fields.MayEditSshKeys", "true"));
        var page = await acme.ReadAsync(Here);

        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.Found), (states.StatusCode, fields.StatusCode));
        Assert.Contains("What users may change is saved.", page, StringComparison.Ordinal);
        var after = (await acme.Portal.Anna.Does<GetDirectorySettings>().RunAsync(acme.Acme, Nothing.Instance)).Require().Settings;
        Assert.Equal(
            (UserState.Staged, UserState.Suspended, false, false, true),
            (after.NewUserState, after.ImportedUserState, after.MayEditDisplayName, after.MayEditPhoneNumbers, after.MayEditSshKeys)
        );
        Assert.True(after.Version > before.Version);
        Assert.Equal(UserState.Staged, (await acme.GetAsync(await acme.AddAsync(acme.NewName("newcomer")))).State);
        var reader = await acme.ReadAsync(Here, Role.ReadOnly);
        Assert.Contains("changed by users too", reader, StringComparison.Ordinal);
        Assert.DoesNotContain("Save changes", reader, StringComparison.Ordinal);
        await PutBackAsync();
    }

    [Fact]
    public async Task What_changed_stands_in_the_event_and_nothing_changed_is_none()
    {
        var update = acme.Portal.Anna.Does<UpdateDirectorySettings>();
        var old = (await acme.Portal.Anna.Does<GetDirectorySettings>().RunAsync(acme.Bolt, Nothing.Instance)).Require().Settings;
        (await update.RunAsync(acme.Bolt, old)).Require();
        await using (var inside = await acme.Portal.InsideAsync(acme.Bolt))
        {
            Assert.Empty(inside.Db.Set<DirectorySettings>());
        }

        (await update.RunAsync(acme.Bolt, old with { NewUserState = UserState.Staged, MayEditName = true })).Require();
        var outdated = await update.RunAsync(acme.Bolt, old with { MayEditName = false });

        Assert.IsType<ChangedMeanwhile>(outdated.Problem);
        await using var view = await acme.Portal.InsideAsync(acme.Bolt);
        var happened = await view
            .Db.Set<Portico.Platform.Audit.OrganizationEvent>()
            .AsNoTracking()
            .SingleAsync(e => e.Type == "directory-settings-changed");
        Assert.Equal(
            ["Name: changed by administrators only → changed by users too", "State of new users: activated → staged"],
            happened.Changes.Select(c => $"{c.Field}: {c.Old} → {c.New}").Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Whose_password_meets_the_requirements_of_today_is_asked_of_the_list()
    {
        var word = acme.NewName("req");
        var met = await acme.AddAsync($"{word}.met", u => u.Password = "quiet-Harbour-47");
        var not = await acme.AddAsync($"{word}.not", u => u.Password = "quiet-Harbour-47");
        var old = await acme.AddAsync($"{word}.old", u => u.Password = "quiet-Harbour-47");
        await acme.AddAsync($"{word}.none");
        await using (var db = acme.Portal.Credentials())
        {
            (await db.Set<UserCredential>().SingleAsync(u => u.Id == not)).PasswordMeetsRequirements = false;
            (await db.Set<UserCredential>().SingleAsync(u => u.Id == old)).PasswordCheckedAt = null;
            await db.SaveChangesAsync();
        }

        Assert.Equal($"{word}.met", await NamesAsync(word, RequirementsStatus.Met));
        Assert.Equal($"{word}.not", await NamesAsync(word, RequirementsStatus.NotMet));
        Assert.Equal($"{word}.old", await NamesAsync(word, RequirementsStatus.Unknown));

        // Stricter requirements: what was checked before says nothing of them.
        acme.Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var settings = UpdateSecuritySettings.Request.Of(new SecuritySettings()) with { Version = null, RequiresSymbol = true };
        (await acme.Portal.Anna.Does<UpdateSecuritySettings>().RunAsync(acme.Acme, settings)).Require();

        Assert.Equal("", await NamesAsync(word, RequirementsStatus.Met));
        Assert.Equal($"{word}.met {word}.not {word}.old", await NamesAsync(word, RequirementsStatus.Unknown));
        // The list says of each what the person's page does.
        Assert.Null((await acme.GetAsync(met)).PasswordMeetsRequirements);
        var security = await acme.ReadAsync($"/organizations/{acme.Acme}/settings/security");
        Assert.Contains($"href=\"{acme.Users}?requirements=unknown\"", security, StringComparison.Ordinal);
        var page = await acme.ReadAsync($"{acme.Users}?requirements=unknown&search={word}");
        Assert.Contains($"{word}.met", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"unknown\" selected", page, StringComparison.Ordinal);
    }

    private async Task<string> NamesAsync(string search, RequirementsStatus status)
    {
        var found = await acme.Portal.Anna.Does<ListUsers>().RunAsync(acme.Acme, new() { Search = search, Requirements = status });
        return string.Join(' ', found.Require().Results.Select(u => u.Username));
    }

    private async Task PutBackAsync()
    {
        var usual = UpdateDirectorySettings.Request.Of(new DirectorySettings()) with { Version = null };
        (await acme.Portal.Anna.Does<UpdateDirectorySettings>().RunAsync(acme.Acme, usual)).Require();
    }
}
