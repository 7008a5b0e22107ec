using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Portico.Tests.Support;

/// <summary>A program that uses the API with a key; without one it sends none.</summary>
internal sealed class ApiClient(Uri address, string? key) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
    {
        BaseAddress = address,
    };

    public Task<ApiReply> GetAsync(string path) => SendAsync("GET", path);

    /// <param name="path">Under the server's address.</param>
    /// <param name="body">What becomes JSON, or JSON itself.</param>
    /// <param name="headers">Name and value, one after the other.</param>
    public Task<ApiReply> PostAsync(string path, object? body = null, params string[] headers) => SendAsync("POST", path, body, headers);

    public Task<ApiReply> PatchAsync(string path, object body, params string[] headers) => SendAsync("PATCH", path, body, headers);

    public Task<ApiReply> PutAsync(string path, object body, params string[] headers) => SendAsync("PUT", path, body, headers);

    public Task<ApiReply> DeleteAsync(string path, params string[] headers) => SendAsync("DELETE", path, null, headers);

    public async Task<ApiReply> SendAsync(string method, string path, object? body = null, params string[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            string json => new StringContent(json, Encoding.UTF8, "application/json"),
            _ => JsonContent.Create(body),
        };
        if (key is not null)
        {
            request.Headers.Add("x-api-key", key);
        }

        for (var i = 0; i + 1 < headers.Length; i += 2)
        {
            request.Headers.TryAddWithoutValidation(headers[i], headers[i + 1]);
        }

        using var response = await http.SendAsync(request);
        return new ApiReply(response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsByteArrayAsync());
    }

    public void Dispose() => http.Dispose();
}

/// <summary>What the API answered.</summary>
internal sealed record ApiReply(HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The problem's code; null when there is none.</summary>
    public string? Code => Bytes.Length > 0 && Json is JsonObject body ? (string?)body["code"] : null;

    /// <summary>Each problem as "code field".</summary>
    public IReadOnlyList<string> Errors => [.. Json["errors"]!.AsArray().Select(e => $"{e!["code"]} {e["field"]}".TrimEnd())];

    public string Id => (string)Json["id"]!;

    /// <summary>The names of the members in their order, and of what kind each value is.</summary>
    public string Shape => JsonShape.Of(Json);

    /// <summary>One member of each result of a list.</summary>
    public IReadOnlyList<string?> Results(string member) => [.. Json["results"]!.AsArray().Select(r => r![member]?.ToString())];

    public int TotalCount => (int)Json["totalCount"]!;

    public string? ETag => Headers.ETag?.ToString();
}
