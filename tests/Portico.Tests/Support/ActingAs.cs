using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Portico.Platform;
using Portico.Platform.Access;

namespace Portico.Tests.Support;

/// <summary>Lets tests of pages act as someone without signing in: the server believes a header that only tests know.</summary>
internal static class ActingAs
{
    private const string Header = "X-Test-Acts-As";

    /// <summary>A session of its own for whoever acts.</summary>
    public static readonly ObjectId Session = ObjectId.Parse("00000000000000000000beef", null);

    public static Task<TestServer> StartBelievingAsync(this TestPortal portal) =>
        TestServer.StartAsync(portal, builder => builder.Services.AddSingleton<IStartupFilter, Believing>());

    /// <summary>A browser in which the person is signed in.</summary>
    public static HttpClient BrowserOf(this TestServer server, Person person)
    {
        var browser = server.Browser();
        browser.DefaultRequestHeaders.Add(Header, $"{person.Id}|{person.Name}|{person.Email}");
        return browser;
    }

    private sealed class Believing : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (context, following) =>
                    {
                        if (context.Request.Headers[Header].ToString().Split('|') is [var id, var name, var email])
                        {
                            var caller = context.RequestServices.GetRequiredService<Caller>();
                            caller.Is(new Actor.Administrator(ObjectId.Parse(id, null), Session, name, email), "192.0.2.10", "tests");
                        }

                        return following(context);
                    }
                );
                next(app);
            };
    }
}
