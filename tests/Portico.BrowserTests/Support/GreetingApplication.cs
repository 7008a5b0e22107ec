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
                var answer = (await listener.GetContextAsync()).Response;
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
