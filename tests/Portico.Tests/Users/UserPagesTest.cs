using System.Net;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Tests.Support;

namespace Portico.Tests.Users;

/// <summary>A server over an organization's directory, shared by the tests of a class: each adds people of its own.</summary>
public sealed class UserPagesFixture : DirectoryFixture
{
    private readonly Dictionary<Role, HttpClient> browsers = [];

    internal TestServer Server { get; private set; } = null!;

    /// <summary>Anna's.</summary>
    public HttpClient Browser => BrowserOf(Role.Administrator);

    public string Users => $"/organizations/{Acme}/users";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Server = await TestServer.StartAsync(Portal);
        foreach (var role in Enum.GetValues<Role>())
        {
            browsers[role] = Server.BrowserOf(
                role is Role.Administrator ? Portal.Anna : Portal.AddTechnician(Portal.Northwind, "Tess", role.ToString(), role)
            );
        }
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var browser in browsers.Values)
        {
            browser.Dispose();
        }

        await Server.DisposeAsync();
        await base.DisposeAsync();
    }

    public HttpClient BrowserOf(Role role) => browsers[role];

    /// <summary>The page as its reader sees it.</summary>
    public async Task<string> ReadAsync(string address, Role role = Role.Administrator) =>
        WebUtility.HtmlDecode(await BrowserOf(role).GetStringAsync(address));

    /// <summary>Several users by their ids, as an address names them.</summary>
    public string Over(string window, params ObjectId[] users) =>
        $"{Users}?window={window}" + string.Concat(users.Select(u => $"&selected={u}"));
}
