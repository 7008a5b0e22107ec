using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;

namespace Portico.BrowserTests.Support;

/// <summary>An application's server on loopback that answers whoever comes, at whatever address, with the heading "Here".</summary>
public sealed class GreetingApplication : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly Task listening;

    public GreetingApplication()
    {
        Url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Find()}");
        listener.Prefixes.Add(Url + "/");
        listener.Start();
        listening = ListenAsync();
    }

    public string Url { get; }

    /// <summary>What was asked for, in order: path and query.</summary>
    public ConcurrentQueue<string> Visited { get; } = new();

    /// <summary>Where it takes a request and never answers.</summary>
    public string? IsSilentAt { get; init; }

    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await listening;
    }

    private async Task ListenAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var asked = await listener.GetContextAsync();
                var (path, answer) = (asked.Request.RawUrl ?? "", asked.Response);
                Visited.Enqueue(path);
                if (IsSilentAt is not null && path.StartsWith(IsSilentAt, StringComparison.Ordinal))
                {
                    continue;
                }

                answer.ContentType = "text/html";
                await answer.OutputStream.WriteAsync(Encoding.UTF8.GetBytes("<h1>Here</h1>"));
                answer.Close();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
