using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Portico.BrowserTests.Support;

namespace Portico.BrowserTests.Peers;

/// <summary>
/// Lies between a client and Portico, on loopback: sends browsers on to Portico and hands the exchange of codes on, and changes what
/// it is told to on the way. The issuer and its keys stay Portico's own.
/// </summary>
public sealed class CrookedWay : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly HttpClient portico = new();
    private readonly string url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Find()}");
    private string discovery = "";
    private Task listening = Task.CompletedTask;

    /// <summary>What is changed; null for nothing.</summary>
    public Crooked? Wrong { get; set; }

    /// <summary>The client in whose name it asks, for <see cref="Crooked.Audience"/>.</summary>
    public OpenIdClientFacts? Other { get; set; }

    /// <summary>Stands before that issuer: where the client finds it instead.</summary>
    public string Before(string discoveryOfPortico)
    {
        discovery = discoveryOfPortico;
        listener.Prefixes.Add(url + "/");
        listener.Start();
        listening = ListenAsync();
        return url + "/.well-known/openid-configuration";
    }

    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await listening;
        portico.Dispose();
    }

    private async Task ListenAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext asked;
            try
            {
                asked = await listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            await AnswerAsync(asked.Request, asked.Response);
            asked.Response.Close();
        }
    }

    private async Task AnswerAsync(HttpListenerRequest asked, HttpListenerResponse answer)
    {
        var known = JsonNode.Parse(await portico.GetStringAsync(discovery))!;
        switch (asked.Url!.AbsolutePath)
        {
            case "/authorize":
                answer.Redirect($"{known["authorization_endpoint"]}?{ChangedRequest(asked.Url.Query)}");
                break;
            case "/token":
                await ExchangeAsync(asked, answer, known["token_endpoint"]!.GetValue<string>());
                break;
            default:
                known["authorization_endpoint"] = url + "/authorize";
                known["token_endpoint"] = url + "/token";
                await WriteAsync(answer, known);
                break;
        }
    }

    private string ChangedRequest(string query)
    {
        var values = HttpUtility.ParseQueryString(query);
        if (Wrong is Crooked.State)
        {
            values["state"] = "another";
        }
        else if (Wrong is Crooked.Nonce)
        {
            values["nonce"] = "another";
        }
        else if (Wrong is Crooked.Challenge)
        {
            values["code_challenge"] = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        }
        else if (Wrong is Crooked.Audience)
        {
            values["client_id"] = Other!.Id;
        }

        return values.ToString()!;
    }

    private async Task ExchangeAsync(HttpListenerRequest asked, HttpListenerResponse answer, string endpoint)
    {
        using var reader = new StreamReader(asked.InputStream, Encoding.UTF8);
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new StringContent(await reader.ReadToEndAsync(), Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        request.Headers.Authorization =
            Wrong is Crooked.Audience
                ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Other!.Id}:{Uri.EscapeDataString(Other.Secret)}")))
                : AuthenticationHeaderValue.Parse(asked.Headers["Authorization"]!);
        using var given = await portico.SendAsync(request);
        var tokens = JsonNode.Parse(await given.Content.ReadAsStringAsync())!;
        answer.StatusCode = (int)given.StatusCode;
        if (tokens["id_token"] is { } token)
        {
            tokens["id_token"] = Changed(token.GetValue<string>().Split('.'));
        }

        await WriteAsync(answer, tokens);
    }

    private string Changed(string[] token)
    {
        var (header, claims) = (Read(token[0]), Read(token[1]));
        switch (Wrong)
        {
            case Crooked.Changed:
                claims["email"] = PortalPortico.EmailOf("somebody");
                break;
            case Crooked.SignatureMissing:
                header["alg"] = "none";
                token[2] = "";
                break;
            case Crooked.Issuer:
                claims["iss"] = "https://elsewhere.example";
                break;
            default:
                return string.Join('.', token);
        }

        return $"{Write(header)}.{Write(claims)}.{token[2]}";
    }

    private static JsonNode Read(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!;

    private static string Write(JsonNode part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));

    private static async Task WriteAsync(HttpListenerResponse answer, JsonNode json)
    {
        answer.ContentType = "application/json";
        await answer.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }
}

/// <summary>What is changed on the way between a client and Portico, or wrong with what a client gets.</summary>
public enum Crooked
{
    /// <summary>What the ID token says, after it was signed.</summary>
    Changed,

    /// <summary>The ID token says that it has no signature, and has none.</summary>
    SignatureMissing,

    /// <summary>The ID token is another issuer's.</summary>
    Issuer,

    /// <summary>The ID token is for another client.</summary>
    Audience,

    /// <summary>The ID token answers another request.</summary>
    Nonce,

    /// <summary>The browser comes back from another request.</summary>
    State,

    /// <summary>The code is bound to another request: Portico refuses to exchange it.</summary>
    Challenge,

    /// <summary>The ID token's time is over.</summary>
    Expired,
}
