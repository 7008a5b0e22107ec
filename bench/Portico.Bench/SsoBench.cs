using System.CommandLine;

namespace Portico.Bench;

/// <summary>
/// What a sign-in to an application costs over HTTP with a live session, beside the raw signature of the same key on the same core in the
/// same rounds; and beside npm's samlp and oidc-provider.
/// </summary>
internal static class SsoBench
{
    private const int HalfLoadSeconds = 2;

    public static Command Saml() =>
        Command(
            "sso",
            "Sign-ins to applications by SAML with a live session.",
            SsoKinds.OfAsync,
            new Peer(NodePeers.Samlp, "server.js", NodePeers.SamlpAsync)
        );

    public static Command OpenId() =>
        Command(
            "openid",
            "Sign-ins to applications by OpenID Connect with a live session, and tokens.",
            OpenIdKinds.OfAsync,
            new Peer(NodePeers.OidcProvider, "server.mjs", NodePeers.OidcProviderAsync)
        );

    private static Command Command(string name, string description, Func<Target, Task<IReadOnlyList<SsoKind>>> kindsOf, Peer beside)
    {
        var store = Options.Store();
        var rounds = Options.Number("--rounds", 10, "How often each kind has its turn, 100 sign-ins a turn.");
        var command = new Command(name, description) { store, rounds };
        command.SetAction(parsed => RunAsync(parsed.GetRequiredValue(store), parsed.GetValue(rounds), kindsOf, beside));
        return command;
    }

    private static async Task RunAsync(string store, int rounds, Func<Target, Task<IReadOnlyList<SsoKind>>> kindsOf, Peer beside)
    {
        var program = await Published.PorticodAsync();
        var postgres = await Options.PostgresAsync(store);
        await using var targets = new Targets(postgres);
        var target = await targets.AddAsync(program, "Portico", organizations: 100, users: 10_000);
        await using var peer = await NodePeer.StartAsync(beside.Name, beside.Program);
        var kinds = await kindsOf(target);
        if (peer is not null)
        {
            kinds = [.. kinds, .. await beside.KindsOf(peer)];
        }

        Report.Heading(
            $"Sign-ins to applications on {Options.Title(postgres)}, {rounds * Targets.AtOnce} of each kind, 100 organizations, 10,000 users"
        );
        foreach (var kind in kinds)
        {
            await kind.SignInAsync(new Sample(), Targets.WarmUp);
        }

        var one = kinds.ToDictionary(k => k, _ => new Sample());
        var half = kinds.ToDictionary(k => k, _ => new Sample());
        var raw = new Dictionary<string, List<double>>(StringComparer.Ordinal) { [OpensslSpeed.Rsa] = [], [OpensslSpeed.Ecdsa] = [] };
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (key, rates) in raw)
            {
                rates.Add(await OpensslSpeed.MeasureAsync(key));
            }

            for (var next = 0; next < kinds.Count; next++)
            {
                var kind = kinds[(round + next) % kinds.Count];
                await kind.SignInAsync(one[kind], Targets.AtOnce);
                await kind.AtHalfLoadAsync(half[kind], one[kind].BothCpu * 2, TimeSpan.FromSeconds(HalfLoadSeconds));
            }
        }

        Show(kinds, one, half, raw.ToDictionary(r => r.Key, r => r.Value.Order().ElementAt(r.Value.Count / 2), StringComparer.Ordinal));
        Report.Line();
        Report.Line(
            $"Resident memory of Portico afterwards: {Report.Number(ProcessUse.Memory(target.Server.ProcessId).Resident, 0)} MB. "
                + (peer is null ? $"{beside.Name} was not measured: its packages are not in {NodePeer.FolderOf(beside.Name)}." : "")
        );
        Report.Footing();
    }

    private static void Show(
        IReadOnlyList<SsoKind> kinds,
        Dictionary<SsoKind, Sample> one,
        Dictionary<SsoKind, Sample> half,
        Dictionary<string, double> raw
    )
    {
        Report.Line(
            $"`openssl speed` on the same core, medians of the rounds: {string.Join(", ", raw.Select(r => $"{r.Key} {Report.Number(r.Value, 0)}"))} signatures a second."
        );
        Report.Line();
        Report.Table(
            [
                "sign-in",
                "server CPU ms",
                "database CPU ms",
                "a second and core",
                "of the raw signature",
                "p50 ms",
                "p99 ms",
                "p50 at half load",
                "p99 at half load",
            ],
            kinds.Select(k =>
                (IReadOnlyList<string>)
                    [
                        k.Title,
                        Report.Number(one[k].Cpu),
                        Report.Number(one[k].DatabaseCpu),
                        Report.Number(1_000 / one[k].BothCpu, 0),
                        Report.Number(100_000 / one[k].BothCpu / raw[k.Key], 1) + " %",
                        Report.Number(one[k].P50),
                        Report.Number(one[k].P99),
                        Report.Number(half[k].P50),
                        Report.Number(half[k].P99),
                    ]
            )
        );
    }

    /// <summary>What is measured in the same run.</summary>
    private sealed record Peer(string Name, string Program, Func<NodePeer, Task<IReadOnlyList<SsoKind>>> KindsOf);
}
