using Microsoft.EntityFrameworkCore;
using Portico.Applications;
using Portico.Assignments;
using Portico.Groups;
using Portico.Groups.Members;
using Portico.Platform;
using Portico.Platform.Audit;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using Portico.Tests.Support;

namespace Portico.Tests.SingleSignOn.OpenIdConnect;

/// <summary>A server with the organizations Acme and Bolt, for a class of tests: each test adds clients and users of its own.</summary>
public sealed class OpenIdFixture : IAsyncLifetime
{
    private int names;

    public TestPortal Portal { get; } = new();
    internal TestServer Server { get; private set; } = null!;
    public ObjectId Acme { get; private set; }
    public ObjectId Bolt { get; private set; }

    public async ValueTask InitializeAsync()
    {
        // What applications are told of logouts goes to servers of the tests.
        Server = await TestServer.StartAsync(Portal, builder => builder.Configuration["Portico:Outbound:Allowed:0"] = "127.0.0.1");
        var ids = await Portal.AddOrganizationsAsync("Acme", "Bolt");
        (Acme, Bolt) = (ids[0], ids[1]);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Portal.Dispose();
    }

    public string NewName(string start) => string.Create(null, $"{start}{Interlocked.Increment(ref names)}");

    public string IssuerOf(ObjectId organization) => $"{Server.Address.GetLeftPart(UriPartial.Authority)}/o/{organization}/oidc";

    /// <summary>A confidential client with a secret and all ways to get tokens, unless changed.</summary>
    internal async Task<TestClient> AddClientAsync(Action<UpdateOpenIdSettings.Request>? change = null, ObjectId? organization = null)
    {
        var (name, at) = (NewName("client"), organization ?? Acme);
        var added = new AddApplication.Request { Name = name, Kind = ApplicationKind.OpenIdConnect };
        var id = (await Portal.Anna.Does<AddApplication>().RunAsync(at, added)).Require().Id;
        var client = new TestClient(this, at, id, name);
        await client.ChangeAsync(settings =>
        {
            settings.RedirectUris = [client.Redirect];
            settings.PostLogoutRedirectUris = [client.AfterLogout];
            settings.AllowsRefresh = true;
            settings.AllowsClientCredentials = true;
            settings.AllowsDevice = true;
            change?.Invoke(settings);
        });
        return client with { Secret = await client.AddSecretAsync() };
    }

    internal async Task<PortalUser> AddUserAsync(TestClient? assigned = null, bool hasPassword = false)
    {
        var user = await Portal.AddUserAsync(Acme, NewName("user"), hasPassword: hasPassword);
        if (assigned is not null)
        {
            await assigned.AssignAsync(user);
        }

        return user;
    }

    /// <summary>A group with that user in it.</summary>
    internal async Task<ObjectId> AddGroupAsync(string start, PortalUser member)
    {
        var group = (await Portal.Anna.Does<AddUserGroup>().RunAsync(Acme, new() { Name = NewName(start) })).Require().Id;
        (await Portal.Anna.Does<AddUsersToGroup>().RunAsync(Acme, new() { GroupId = group, Ids = [member.Id] })).Require();
        return group;
    }

    internal async Task AssignAsync(TestClient client, ObjectId group) =>
        (await Portal.Anna.Does<AddAssignment>().RunAsync(Acme, new() { ApplicationId = client.Id, UserGroupId = group })).Require();

    /// <summary>What the organization's log says of a client's sign-ins, oldest first.</summary>
    public async Task<IReadOnlyList<OrganizationEvent>> LogOfAsync(ObjectId application)
    {
        await using var view = await Portal.InsideAsync(Acme);
        return
        [
            .. (await view.Db.Set<OrganizationEvent>().Where(e => e.TargetId == application).ToListAsync())
                .Where(e => e.Type.StartsWith("application-sign", StringComparison.Ordinal))
                .OrderBy(e => e.At)
                .ThenBy(e => e.Id),
        ];
    }
}
