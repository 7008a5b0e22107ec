using System.CommandLine;
using System.Diagnostics;
using Portico.Saml;
using Portico.Saml.Bindings;
using Portico.Saml.Requests;
using Portico.Saml.Responses;
using Portico.Saml.Signatures;

namespace Portico.Bench;

/// <summary>What SAML itself costs, without HTTP and store, beside the raw signature of the same key in the same rounds.</summary>
internal static class SamlBench
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(1);

    public static Command Command()
    {
        var rounds = Options.Number("--rounds", 5, "How often each is measured; the median counts.");
        var command = new Command("saml", "SAML responses written and requests read, a second of CPU, beside the raw signature.")
        {
            rounds,
        };
        command.SetAction(parsed => Run(parsed.GetValue(rounds)));
        return command;
    }

    private static void Run(int rounds)
    {
        Report.Heading("SAML without HTTP and store");
        var now = TimeProvider.System.GetUtcNow();
        var rsa = Rows(SamlKeyPair.Create(SamlKeyKind.Rsa2048, "bench", now, now.AddYears(1)), "RSA-2048, ", now);
        var ecdsa = Rows(SamlKeyPair.Create(SamlKeyKind.EcdsaP256, "bench", now, now.AddYears(1)), "P-256, ", now);
        (string Title, Action Do)[] rows = [.. rsa, .. ecdsa];
        var samples = Array.ConvertAll(rows, _ => new List<double>());
        for (var round = -1; round < rounds; round++)
        {
            for (var row = 0; row < rows.Length; row++)
            {
                var rate = PerSecondOfCpu(rows[row].Do);
                // The first round warms up.
                samples[row].AddRange(round < 0 ? [] : [rate]);
            }
        }

        var medians = Array.ConvertAll(samples, s => s.Order().ElementAt(s.Count / 2));
        Report.Table(
            ["what", "a second of CPU", "of the raw signature"],
            rows.Select(
                (row, i) =>
                    (IReadOnlyList<string>)
                        [
                            row.Title,
                            Report.Number(medians[i], 0),
                            Report.Number(100 * medians[i] / medians[i < rsa.Length ? 0 : rsa.Length], 0) + " %",
                        ]
            )
        );
        Report.Footing();
    }

    private static (string, Action)[] Rows(SamlKeyPair pair, string prefix, DateTimeOffset now)
    {
        var signer = new SamlSigner(pair);
        var certificate = SamlCertificate.Read(pair.Certificate).Require();
        var both = new SamlProtection { Signing = SamlSigning.Both };
        var query = Query(signer, now);
        var bytes = new byte[700];
        return
        [
            (prefix + "raw signature", () => signer.Sign(bytes)),
            (
                prefix + "response, assertion signed, in base64",
                () => PostBinding.Encode("https://sp.example/acs", SamlResponseWriter.Write(Response(now), signer).Require(), "state")
            ),
            (prefix + "response, both signed", () => SamlResponseWriter.Write(Response(now), signer, both).Require()),
            (
                prefix + "request of a signed query, verified and read",
                () => AuthnRequest.Read(RedirectBinding.Decode(query).Require().Check([certificate]).Require()).Require()
            ),
        ];
    }

    private static SamlResponse Response(DateTimeOffset now) =>
        new()
        {
            Id = SamlId.New(),
            Issuer = "https://portico.example/o/acme/saml/grafana/metadata",
            Destination = "https://sp.example/acs",
            IssueInstant = now,
            InResponseTo = "_7f6a2e0d5b9c48e1a3d2",
            Assertion = new SamlAssertion
            {
                Id = SamlId.New(),
                Audience = "https://sp.example/metadata",
                NameId = new SamlNameId("anna.keller@acme.example", NameIdFormats.EmailAddress),
                AuthnInstant = now,
                SessionIndex = SamlId.New(),
                SessionNotOnOrAfter = now.AddHours(8),
                Attributes =
                [
                    new("mail", ["anna.keller@acme.example"], AttributeNameFormats.Basic),
                    new("givenName", ["Anna"], AttributeNameFormats.Basic),
                    new("sn", ["Keller"], AttributeNameFormats.Basic),
                    new("groups", ["Everybody", "Sales", "Zürich"], AttributeNameFormats.Basic),
                ],
            },
        };

    private static string Query(SamlSigner signer, DateTimeOffset now)
    {
        var xml = $"""
            <samlp:AuthnRequest xmlns:samlp="{SamlNamespaces.Protocol}" ID="_7f6a2e0d5b9c48e1a3d2" Version="2.0" IssueInstant="{now:yyyy-MM-ddTHH:mm:ssZ}" Destination="https://portico.example/sso" AssertionConsumerServiceURL="https://sp.example/acs"><saml:Issuer xmlns:saml="{SamlNamespaces.Assertion}">https://sp.example/metadata</saml:Issuer><samlp:NameIDPolicy AllowCreate="true"/></samlp:AuthnRequest>
            """;
        var message = new SamlOutgoing(System.Text.Encoding.UTF8.GetBytes(xml), IsRequest: true);
        var address = RedirectBinding.Encode("https://portico.example/sso", message, "state", signer);
        return address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..];
    }

    private static double PerSecondOfCpu(Action action)
    {
        var (count, begin, cpu) = (0, Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        while (Stopwatch.GetElapsedTime(begin) < Span)
        {
            action();
            count++;
        }

        return count / (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
    }
}
