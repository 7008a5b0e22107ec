using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Portico.Bench;

/// <summary>
/// Asks as a browser does: keeps cookies, posts forms with their hidden fields, follows redirects by itself. Cookies are kept here
/// because .NET's own container withholds what is marked Secure, which a browser sends to the loopback address.
/// </summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient client;
    private readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);

    public Browser(Uri address)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
        };
        client = new HttpClient(sockets) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>Sent with each request; null for who has signed in.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Signs in with password, without an authenticator.</summary>
    public static async Task<Browser> SignInAsync(Uri address, string email = Installation.Email)
    {
        // Straight to the dashboard: the start page would only lead there.
        const string path = "/sign-in?returnUrl=%2Forganizations";
        var browser = new Browser(address);
        var form = HtmlForm.With(await browser.GetAsync(path), "password");
        form.Fill("email", email);
        form.Fill("password", Installation.Password);
        var landed = await browser.PostAsync(path, form);
        return landed.Contains("type=\"password\"", StringComparison.Ordinal)
            ? throw new InvalidOperationException($"{email} could not sign in.")
            : browser;
    }

    /// <summary>Ends when the server answers anything.</summary>
    /// <exception cref="HttpRequestException">It does not listen.</exception>
    public async Task AnswersAsync() => (await SendAsync(HttpMethod.Get, "/", content: null)).Dispose();

    /// <summary>The page's text.</summary>
    /// <exception cref="InvalidOperationException">The answer is no success.</exception>
    public async Task<string> GetAsync(string path) => (await AskAsync(path)).Text;

    /// <summary>The page with how long it took, in milliseconds, until its last byte was here.</summary>
    public async Task<(string Text, double Milliseconds)> AskAsync(string path)
    {
        var begin = Stopwatch.GetTimestamp();
        using var answer = await SendAsync(HttpMethod.Get, path, content: null);
        var text = await answer.Content.ReadAsStringAsync();
        var took = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        return answer.IsSuccessStatusCode ? (text, took) : throw new InvalidOperationException($"{path} answers {(int)answer.StatusCode}.");
    }

    /// <summary>Posts the form and returns the page to which it led.</summary>
    public async Task<string> PostAsync(string path, HtmlForm form)
    {
        var (landing, _) = await SubmitAsync(path, form);
        return await GetAsync(landing);
    }

    /// <summary>Posts the form and returns where it leads, with how long the answer took, in milliseconds.</summary>
    public async Task<(string Landing, double Milliseconds)> SubmitAsync(string path, HtmlForm form)
    {
        using var content = new FormUrlEncodedContent(form.Fields);
        var begin = Stopwatch.GetTimestamp();
        using var answer = await SendAsync(HttpMethod.Post, form.Action ?? path, content);
        await answer.Content.LoadIntoBufferAsync();
        var took = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        return answer.Headers.Location is { } location
            ? (location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString, took)
            : throw new InvalidOperationException($"{path} answers the form with {(int)answer.StatusCode} and no way on.");
    }

    /// <summary>Posts fields that another site's page has, and returns where the answer leads.</summary>
    public async Task<string> LedAsync(string path, params IEnumerable<(string Name, string Value)> fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var answer = await SendAsync(HttpMethod.Post, path, content);
        return answer.Headers.Location?.OriginalString
            ?? throw new InvalidOperationException($"{path} answers the form with {(int)answer.StatusCode} and no way on.");
    }

    /// <summary>Opens an address, and returns where the answer leads.</summary>
    public async Task<string> LedAsync(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, content: null);
        return answer.Headers.Location?.OriginalString
            ?? throw new InvalidOperationException($"{path} answers with {(int)answer.StatusCode} and no way on.");
    }

    /// <summary>Posts fields as a program does, and returns the answer.</summary>
    public async Task<JsonElement> AskAsync(string path, params IEnumerable<(string Name, string Value)> fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return (await SendForJsonAsync(HttpMethod.Post, path, content)).Answer;
    }

    /// <summary>Sends JSON and returns the answer, with how long it took, in milliseconds.</summary>
    public async Task<(JsonElement Answer, double Milliseconds)> SendJsonAsync(HttpMethod method, string path, object? body)
    {
        using var content = body is null ? null : JsonContent.Create(body, options: JsonSerializerOptions.Web);
        return await SendForJsonAsync(method, path, content);
    }

    /// <summary>Sends a file and returns the answer, with how long it took, in milliseconds.</summary>
    public async Task<(JsonElement Answer, double Milliseconds)> SendFileAsync(string path, string csv)
    {
        using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        return await SendForJsonAsync(HttpMethod.Post, path, content);
    }

    /// <summary>The cookies of now, to come back to.</summary>
    public IReadOnlyDictionary<string, string> Cookies() => new Dictionary<string, string>(cookies, StringComparer.Ordinal);

    /// <summary>Has these cookies and no others: what came since is forgotten.</summary>
    public void ComeBackTo(IReadOnlyDictionary<string, string> former)
    {
        cookies.Clear();
        foreach (var (name, value) in former)
        {
            cookies[name] = value;
        }
    }

    /// <summary>The answer as it comes over the wire, compressed the way a browser prefers.</summary>
    public async Task<(int Bytes, HttpResponseMessage Answer)> WeighAsync(string path)
    {
        var answer = await SendAsync(HttpMethod.Get, path, content: null, compressed: true);
        var body = await answer.Content.ReadAsByteArrayAsync();
        // "HTTP/1.1 200 OK", then each header on a line, then an empty one.
        var head = answer.Headers.Concat(answer.Content.Headers).Sum(h => h.Value.Sum(v => h.Key.Length + v.Length + 4)) + 19;
        return (head + body.Length, answer);
    }

    public void Dispose() => client.Dispose();

    private async Task<(JsonElement Answer, double Milliseconds)> SendForJsonAsync(HttpMethod method, string path, HttpContent? content)
    {
        var begin = Stopwatch.GetTimestamp();
        using var answer = await SendAsync(method, path, content);
        var text = await answer.Content.ReadAsStringAsync();
        var took = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        return answer.IsSuccessStatusCode
            ? (text.Length is 0 ? default : JsonElement.Parse(text), took)
            : throw new InvalidOperationException($"{method} {path} answers {(int)answer.StatusCode}: {text}");
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, bool compressed = false)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.RelativeOrAbsolute)) { Content = content };
        request.Headers.TryAddWithoutValidation("Accept", "text/html,*/*;q=0.8");
        request.Headers.TryAddWithoutValidation("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Portico.Bench");
        if (compressed)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br, zstd");
        }

        if (ApiKey is not null)
        {
            request.Headers.TryAddWithoutValidation("x-api-key", ApiKey);
        }

        if (cookies.Count > 0)
        {
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
        }

        var answer = await client.SendAsync(request);
        if (answer.Headers.TryGetValues("Set-Cookie", out var given))
        {
            foreach (var cookie in given.Select(g => g.Split(';')[0]))
            {
                var equals = cookie.IndexOf('=', StringComparison.Ordinal);
                cookies[cookie[..equals]] = cookie[(equals + 1)..];
            }
        }

        return answer;
    }
}
