using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Audit;
using Portico.Tests.Support;
using Portico.Users;

namespace Portico.Tests.Users;

/// <summary>One organization with a directory, shared by the tests of a class: each adds people of its own.</summary>
public class DirectoryFixture : IAsyncLifetime
{
    private int number;

    public TestPortal Portal { get; } = new();
    public ObjectId Acme { get; private set; }
    public ObjectId Bolt { get; private set; }

    public virtual async ValueTask InitializeAsync()
    {
        var ids = await Portal.AddOrganizationsAsync("Acme", "Bolt");
        (Acme, Bolt) = (ids[0], ids[1]);
    }

    public virtual ValueTask DisposeAsync()
    {
        Portal.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>A name that no other test of the class has.</summary>
    public string NewName(string name) => $"{name}{Interlocked.Increment(ref number)}";

    /// <summary>Adds a user to Acme, as Anna.</summary>
    public async Task<ObjectId> AddAsync(string username, Action<AddUser.Request>? with = null, ObjectId? organization = null)
    {
        var request = new AddUser.Request { Username = username, Email = $"{username}@acme.example" };
        with?.Invoke(request);
        return (await Portal.Anna.Does<AddUser>().RunAsync(organization ?? Acme, request)).Require().Id;
    }

    public async Task<GetUser.Result> GetAsync(ObjectId id) =>
        (await Portal.Anna.Does<GetUser>().RunAsync(Acme, new() { Id = id })).Require();

    /// <summary>What the store has of a user.</summary>
    public async Task<User> StoredAsync(ObjectId id)
    {
        await using var inside = await Portal.InsideAsync(Acme);
        return await inside.Db.Set<User>().AsNoTracking().SingleAsync(u => u.Id == id);
    }

    /// <summary>What happened to a user, the newest first.</summary>
    public async Task<IReadOnlyList<OrganizationEvent>> EventsOfAsync(ObjectId user)
    {
        await using var inside = await Portal.InsideAsync(Acme);
        return await inside
            .Db.Set<OrganizationEvent>()
            .AsNoTracking()
            .Where(e => e.TargetId == user)
            .OrderByDescending(e => e.Id)
            .ToListAsync();
    }
}
