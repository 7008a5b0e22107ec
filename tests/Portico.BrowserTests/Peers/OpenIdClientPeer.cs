using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Portico.BrowserTests.Support;

namespace Portico.BrowserTests.Peers;

/// <summary>openid-client, of npm; ./check installs it beside the build's output.</summary>
public sealed class OpenIdClientPeer : OpenIdPeer
{
    /// <summary>The application that proves who it is by a signature, and pushes its requests.</summary>
    public const string Strict = "strict";

    private const string Node = "/usr/bin/node";

    private static readonly string modules = Path.Combine(Source.Root, "artifacts/peers/openid-client/node_modules");
    private static readonly string? missing = FindMissing();

    // To be told to Portico, and to the client.
    private readonly (JsonObject Public, JsonObject Private) key = MakeKey();

    public override string? Missing => missing;

    public override IReadOnlyList<string> More => [Strict];

    public override string HomeOf(string name) => $"{Process.Url}/{name}/";

    public override string CallbackOf(string name) => HomeOf(name) + "callback";

    public override string LogoutOf(string name) => HomeOf(name) + "logout";

    public override string ByeOf(string name) => HomeOf(name) + "bye";

    public override string ToldAt(string name) => HomeOf(name) + "told";

    public override string CookieOf(string name) => $"app-{name}";

    public override string WordsFor(Crooked wrong) =>
        wrong switch
        {
            Crooked.Changed => "JWT signature verification failed",
            Crooked.SignatureMissing => "unexpected JWT \"alg\" header parameter",
            Crooked.Issuer => "unexpected JWT \"iss\" (issuer) claim value",
            Crooked.Audience => "unexpected JWT \"aud\" (audience) claim value",
            Crooked.Nonce => "unexpected ID Token \"nonce\" claim value",
            Crooked.State => "unexpected \"state\" response parameter value",
            Crooked.Challenge => "invalid_grant",
            _ => "unexpected JWT \"exp\" (expiration time) claim value, expiration is past current timestamp",
        };

    protected override async Task PrepareAsync(IReadOnlyDictionary<string, OpenIdClientFacts> clients)
    {
        if (!clients.ContainsKey(Strict))
        {
            return;
        }

        await SetAsync(
            Strict,
            new()
            {
                ["authentication"] = "privateKey",
                ["clientKeys"] = new JsonObject { ["keys"] = new JsonArray(key.Public.DeepClone()) }.ToJsonString(),
                ["requiresPushedRequests"] = true,
                ["allowsClientCredentials"] = true,
                ["scopes"] = new JsonArray("reports.read"),
                ["algorithm"] = "es256",
            }
        );
        await SetAsync("chat", new() { ["allowsClientCredentials"] = true, ["scopes"] = new JsonArray("reports.read") });
        await SetAsync("board", new() { ["scopes"] = new JsonArray("reports.read") });
    }

    protected override async Task LaunchAsync(IReadOnlyList<OpenIdClientFacts> clients, TimeSpan ahead)
    {
        foreach (var client in clients)
        {
            var folder = Directory.CreateDirectory(Path.Combine(Process.Folder, client.Name)).FullName;
            var told = new JsonObject { ["discovery"] = client.Discovery, ["clientId"] = client.Id };
            if (client.Name is Strict)
            {
                (told["key"], told["pushes"]) = (key.Private.DeepClone(), true);
            }
            else
            {
                told["secret"] = client.Secret;
            }

            await File.WriteAllTextAsync(Path.Combine(folder, "app.json"), told.ToJsonString());
        }

        await Process.StartAsync(
            new PeerProgram(
                Node,
                Path.Combine(Source.Root, "tests/peers/openid-client/app.mjs"),
                Process.Port.ToString(CultureInfo.InvariantCulture),
                Process.Folder
            )
            {
                Ahead = ahead,
                Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["NODE_PATH"] = modules },
            },
            "/"
        );
    }

    private static (JsonObject Public, JsonObject Private) MakeKey()
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parts = made.ExportParameters(includePrivateParameters: true);
        var known = new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["kid"] = "first",
            ["use"] = "sig",
            ["alg"] = "ES256",
            ["x"] = Base64Url.EncodeToString(parts.Q.X),
            ["y"] = Base64Url.EncodeToString(parts.Q.Y),
        };
        var secret = known.DeepClone().AsObject();
        secret["d"] = Base64Url.EncodeToString(parts.D);
        return (known, secret);
    }

    private static string? FindMissing()
    {
        if (!File.Exists(Node))
        {
            return "nodejs is not installed.";
        }

        using var asked = System.Diagnostics.Process.Start(
            new ProcessStartInfo(Node, ["--version"]) { UseShellExecute = false, RedirectStandardOutput = true }
        )!;
        var version = asked.StandardOutput.ReadToEnd().Trim();
        asked.WaitForExit();
        return int.Parse(version.TrimStart('v').Split('.')[0], CultureInfo.InvariantCulture) < 20
                ? $"openid-client needs nodejs 20; this is {version}."
            : !Directory.Exists(Path.Combine(modules, "openid-client")) ? "openid-client is not installed in artifacts/peers/openid-client."
            : null;
    }
}
