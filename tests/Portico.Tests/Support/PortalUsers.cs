using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Secrets;
using Portico.Settings;
using Portico.Users;
using Portico.Users.Credentials;

namespace Portico.Tests.Support;

/// <summary>A user of an organization, who acts in a test.</summary>
public sealed record PortalUser(TestPortal Portal, ObjectId OrganizationId, ObjectId Id, string Username, string Email)
{
    public TOperation Does<TOperation>(ObjectId session = default)
        where TOperation : notnull => (TOperation)Does(typeof(TOperation), session);

    /// <summary>The operation as this user would run it, signed in to his portal.</summary>
    public object Does(Type operation, ObjectId session = default)
    {
        var scope = Portal.Services.CreateScope();
        var actor = new Actor.User(OrganizationId, Id, session, Username, Username);
        scope.ServiceProvider.GetRequiredService<Caller>().Is(actor, "192.0.2.20", "tests");
        return scope.ServiceProvider.GetRequiredService(operation);
    }
}

/// <summary>Users of organizations, who can really sign in.</summary>
internal static class PortalUsers
{
    public const string Password = "Grey harbour lantern 41";

    private static readonly Lazy<string> Hash = new(() => Argon2Hash.Create(Password));

    /// <summary>An activated user with <see cref="Password"/>.</summary>
    public static async Task<PortalUser> AddUserAsync(
        this TestPortal portal,
        ObjectId organization,
        string username,
        string? email = null,
        bool hasPassword = true
    )
    {
        var address = email ?? $"{username}@{organization}.example";
        var request = new AddUser.Request
        {
            Username = username,
            Email = address,
            State = UserState.Activated,
            SendsMail = false,
        };
        var id = (await portal.Anna.Does<AddUser>().RunAsync(organization, request)).Require().Id;
        var user = new PortalUser(portal, organization, id, username, address);
        if (hasPassword)
        {
            user.Change(u =>
            {
                u.PasswordHash = Hash.Value;
                u.PasswordSetAt = portal.Clock.GetUtcNow().AddDays(-30);
            });
        }

        return user;
    }

    /// <summary>What signing in knows of the user now.</summary>
    public static UserCredential Stored(this PortalUser user)
    {
        using var db = user.Portal.Credentials();
        return db.Set<UserCredential>().Single(u => u.OrganizationId == user.OrganizationId && u.Id == user.Id);
    }

    public static void Change(this PortalUser user, Action<UserCredential> change)
    {
        using var db = user.Portal.Credentials();
        change(db.Set<UserCredential>().Single(u => u.OrganizationId == user.OrganizationId && u.Id == user.Id));
        db.SaveChanges();
    }

    public static void ChangeSettings(this TestPortal portal, ObjectId organization, Action<SecuritySettings> change)
    {
        using var db = portal.Credentials();
        change(db.Set<SecuritySettings>().Single(s => s.OrganizationId == organization));
        db.SaveChanges();
    }

    /// <summary>Gives the user a session, as after a sign-in; answers the cookie's token.</summary>
    public static string AddSession(this PortalUser user, UserSessionStage stage = UserSessionStage.SignedIn, bool hasSecondFactor = false)
    {
        var token = SecretToken.Create();
        var now = user.Portal.Clock.GetUtcNow();
        using var db = user.Portal.Credentials();
        db.Add(
            new UserSession
            {
                OrganizationId = user.OrganizationId,
                Id = user.Portal.NewId(),
                UserId = user.Id,
                TokenHash = token.Hash,
                Stage = stage,
                HasSecondFactor = hasSecondFactor,
                CreatedAt = now,
                LastSeenAt = now,
                ExpiresAt = now.AddHours(12),
                IdleMinutes = 60,
                UserAgent = "tests",
            }
        );
        db.SaveChanges();
        return token.Text;
    }

    /// <summary>A browser in which the user is signed in to his portal.</summary>
    public static HttpClient BrowserOf(this TestServer server, PortalUser user, bool hasSecondFactor = false)
    {
        var cookies = new CookieContainer();
        cookies.Add(server.Address, new Cookie("portico-user-session", user.AddSession(hasSecondFactor: hasSecondFactor)));
        return server.Browser(cookies);
    }
}
