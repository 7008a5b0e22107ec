using Portico.Audit;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Settings;
using Portico.Tests.Support;

namespace Portico.Tests.Audit;

/// <summary>An organization Acme of Northwind IT, in which Omar and Anna do things.</summary>
public abstract class ActivityTest : IDisposable
{
    protected ActivityTest()
    {
        Acme = Portal.Anna.Does<AddManagedOrganization>().RunAsync(new() { Name = "Acme" }).GetAwaiter().GetResult().Require().Id;
        Omar = Portal.AddOrganizationAdministrator(Acme, "Omar", "Owner");
    }

    protected TestPortal Portal { get; } = new();
    protected ObjectId Acme { get; }
    protected Person Omar { get; }

    public void Dispose()
    {
        Portal.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>As a page of the activity shows them to Anna.</summary>
    protected async Task<EventPage> List(EventRequest request) =>
        (
            await EventPage.ReadAsync(request with { ForPage = true }, r => Portal.Anna.Does<ListOrganizationEvents>().RunAsync(Acme, r))
        ).Require();

    /// <summary>As a program gets them for Anna.</summary>
    protected async Task<FoundEvents> Find(EventRequest request) =>
        (await Portal.Anna.Does<ListOrganizationEvents>().RunAsync(Acme, request)).Require();

    protected async Task<EventPage> InSmallStretches(EventRequest request) =>
        (await EventPage.ReadAsync(request, FindInStretchesAsync)).Require();

    protected async Task<FoundEvents> FindInSmallStretches(EventRequest request) => (await FindInStretchesAsync(request)).Require();

    private Task<Outcome<FoundEvents>> FindInStretchesAsync(EventRequest request) =>
        new ListInSmallStretches(Portal.Anna.Does<OperationRunner>()).RunAsync(Acme, request);

    protected async Task Rename(string name)
    {
        Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var renamed = await Portal
            .Anna.Does<UpdateGeneralSettings>()
            .RunAsync(Acme, new() { Name = name, Accent = ManagedOrganization.AccentOf(Acme) });
        Assert.True(renamed.Succeeded);
    }

    protected Task Record(Person person, params string[] words)
    {
        Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        return RecordNow(person, words);
    }

    protected Task RecordAt(DateTimeOffset time, string words)
    {
        Portal.Clock.SetUtcNow(time);
        return RecordNow(Omar, words);
    }

    protected async Task RecordNow(Person person, params string[] words) =>
        (await new RecordSomething(person.Does<OperationRunner>()).RunAsync(Acme, new(words))).Require();

    protected async Task RecordMany(int count, string words = "Did something")
    {
        for (var n = 0; n < count; n++)
        {
            await Record(Omar, words);
        }
    }

    /// <summary>The count that a page shows, and whether it is all; null when it shows none.</summary>
    protected static (int, bool)? CountOf(EventPage page) => page.IsCounted ? (page.Found.TotalCount, page.Found.IsTotalExact) : null;

    protected static IEnumerable<ObjectId> Ids(EventPage page) => page.Events.Select(e => e.Id);

    protected static IEnumerable<string> Summaries(EventPage page) => page.Events.Select(e => e.Summary);
}
