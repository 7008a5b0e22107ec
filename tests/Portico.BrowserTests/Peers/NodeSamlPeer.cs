using System.Globalization;
using System.Text.Json.Nodes;
using Portico.BrowserTests.Support;

namespace Portico.BrowserTests.Peers;

/// <summary>node-saml, of npm; ./check installs it beside the build's output.</summary>
public sealed class NodeSamlPeer : SamlPeer
{
    private const string Node = "/usr/bin/node";

    private static readonly string modules = Path.Combine(Source.Root, "artifacts/peers/node-saml/node_modules");

    public override string? Missing =>
        !File.Exists(Node) ? "nodejs is not installed."
        : !Directory.Exists(Path.Combine(modules, "@node-saml/node-saml")) ? "node-saml is not installed in artifacts/peers/node-saml."
        : null;

    public override string AcsOf(string name) => HomeOf(name) + "acs";

    public override string LogoutOf(string name) => HomeOf(name) + "logout";

    public override string CookieOf(string name) => $"sp-{name}";

    public override string WordsFor(Wrong wrong) =>
        wrong switch
        {
            Wrong.Changed or Wrong.SignatureMissing or Wrong.CipherChanged => "Invalid document signature",
            Wrong.Expired => "SAML assertion expired: clocks skewed too much",
            _ => "SAML assertion audience mismatch",
        };

    protected override string MetadataOf(string name) => HomeOf(name) + "metadata";

    // What it asks for by itself.
    protected override JsonObject Settings => new() { ["signing"] = "both" };

    protected override Task LaunchAsync(IReadOnlyList<string> names, TimeSpan ahead) =>
        Process.StartAsync(
            new PeerProgram(
                Node,
                Path.Combine(Source.Root, "tests/peers/node-saml/sp.js"),
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
