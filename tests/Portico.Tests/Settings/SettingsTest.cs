using Portico.Audit;
using Portico.Organizations;
using Portico.Platform;
using Portico.Tests.Support;

namespace Portico.Tests.Settings;

/// <summary>An organization Acme of Northwind IT, with its own administrator Omar.</summary>
public abstract class SettingsTest : IDisposable
{
    protected SettingsTest()
    {
        Acme = Add("Acme");
        Later();
        Omar = Portal.AddOrganizationAdministrator(Acme, "Omar", "Owner");
    }

    protected TestPortal Portal { get; } = new();
    protected ObjectId Acme { get; }
    protected Person Omar { get; }
    protected Person Anna => Portal.Anna;

    public void Dispose()
    {
        Portal.Dispose();
        GC.SuppressFinalize(this);
    }

    protected ObjectId Add(string name) =>
        Portal.Anna.Does<AddManagedOrganization>().RunAsync(new() { Name = name }).GetAwaiter().GetResult().Require().Id;

    /// <summary>Acme's newest audit event.</summary>
    protected async Task<EventRow> NewestEventAsync() => (await EventsAsync())[0];

    protected async Task<IReadOnlyList<EventRow>> EventsAsync() =>
        (await Anna.Does<ListOrganizationEvents>().RunAsync(Acme, new())).Require().Results;

    /// <summary>Events of the same moment have no order among themselves.</summary>
    protected void Later() => Portal.Clock.Advance(TimeSpan.FromMinutes(1));
}
