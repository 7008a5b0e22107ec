using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Secrets;
using Portico.Tests.Support;
using Portico.Users;
using Portico.Users.Credentials;

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

    public DateTimeOffset Now => Portal.Clock.GetUtcNow();

    /// <summary>Changes what signing in has changed of a user.</summary>
    public async Task ChangeAsync(ObjectId id, Action<UserCredential> change)
    {
        await using var db = Portal.Credentials();
        change(await db.Set<UserCredential>().SingleAsync(u => u.Id == id));
        await db.SaveChangesAsync();
    }

    /// <summary>The texts of the mails to an address.</summary>
    public IReadOnlyList<string> MailsTo(string address) => [.. Portal.MailsTo(address).Select(m => m.TextBody!)];

    /// <summary>Whether it is the user's password.</summary>
    public async Task<bool> IsPasswordAsync(User user, string password) =>
        await Portal.Services.GetRequiredService<PasswordWork>().MatchesAnyAsync([user.PasswordHash!], password) is true;

    /// <summary>Several users by their ids, as an address names them.</summary>
    public string Over(string window, params ObjectId[] users) =>
        $"{Users}?window={window}" + string.Concat(users.Select(u => $"&selected={u}"));
}
