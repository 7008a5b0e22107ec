using System.Net;
using Portico.Platform.Secrets;
using Portico.SignIn.Sessions;

namespace Portico.Tests.Support;

/// <summary>Browsers in which someone is signed in: the session lies in the store and its token in the cookie, as after a sign-in.</summary>
internal static class ActingAs
{
    /// <summary>A browser in which the person is signed in.</summary>
    public static HttpClient BrowserOf(this TestServer server, Person person, CookieContainer? cookies = null)
    {
        var token = SecretToken.Create();
        using (var db = person.Portal.Credentials())
        {
            var now = person.Portal.Clock.GetUtcNow();
            db.Add(
                new Session
                {
                    Id = person.Portal.NewId(),
                    AdministratorId = person.Id,
                    TokenHash = token.Hash,
                    Stage = SessionStage.SignedIn,
                    CreatedAt = now,
                    LastSeenAt = now,
                    ExpiresAt = now.AddYears(1),
                    UserAgent = "tests",
                }
            );
            db.SaveChanges();
        }

        cookies ??= new CookieContainer();
        cookies.Add(server.Address, new Cookie("portico-session", token.Text));
        return server.Browser(cookies);
    }
}
