using System.Reflection;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Platform.Storage;
using Portico.Settings;
using Portico.Tests.Support;
using Request = Portico.Settings.UpdateSecuritySettings.Request;

namespace Portico.Tests.Settings;

public sealed class SecuritySettingsTests : SettingsTest
{
    /// <summary>Another valid value for each setting.</summary>
    private static readonly Request Others = new()
    {
        MinimumLength = 20,
        RequiresLower = false,
        RequiresUpper = false,
        RequiresNumber = false,
        RequiresSymbol = true,
        RefusesUsername = false,
        RefusesCommon = false,
        HistoryLength = 24,
        ExpiryDays = 90,
        MinimumAgeHours = 24,
        LockoutAttempts = 5,
        UnlockMinutes = 90,
        CounterResetMinutes = 60,
        UserMfa = UserMfa.RequiredForAll,
        MfaEnrollmentDays = 30,
        SessionHours = 8,
        SessionIdleMinutes = 30,
    };

    public static TheoryData<string> Fields => [.. Editable.Select(p => p.Name)];

    [Fact]
    public async Task Every_setting_can_be_edited()
    {
        var stored = typeof(SecuritySettings)
            .GetProperties()
            .Select(p => p.Name)
            .Except(["OrganizationId", "TightenedAt", "Version"], StringComparer.Ordinal);

        Assert.Equal(stored, Editable.Select(p => p.Name));
        Assert.True((await Save(Omar, Others)).Succeeded);
        Assert.Equal(Others with { Version = 1 }, await Read(Anna));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task Each_changed_field_alone_stands_in_the_audit_event(string field)
    {
        var property = typeof(Request).GetProperty(field)!;
        var settings = await Read(Anna);
        property.SetValue(settings, property.GetValue(Others));

        Assert.True((await Save(Anna, settings)).Succeeded);

        Assert.Equal(settings with { Version = 1 }, await Read(Anna));
        Assert.Single((await NewestEventOfAsync("security-settings-changed")).Changes);
    }

    [Fact]
    public async Task The_audit_event_has_old_and_new_values_in_words()
    {
        var settings = await Read(Anna);
        (settings.HistoryLength, settings.ExpiryDays, settings.RequiresSymbol, settings.LockoutAttempts) = (null, 90, true, null);
        settings.UserMfa = UserMfa.RequiredByGroup;

        await Save(Anna, settings);

        var happened = await NewestEventOfAsync("security-settings-changed");
        Assert.Equal("Changed the security settings", happened.Summary);
        Assert.Equal(
            [
                new FieldChange("Symbol", "not required", "required"),
                new FieldChange("Password history", "last 10 refused", "none"),
                new FieldChange("Password expiry", "never", "after 90 days"),
                new FieldChange("Lockout", "after 10 attempts", "never"),
                new FieldChange("Multifactor authentication", "optional", "required by group"),
            ],
            happened.Changes
        );
    }

    [Theory]
    [InlineData(nameof(Request.MinimumLength), 8, 64)]
    [InlineData(nameof(Request.HistoryLength), 1, 24)]
    [InlineData(nameof(Request.ExpiryDays), 1, 730)]
    [InlineData(nameof(Request.MinimumAgeHours), 1, 720)]
    [InlineData(nameof(Request.LockoutAttempts), 3, 50)]
    [InlineData(nameof(Request.UnlockMinutes), 5, 90)]
    [InlineData(nameof(Request.CounterResetMinutes), 5, 1_440)]
    [InlineData(nameof(Request.MfaEnrollmentDays), 1, 365)]
    [InlineData(nameof(Request.SessionHours), 1, 720)]
    [InlineData(nameof(Request.SessionIdleMinutes), 5, 1_440)]
    public async Task Keeps_each_number_within_its_bounds(string field, int least, int most)
    {
        var property = typeof(Request).GetProperty(field)!;
        // Wide enough that no field stands in another's way.
        var wide = new Request { SessionHours = field is nameof(Request.SessionHours) ? 1 : 720, SessionIdleMinutes = 5 };
        foreach (var (value, isAllowed) in new[] { (least - 1, false), (least, true), (most, true), (most + 1, false) })
        {
            var settings = wide with { };
            property.SetValue(settings, value);

            var outcome = await Save(Anna, settings);
            Assert.Equal(isAllowed, outcome.Succeeded);
            Assert.Equal(isAllowed ? null : field, outcome.Problem?.Field);
        }
    }

    [Fact]
    public async Task Refuses_a_kind_of_multifactor_authentication_that_is_none() =>
        Assert.Equal(nameof(Request.UserMfa), (await Save(Anna, new Request { UserMfa = (UserMfa)7 })).Problem?.Field);

    [Fact]
    public async Task A_password_must_be_changeable_before_it_expires()
    {
        Assert.Equal(new MinimumAgeBeyondExpiry(2), (await Save(Anna, new Request { ExpiryDays = 2, MinimumAgeHours = 48 })).Problem);
        Assert.True((await Save(Anna, new Request { ExpiryDays = 2, MinimumAgeHours = 47 })).Succeeded);
        Assert.True((await Save(Anna, new Request { ExpiryDays = null, MinimumAgeHours = 720 })).Succeeded);
    }

    [Fact]
    public async Task The_idle_time_is_at_most_the_session()
    {
        Assert.Equal(new IdleTimeBeyondSession(1), (await Save(Anna, new Request { SessionHours = 1, SessionIdleMinutes = 61 })).Problem);
        Assert.True((await Save(Anna, new Request { SessionHours = 1, SessionIdleMinutes = 60 })).Succeeded);
    }

    [Fact]
    public async Task Reports_every_contradiction_at_once() => Assert.Equal(2, (
                await Save(
                    Anna,
                    new Request
                    {
                        ExpiryDays = 1,
                        MinimumAgeHours = 24,
                        SessionHours = 1,
                        SessionIdleMinutes = 90,
                    }
                )
            ).Problems.Count);

    [Fact]
    public async Task Refuses_to_overwrite_what_someone_else_saved_meanwhile()
    {
        var stale = await Read(Anna);
        await Save(Omar, await Read(Omar) with { MinimumLength = 16 });

        Assert.Equal(new ChangedMeanwhile(), (await Save(Anna, stale with { MinimumLength = 10 })).Problem);
        Assert.Equal(16, (await Read(Anna)).MinimumLength);
    }

    [Fact]
    public async Task Saving_what_is_there_already_records_nothing()
    {
        Assert.True((await Save(Anna, await Read(Anna))).Succeeded);

        Assert.DoesNotContain(await EventsAsync(), e => e.Type is "security-settings-changed");
        Assert.Equal(0, (await Read(Anna)).Version);
    }

    [Fact]
    public async Task Whoever_may_only_read_cannot_change_and_strangers_find_nothing()
    {
        var reader = Portal.AddOrganizationAdministrator(Acme, "Rita", "Reader", Role.ReadOnly);
        var nina = Portal.AddOrganizationAdministrator(Add("Bolt"), "Nina", "Neighbour");

        Assert.False((await reader.Does<GetSecuritySettings>().RunAsync(Acme, Nothing.Instance)).Require().MayChange);
        Assert.Equal(new RoleTooWeak(), (await Save(reader, Others)).Problem);
        Assert.Equal(new NothingHere(), (await Save(nina, Others)).Problem);
        Assert.Equal(new NothingHere(), (await nina.Does<GetSecuritySettings>().RunAsync(Acme, Nothing.Instance)).Problem);
    }

    private static IEnumerable<PropertyInfo> Editable =>
        typeof(Request).GetProperties().Where(p => p.Name is not nameof(IVersioned.Version));

    private async Task<Portico.Audit.EventRow> NewestEventOfAsync(string type) =>
        (await EventsAsync()).First(e => string.Equals(e.Type, type, StringComparison.Ordinal));

    private async Task<Request> Read(Person person) =>
        (await person.Does<GetSecuritySettings>().RunAsync(Acme, Nothing.Instance)).Require().Settings;

    private Task<Outcome<Done>> Save(Person person, Request settings) => person.Does<UpdateSecuritySettings>().RunAsync(Acme, settings);
}
