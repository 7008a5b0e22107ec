using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Portico.Tests.Platform.Http;

/// <summary>What no browser sends and nobody types: refused or taken, but never a failure of ours, and never a word about how we are made.</summary>
public sealed class HostileRequestTests : HostileTest
{
    private const string Smile = "%F0%9F%98%80";
    private const string NoCharacter = "%EF%BF%BE";

    public static TheoryData<string> Addresses =>
        [
            "/not-found?status=abc",
            "/not-found?status=99999999999",
            "/error?status=%00",
            "/sign-in?email=%00",
            $"/sign-in?email={NoCharacter}&email={Smile}",
            "/sign-in?email=" + new string('a', 3_000),
            "/sign-in?returnUrl=%2F%C3%BC",
            "/reset-password/%00",
            "/reset-password/" + new string('a', 3_000),
            "/invitation/%E2%80%AEa",
            "/reset-mfa/..%2F..%2Fetc",
            "/setup/x",
            "/organizations?search=%00",
            "/organizations?search=" + NoCharacter,
            "/organizations?search=" + new string('a', 254) + Smile,
            "/organizations?search=%ED%A0%80",
            "/organizations?search=a&search=b&sort=-name&sort=name&page=2&page=3",
            "/organizations?page=99999999999999&sort=%00&open=%00&window=delete&selected=%00",
            "/organizations?window=add&window=rename&selected=0123456789abcdef01234567",
            "/organizations?" + string.Concat(Enumerable.Repeat("open=0123456789abcdef01234567&", 150)),
            "/organizations/" + new string('0', 300) + "/settings/general",
            "/organizations/%E2%80%AE/activity",
            "/switch?search=" + new string('a', 254) + Smile,
            "/switch/choices?search=" + NoCharacter,
            "/switch/choices?search=" + new string('a', 300),
            "/switch/choices?here=abc&here=def",
            "/administrators?search=" + new string('a', 99) + Smile,
            "/administrators?search=" + NoCharacter + "&sort=%00&page=-1",
            "/activity?search=" + new string('a', 254) + Smile,
            "/activity?search=%E2%80%A8" + NoCharacter,
            "/activity?type=" + new string('a', 79) + Smile + "&actor=" + new string('a', 79) + Smile,
            "/activity?type=%00&actor=%00",
            "/activity?zone=..%2F..%2Fetc%2Fpasswd&from=2026-01-01",
            "/activity?zone=" + NoCharacter + "&from=0001-01-01&to=9999-12-31",
            "/activity?zone=Pacific%2FKiritimati&from=0001-01-02&to=9999-12-30",
            "/activity?before=x&after=000000000000000000000000",
        ];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Strange_addresses(string address)
    {
        await RefusesQuietlyAsync(await Stranger.GetAsync(address));
        await RefusesQuietlyAsync(await Anna.GetAsync(address));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("FOO")]
    public async Task Other_methods(string method)
    {
        foreach (
            var path in (string[])["/", "/sign-in", "/organizations", "/sign-out", "/preferences", "/switch/choices", "/healthz", "/x"]
        )
        {
            foreach (var browser in (HttpClient[])[Stranger, Anna])
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                await RefusesQuietlyAsync(await browser.SendAsync(request));
            }
        }
    }

    [Theory]
    [InlineData("Cookie: portico-session=%00%FF; portico-notice=!!!; portico-browser=;; portico-antiforgery=x; =; portico-theme=<script>")]
    [InlineData("Cookie: portico-session=a; portico-session=b; portico-notice=CfDJ8; portico-antiforgery=CfDJ8; portico-browser=CfDJ8")]
    [InlineData("Cookie: \"")]
    [InlineData("Accept: text/html;q=nonsense,,,")]
    [InlineData("Referer: http://[")]
    [InlineData("User-Agent: \u0001")]
    [InlineData("X-Forwarded-For: ', drop\r\nX-Forwarded-Proto: javascript\r\nX-Forwarded-Host: evil.example\r\nX-Original-URL: /")]
    [InlineData("blazor-enhanced-nav: allow\r\nAccept: text/html; blazor-enhanced-nav=on")]
    public async Task Strange_headers(string headers)
    {
        foreach (var path in (string[])["/sign-in", "/organizations", "/nowhere"])
        {
            var answer = await SendAsync($"GET {path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\nConnection: close\r\n\r\n");

            Assert.InRange(StatusOf(answer), 200, 499);
            Assert.DoesNotContain("evil.example", answer, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("a%b")]
    [InlineData("%41")]
    [InlineData("a..b")]
    [InlineData("-")]
    [InlineData("1.2.3.4.5")]
    [InlineData("localhost:99999")]
    [InlineData("localhost:0")]
    [InlineData("[::1")]
    [InlineData("xn--a")]
    [InlineData("a_b~c!$&'()*+,;=d")]
    [InlineData("")]
    public async Task Strange_hosts(string host)
    {
        foreach (var path in (string[])["/sign-in", "/organizations", "/nowhere", "/healthz"])
        {
            var answer = await SendAsync($"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\nConnection: close\r\n\r\n");

            Assert.InRange(StatusOf(answer), 200, 499);
        }
    }

    private async Task<string> SendAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Server.Address.Host, Server.Address.Port);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadToEndAsync();
    }

    private static int StatusOf(string answer) => int.Parse(answer.Split(' ')[1], CultureInfo.InvariantCulture);
}
