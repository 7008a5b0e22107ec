using Microsoft.EntityFrameworkCore;
using Portico.Applications;
using Portico.Assignments;
using Portico.Organizations;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Saml.Signatures;
using Portico.SingleSignOn.Saml.Keys;
using Portico.SingleSignOn.Saml.Settings;
using Portico.Tests.Groups;
using Portico.Tests.Support;

namespace Portico.Tests.Applications;

/// <summary>Applications are added, changed, suspended and deleted.</summary>
public sealed class ApplicationTests(GroupsFixture fixture) : IClassFixture<GroupsFixture>
{
    private Person Anna => fixture.Portal.Anna;

    [Fact]
    public async Task An_added_application_has_settings_and_a_key_and_is_counted()
    {
        var before = await CountAsync();
        var name = fixture.NewName("Wiki ");

        var added = (await AddAsync(name)).Require();

        Assert.Equal(before + 1, await CountAsync());
        var found = (await Anna.Does<GetApplication>().RunAsync(fixture.Acme, new() { Id = added.Id })).Require();
        Assert.Equal((name, ApplicationKind.Saml, false, 0), (found.Name, found.Kind, found.IsSuspended, found.Assignments));
        var certificate = Assert.Single(
            (await Anna.Does<ListSamlCertificates>().RunAsync(fixture.Acme, new() { Id = added.Id })).Require().Results
        );
        Assert.Equal((SamlKeyKind.EcdsaP256, SamlCertificateState.Signing), (certificate.Kind, certificate.State));
        Assert.False((await Anna.Does<GetSamlSettings>().RunAsync(fixture.Acme, new() { Id = added.Id })).Require().IsSetUp);
    }

    [Fact]
    public async Task Names_are_unique_however_they_are_written()
    {
        var name = fixture.NewName("Payroll ");
        await AddAsync(name);
        var other = (await AddAsync(fixture.NewName("Other "))).Require();

        Assert.Equal(new ApplicationNameTaken(name.ToUpperInvariant()), (await AddAsync(name.ToUpperInvariant())).Problem);
        var renamed = await Anna.Does<UpdateApplication>().RunAsync(fixture.Acme, new() { Id = other.Id, Name = name });
        Assert.Equal(new ApplicationNameTaken(name), renamed.Problem);
    }

    [Fact]
    public async Task A_change_is_recorded_with_old_and_new_values_and_refused_on_an_old_version()
    {
        var name = fixture.NewName("CRM ");
        var id = (await AddAsync(name)).Require().Id;
        UpdateApplication.Request Change(string to) =>
            new()
            {
                Id = id,
                Name = to,
                Version = 0,
            };

        fixture.Portal.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Anna.Does<UpdateApplication>().RunAsync(fixture.Acme, Change(name + "!"))).Require();

        Assert.Equal(new ChangedMeanwhile(), (await Anna.Does<UpdateApplication>().RunAsync(fixture.Acme, Change("Late"))).Problem);
        var changed = (await EventsAsync(id))[^1];
        Assert.Equal("application-updated", changed.Type);
        Assert.Contains($"\"Old\":\"{name}\",\"New\":\"{name}!\"", changed.ChangesJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suspending_and_restoring_are_recorded_once_each()
    {
        var id = (await AddAsync(fixture.NewName("Desk "))).Require().Id;
        var one = new ApplicationReference { Id = id };
        for (var i = 0; i < 2; i++)
        {
            fixture.Portal.Clock.Advance(TimeSpan.FromSeconds(1));
            (await Anna.Does<SuspendApplication>().RunAsync(fixture.Acme, one)).Require();
        }

        Assert.True((await Anna.Does<GetApplication>().RunAsync(fixture.Acme, one)).Require().IsSuspended);
        for (var i = 0; i < 2; i++)
        {
            fixture.Portal.Clock.Advance(TimeSpan.FromSeconds(1));
            (await Anna.Does<RestoreApplication>().RunAsync(fixture.Acme, one)).Require();
        }

        Assert.Equal(["application-added", "application-suspended", "application-restored"], (await EventsAsync(id)).Select(e => e.Type));
    }

    [Fact]
    public async Task Deleting_asks_for_the_name_and_takes_assignments_and_keys_along()
    {
        var name = fixture.NewName("Gone ");
        var id = (await AddAsync(name)).Require().Id;
        var group = await fixture.AddGroupAsync();
        (await Anna.Does<AddAssignment>().RunAsync(fixture.Acme, new() { ApplicationId = id, UserGroupId = group })).Require();
        var before = await CountAsync();
        fixture.Portal.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(
            new ApplicationNameNotTyped(name),
            (await Anna.Does<RemoveApplication>().RunAsync(fixture.Acme, new() { Id = id, Name = "gone" })).Problem
        );
        (await Anna.Does<RemoveApplication>().RunAsync(fixture.Acme, new() { Id = id, Name = name })).Require();

        Assert.Equal(before - 1, await CountAsync());
        Assert.Contains("1 assignment", (await EventsAsync(id))[^1].Summary, StringComparison.Ordinal);
        await using var view = await fixture.Portal.InsideAsync(fixture.Acme);
        Assert.False(await view.Db.Set<ApplicationAssignment>().AnyAsync(a => a.ApplicationId == id));
        Assert.False(await view.Db.Set<SamlKey>().AnyAsync(k => k.ApplicationId == id));
        Assert.False(await view.Db.Set<SamlSettings>().AnyAsync(s => s.ApplicationId == id));
    }

    private Task<Outcome<AddApplication.Result>> AddAsync(string name) =>
        Anna.Does<AddApplication>().RunAsync(fixture.Acme, new() { Name = name, SigningKey = SamlKeyKind.EcdsaP256 });

    private async Task<int> CountAsync() =>
        (await Anna.Does<GetManagedOrganization>().RunAsync(fixture.Acme, Nothing.Instance)).Require().Applications;

    private async Task<List<OrganizationEvent>> EventsAsync(Portico.Platform.ObjectId application)
    {
        await using var view = await fixture.Portal.InsideAsync(fixture.Acme);
        return [.. (await view.Db.Set<OrganizationEvent>().Where(e => e.TargetId == application).ToListAsync()).OrderBy(e => e.At)];
    }
}
