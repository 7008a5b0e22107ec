using System.Net;
using MimeKit;
using Portico.Platform;
using Portico.Tests.Support;

namespace Portico.Tests.Administrators;

/// <summary>Pages about administrators as a browser without JavaScript gets them; Anna of Northwind IT is signed in.</summary>
public abstract class AdministratorPagesTest : IAsyncLifetime
{
    protected TestPortal Portal { get; } = new();
    protected TestServer Server { get; private set; } = null!;
    protected HttpClient Anna { get; private set; } = null!;

    /// <summary>Of the list.</summary>
    protected abstract string Address { get; }

    public virtual async ValueTask InitializeAsync()
    {
        Server = await TestServer.StartAsync(Portal);
        Anna = Server.BrowserOf(Portal.Anna);
    }

    public async ValueTask DisposeAsync()
    {
        Anna.Dispose();
        await Server.DisposeAsync();
        Portal.Dispose();
        GC.SuppressFinalize(this);
    }

    protected string Window(ObjectId id, string window) => $"{Address}?window={window}&selected={id}";

    /// <summary>Time passes, and with it Anna's session; she signs in again.</summary>
    protected void ComeBackAfter(TimeSpan time)
    {
        Portal.Clock.Advance(time);
        Anna.Dispose();
        Anna = Server.BrowserOf(Portal.Anna);
    }

    /// <summary>Anna does it by its window, and it works.</summary>
    protected async Task DoAsync(ObjectId id, string window, string form, params (string, string)[] fields)
    {
        using var done = await Anna.SubmitAsync(Window(id, window), form, fields);
        Assert.Equal((window, HttpStatusCode.Found), (window, done.StatusCode));
    }

    /// <summary>Where an answer leads.</summary>
    protected string NextOf(HttpResponseMessage answer) => new Uri(Server.Address, answer.Headers.Location!).PathAndQuery;

    /// <summary>The mails that the server has written for someone, once there are so many.</summary>
    protected async Task<IReadOnlyList<MimeMessage>> SentToAsync(string email, int count = 1)
    {
        var folder = Path.Combine(Portal.Folder, "mail");
        for (var tries = 0; ; tries++)
        {
            var mails = (Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml") : [])
                .Order(StringComparer.Ordinal)
                .Select(path => MimeMessage.Load(path))
                .Where(m => string.Equals(m.To.Mailboxes.Single().Address, email, StringComparison.Ordinal))
                .ToList();
            if (mails.Count >= count || tries == 100)
            {
                Assert.Equal(count, mails.Count);
                return mails;
            }

            await Task.Delay(100);
        }
    }

    /// <summary>Sends the form of a page with someone else's id in it; the answer without that id.</summary>
    protected async Task<(HttpStatusCode Status, string Body)> PostWithAsync(string page, ObjectId id, string window, string form)
    {
        using var answer = await Anna.PostAsync(page, Window(id, window), form, ("Change.Id", $"{id}"), ("Edited.Id", $"{id}"));
        return (answer.StatusCode, (await answer.Content.ReadAsStringAsync()).Replace($"{id}", "*", StringComparison.Ordinal));
    }

    /// <summary>The page as people read it.</summary>
    protected async Task<string> ReadAsync(string address) => WebUtility.HtmlDecode(await Anna.GetStringAsync(address));

    /// <summary>The row of the list with that name.</summary>
    protected static string Row(string page, string name) =>
        page.Split("<tr class=\"line\">").Single(row => row.Contains($"title=\"{name}\"", StringComparison.Ordinal));

    protected static string MainOf(string page) => page[page.IndexOf("<main", StringComparison.Ordinal)..];
}
