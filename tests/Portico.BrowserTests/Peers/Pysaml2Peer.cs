using System.Diagnostics;
using System.Globalization;
using Portico.BrowserTests.Support;

namespace Portico.BrowserTests.Peers;

/// <summary>python3-pysaml2, Debian's.</summary>
public sealed class Pysaml2Peer : SamlPeer
{
    private const string Python = "/usr/bin/python3";

    private static readonly bool isInstalled = IsInstalled();

    public override string? Missing => isInstalled ? null : "python3-pysaml2 is not installed.";

    public override string AcsOf(string name) => HomeOf(name) + "acs";

    public override string LogoutOf(string name) => HomeOf(name) + "logout";

    public override string CookieOf(string name) => $"sp-{name}";

    public override string WordsFor(Wrong wrong) =>
        wrong switch
        {
            Wrong.Changed => "SignatureError: Failed to verify signature",
            Wrong.SignatureMissing => "SignatureError: Signature missing for assertion",
            Wrong.CipherChanged => "failed to decrypt file",
            Wrong.Expired => "ResponseLifetimeExceed: Can't use response, too old",
            _ => "AudienceRestrictions conditions not satisfied!",
        };

    protected override string MetadataOf(string name) => HomeOf(name) + "metadata";

    protected override Task LaunchAsync(IReadOnlyList<string> names, TimeSpan ahead) =>
        Process.StartAsync(
            new PeerProgram(
                Python,
                Path.Combine(Source.Root, "tests/peers/pysaml2_sp.py"),
                Process.Port.ToString(CultureInfo.InvariantCulture),
                Process.Folder
            )
            {
                Ahead = ahead,
            },
            "/"
        );

    private static bool IsInstalled()
    {
        if (!File.Exists(Python) || !File.Exists("/usr/bin/xmlsec1"))
        {
            return false;
        }

        using var asked = System.Diagnostics.Process.Start(
            new ProcessStartInfo(Python, ["-c", "import saml2"]) { UseShellExecute = false, RedirectStandardError = true }
        )!;
        asked.WaitForExit();
        return asked.ExitCode is 0;
    }
}
