using Portico.Organizations;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Settings;
using Portico.Tests.Support;

namespace Portico.Tests.Settings;

public sealed class GeneralSettingsTests : SettingsTest
{
    [Fact]
    public async Task Saves_the_name_contact_and_colour()
    {
        var saved = await Update(
            Anna,
            s =>
            {
                s.Name = "  Acme Ltd ";
                s.ContactName = " Wile E. ";
                s.ContactEmail = " wile@acme.example ";
                s.Accent = 4;
            }
        );

        Assert.True(saved.Succeeded);
        var read = await Read(Anna);
        Assert.Equal(
            new UpdateGeneralSettings.Request
            {
                Name = "Acme Ltd",
                ContactName = "Wile E.",
                ContactEmail = "wile@acme.example",
                Accent = 4,
                Version = 1,
            },
            read.Settings
        );
    }

    [Fact]
    public async Task Keeps_old_and_new_values_in_the_audit_event()
    {
        await Update(Anna, s => s.Accent = 2);
        Later();
        await Update(
            Anna,
            s =>
            {
                s.Name = "Acme Ltd";
                s.ContactEmail = "wile@acme.example";
                s.Accent = 7;
            }
        );

        var happened = await NewestEventAsync();
        Assert.Equal("general-settings-changed", happened.Type);
        Assert.Equal("Changed the general settings", happened.Summary);
        Assert.Equivalent(
            new[]
            {
                new FieldChange("Organization name", "Acme", "Acme Ltd"),
                new FieldChange("Contact e-mail", null, "wile@acme.example"),
                new FieldChange("Accent colour", "Green", "Olive"),
            },
            happened.Changes,
            strict: true
        );
    }

    [Fact]
    public async Task Takes_the_contact_away_when_it_is_left_empty()
    {
        await Update(Anna, s => (s.ContactName, s.ContactEmail) = ("Wile", "wile@acme.example"));

        await Update(Anna, s => (s.ContactName, s.ContactEmail) = ("", "  "));

        var read = (await Read(Anna)).Settings;
        Assert.Null(read.ContactName);
        Assert.Null(read.ContactEmail);
    }

    [Fact]
    public async Task Saving_what_is_there_already_records_nothing()
    {
        var before = await EventsAsync();

        Assert.True((await Update(Anna, _ => { })).Succeeded);

        Assert.Equal(before.Count, (await EventsAsync()).Count);
        Assert.Equal(0, (await Read(Anna)).Settings.Version);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(null)]
    public async Task Asks_for_a_name(string? name) =>
        Assert.Equal(nameof(UpdateGeneralSettings.Request.Name), (await Update(Anna, s => s.Name = name!)).Problem?.Field);

    [Theory]
    [InlineData("wile")]
    [InlineData("wile@")]
    [InlineData("wile coyote@acme.example")]
    [InlineData("Wile <wile@acme.example>")]
    [InlineData("wile@acme.example, road@acme.example")]
    [InlineData("wile@acme.example\r\nBcc: road@acme.example")]
    public async Task Refuses_a_contact_address_that_is_none(string email) =>
        Assert.Equal(
            new InvalidField(
                nameof(UpdateGeneralSettings.Request.ContactEmail),
                "This is not an e-mail address. Write it like name@example.com."
            ),
            (await Update(Anna, s => s.ContactEmail = email)).Problem
        );

    [Theory]
    [InlineData("Acme\0")]
    [InlineData("Acme\nLtd")]
    public async Task Refuses_a_name_of_several_lines(string name)
    {
        Assert.Equal("Name", (await Update(Anna, s => s.Name = name)).Problem?.Field);
        Assert.Equal("ContactName", (await Update(Anna, s => s.ContactName = name)).Problem?.Field);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(12)]
    public async Task Refuses_a_colour_that_is_none_of_the_twelve(int accent) =>
        Assert.Equal("Accent", (await Update(Anna, s => s.Accent = accent)).Problem?.Field);

    [Fact]
    public async Task Reports_every_wrong_field_at_once()
    {
        var refused = await Update(Anna, s => (s.Name, s.ContactName, s.Accent) = ("", new string('x', 201), 99));

        Assert.Equal(["Accent", "ContactName", "Name"], refused.Problems.Select(p => p.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Refuses_a_name_the_provider_already_uses_whatever_its_case()
    {
        Add("Bolt");

        Assert.Equal(new OrganizationNameTaken("BOLT"), (await Update(Anna, s => s.Name = "BOLT")).Problem);
        Assert.Equal("Acme", (await Read(Anna)).Settings.Name);
    }

    [Fact]
    public async Task Changes_the_case_of_its_own_name()
    {
        Assert.True((await Update(Anna, s => s.Name = "ACME")).Succeeded);
        Assert.Equal("ACME", (await Read(Anna)).Settings.Name);
    }

    [Fact]
    public async Task Refuses_to_overwrite_what_someone_else_saved_meanwhile()
    {
        var stale = (await Read(Anna)).Settings;
        await Update(Omar, s => s.ContactName = "Omar");

        stale.ContactName = "Anna";
        Assert.Equal(new ChangedMeanwhile(), (await Anna.Does<UpdateGeneralSettings>().RunAsync(Acme, stale)).Problem);
        Assert.Equal("Omar", (await Read(Anna)).Settings.ContactName);
    }

    [Fact]
    public async Task The_organization_changes_its_contact_and_colour_but_not_its_name()
    {
        Add("Bolt");

        Assert.True((await Update(Omar, s => (s.ContactName, s.Accent) = ("Omar", 3))).Succeeded);
        // Whether the name is taken or free, the answer is the same: it must not tell which customers the provider has.
        Assert.Equal(new OrganizationNameKept(), (await Update(Omar, s => s.Name = "Bolt")).Problem);
        Assert.Equal(new OrganizationNameKept(), (await Update(Omar, s => s.Name = "Free")).Problem);
        Assert.False((await Read(Omar)).MayRename);
        Assert.True((await Read(Anna)).MayRename);
    }

    [Fact]
    public async Task A_technician_of_chosen_organizations_cannot_try_names_either()
    {
        Add("Bolt");
        var chosen = Portal.AddTechnician(Portal.Northwind, "Carl", "Chosen", Role.Administrator, Acme);

        Assert.Equal(new OrganizationNameKept(), (await Update(chosen, s => s.Name = "Bolt")).Problem);
        Assert.True((await Update(chosen, s => s.ContactName = "Carl")).Succeeded);
    }

    [Theory]
    [InlineData(Role.HelpDesk)]
    [InlineData(Role.ReadOnly)]
    public async Task Roles_without_settings_read_and_do_not_change(Role role)
    {
        var reader = Portal.AddTechnician(Portal.Northwind, "Rita", "Reader", role);
        var read = await Read(reader);

        Assert.False(read.MayChange);
        Assert.False(read.MayRename);
        Assert.Equal(new RoleTooWeak(), (await Update(reader, s => s.ContactName = "Rita")).Problem);
    }

    [Fact]
    public async Task Nothing_is_there_for_a_stranger()
    {
        var stranger = Portal.AddTechnician(Portal.AddProvider("Southwind"), "Sam", "South", Role.Administrator);
        var neighbour = Portal.AddOrganizationAdministrator(Add("Bolt"), "Nina", "Neighbour");

        Assert.Equal(new NothingHere(), (await Update(stranger, s => s.ContactName = "Sam")).Problem);
        Assert.Equal(new NothingHere(), (await Update(neighbour, s => s.ContactName = "Nina")).Problem);
        Assert.Equal(new NothingHere(), (await stranger.Does<GetGeneralSettings>().RunAsync(Acme, Nothing.Instance)).Problem);
    }

    [Fact]
    public void Every_colour_has_a_name() =>
        Assert.Equal(ManagedOrganization.Accents, AccentColours.Names.Distinct(StringComparer.OrdinalIgnoreCase).Count());

    private async Task<GetGeneralSettings.Result> Read(Person person) =>
        (await person.Does<GetGeneralSettings>().RunAsync(Acme, Nothing.Instance)).Require();

    private async Task<Outcome<Done>> Update(Person person, Action<UpdateGeneralSettings.Request> change)
    {
        var settings = (await Read(Anna)).Settings;
        change(settings);
        return await person.Does<UpdateGeneralSettings>().RunAsync(Acme, settings);
    }
}
