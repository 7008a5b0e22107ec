using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Portico.Platform.Http.Outbound;

/// <summary>
/// Fetches documents from addresses that people type. Whoever types one must not reach with it what only this machine reaches, so it is
/// decided at each connection, by the address that is really connected to: a name that means something else a moment later changes nothing.
/// </summary>
public sealed class ForeignDocuments : IDisposable
{
    private const int MaxRedirects = 3;
    private const int UrlMaxLength = 2_048;

    private readonly TimeSpan patience;
    private readonly ForeignReach reach;
    private readonly HttpClient client;

    public ForeignDocuments(IOptions<OutboundOptions> options)
    {
        patience = TimeSpan.FromSeconds(options.Value.TimeoutSeconds);
        reach = new ForeignReach(options.Value.Allowed);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = ConnectAsync,
            ConnectTimeout = patience,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.Zero,
            ResponseDrainTimeout = TimeSpan.Zero,
            UseCookies = false,
            // No proxy of the environment: what is connected to is decided here.
            UseProxy = false,
        };
        client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Portico");
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("identity");
    }

    /// <param name="url">As it was typed.</param>
    /// <param name="maxBytes">What is longer is refused, and not read to its end.</param>
    /// <param name="accept">The media types that are asked for.</param>
    /// <param name="ct">Ends it.</param>
    public Task<Fetched> FetchAsync(string url, int maxBytes, string accept, CancellationToken ct) =>
        GuardedAsync(timed => FollowAsync(url, maxBytes, accept, timed), ct);

    /// <summary>Posts a form there, as one program tells another; answers what stood in the way, or null. No redirect is followed.</summary>
    /// <param name="url">As it was typed.</param>
    /// <param name="form">What is told.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<string?> PostAsync(string url, IEnumerable<KeyValuePair<string, string>> form, CancellationToken ct)
    {
        var answer = await GuardedAsync(
            async timed =>
            {
                if (Read(url) is not { } at)
                {
                    return FetchRefusals.Malformed;
                }

                using var request = new HttpRequestMessage(HttpMethod.Post, at) { Content = new FormUrlEncodedContent(form) };
                using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timed);
                return response.IsSuccessStatusCode ? new Fetched(default) : FetchRefusals.Status((int)response.StatusCode);
            },
            ct
        );
        return answer.Refusal?.Message;
    }

    private async Task<Fetched> GuardedAsync(Func<CancellationToken, Task<Fetched>> ask, CancellationToken ct)
    {
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timed.CancelAfter(patience);
        try
        {
            return await ask(timed.Token);
        }
        catch (Exception wrong) when (wrong.GetBaseException() is NotAllowedException)
        {
            return FetchRefusals.NotAllowed;
        }
        catch (Exception wrong) when (wrong is HttpRequestException or IOException or SocketException)
        {
            return FetchRefusals.Unreachable;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return FetchRefusals.Unreachable;
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<Fetched> FollowAsync(string url, int maxBytes, string accept, CancellationToken ct)
    {
        var at = Read(url);
        for (var followed = 0; at is not null; followed++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, at);
            request.Headers.TryAddWithoutValidation("Accept", accept);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
            {
                return await ContentOfAsync(response, maxBytes, ct);
            }

            if (followed == MaxRedirects || response.Headers.Location is not { } location)
            {
                return FetchRefusals.Redirected;
            }

            at = Read((location.IsAbsoluteUri ? location : new Uri(at, location)).AbsoluteUri);
        }

        return FetchRefusals.Malformed;
    }

    private static async Task<Fetched> ContentOfAsync(HttpResponseMessage response, int maxBytes, CancellationToken ct)
    {
        if (response.StatusCode is not HttpStatusCode.OK)
        {
            return FetchRefusals.Status((int)response.StatusCode);
        }

        if (response.Content.Headers.ContentEncoding.Any(e => !string.Equals(e, "identity", StringComparison.OrdinalIgnoreCase)))
        {
            // A few bytes can stand for gigabytes.
            return FetchRefusals.Compressed;
        }

        if (response.Content.Headers.ContentLength > maxBytes)
        {
            return FetchRefusals.TooLarge(maxBytes);
        }

        using var content = new MemoryStream();
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        var part = new byte[16 * 1024];
        for (var read = await body.ReadAsync(part, ct); read > 0; read = await body.ReadAsync(part, ct))
        {
            if (content.Length + read > maxBytes)
            {
                return FetchRefusals.TooLarge(maxBytes);
            }

            content.Write(part, 0, read);
        }

        return new Fetched(content.ToArray());
    }

    /// <summary>Null for what is no https address; http is for hosts that the operator named.</summary>
    private Uri? Read(string url) =>
        url.Length <= UrlMaxLength
        && Uri.TryCreate(url.Trim(), UriKind.Absolute, out var uri)
        && uri is { UserInfo: "", Fragment: "", Host.Length: > 0 }
        && (uri.Scheme is "https" || (uri.Scheme is "http" && reach.IsNamed(uri.IdnHost.Trim('[', ']'))))
            ? uri
            : null;

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var host = context.DnsEndPoint.Host.Trim('[', ']');
        var found = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, ct);
        var allowed = Array.FindAll(found, address => reach.Allows(host, address));
        if (allowed is [])
        {
            throw new NotAllowedException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class NotAllowedException : IOException;
}

/// <summary>A document, or why there is none.</summary>
/// <param name="Content">Empty when there is none.</param>
/// <param name="Refusal">Null when there is one.</param>
public sealed record Fetched(ReadOnlyMemory<byte> Content, FetchRefusal? Refusal = null);

/// <summary>Why nothing was fetched: a stable code, and a sentence that says what to do.</summary>
public sealed record FetchRefusal(string Code, string Message);

internal static class FetchRefusals
{
    public static readonly Fetched Malformed = Of(
        "address-malformed",
        "This is no address that can be asked. Write it like https://app.example.com/saml/metadata."
    );
    public static readonly Fetched NotAllowed = Of(
        "address-not-allowed",
        "The address leads into a private network. Whoever runs Portico can allow that; or paste the document."
    );
    public static readonly Fetched Unreachable = Of(
        "address-unreachable",
        "Nothing came from there in time, or not by a connection that can be trusted. Try the address in a browser, or paste the document."
    );
    public static readonly Fetched Redirected = Of(
        "address-redirects",
        "The address leads on to others too often. Enter the last of them."
    );
    public static readonly Fetched Compressed = Of(
        "document-compressed",
        "The server sent the document compressed, which it was asked not to do. Paste the document."
    );

    public static Fetched Status(int status) =>
        Of(
            "address-status",
            string.Create(CultureInfo.InvariantCulture, $"The server answered with {status} and no document. Check the address.")
        );

    public static Fetched TooLarge(int bytes) =>
        Of("document-too-large", string.Create(CultureInfo.InvariantCulture, $"The document is larger than {bytes / 1024:N0} KiB."));

    private static Fetched Of(string code, string message) => new(default, new FetchRefusal(code, message));
}
