using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Portico.Applications.Catalog;
using Portico.Saml.Metadata;

namespace Portico.Tests.Applications.Catalog;

/// <summary>What every service of the catalogue keeps to, and how strictly its files are read.</summary>
public sealed partial class ServiceCatalogTests
{
    private static readonly ServiceCatalog catalog = new();

    public static TheoryData<string> Ids => [.. catalog.All.Select(s => s.Id)];

    [Fact]
    public void There_are_many_services_each_in_a_file_of_its_own()
    {
        Assert.True(catalog.All.Count >= 30);
        Assert.Equal(catalog.All.Count, catalog.All.Select(s => s.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(catalog.All.Count, catalog.All.Select(s => s.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        var files = typeof(ServiceCatalog)
            .Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(ServiceCatalog.Resources, StringComparison.Ordinal));
        Assert.Equal(
            files.Order(StringComparer.Ordinal),
            catalog.All.Select(s => $"{ServiceCatalog.Resources}{s.Id}.json").Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Its_templates_make_settings_that_can_be_used(string id)
    {
        var service = catalog.Find(id)!;

        var filled = CatalogTemplate.Settings(service, Examples(service)).Require();

        Assert.Matches(Slug(), id);
        Assert.All(filled.AcsEndpoints, acs => Assert.StartsWith("https://", acs.Url, StringComparison.Ordinal));
        Assert.All(filled.AcsEndpoints, acs => Assert.True(EndpointUrl.IsAllowed(acs.Url), acs.Url));
        Assert.True(filled.SloUrl is null || filled.SloUrl.StartsWith("https://", StringComparison.Ordinal));
        Assert.True(Uri.TryCreate(service.Documentation, UriKind.Absolute, out var documentation) && documentation.Scheme is "https");
        var all = JsonSerializer.Serialize(filled, filled.GetType());
        Assert.DoesNotContain("{", string.Concat(filled.EntityId, filled.DefaultRelayState, filled.SloUrl), StringComparison.Ordinal);
        Assert.All(filled.Attributes, attribute => Assert.DoesNotContain("{", attribute.Value ?? "", StringComparison.Ordinal));
        Assert.All(service.Variables, v => Assert.Contains(v.Example, all, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_says_what_to_fill_in_and_what_to_do(string id)
    {
        var service = catalog.Find(id)!;

        Assert.Equal(
            service.Variables.Select(v => v.Name).Order(StringComparer.Ordinal),
            Templates(service).SelectMany(CatalogTemplate.NamesIn).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        );
        Assert.All(
            service.Variables,
            v =>
            {
                Assert.True(CatalogTemplate.Fits(v, v.Example), v.Example);
                Assert.True(v is { Label.Length: > 0, Help.Length: > 20 });
            }
        );
        Assert.NotEmpty(service.Steps);
        Assert.All(service.Steps, s => Assert.True(s.Text[^1] is '.' or ':', s.Text));
        var pastes = service.Steps.SelectMany(s => s.Paste).ToList();
        Assert.All(pastes, p => Assert.True(p.Field.Length > 0 && p.Value is null == p.Text is { Length: > 0 }, p.Field));
        // The whole, or the address and what its answers are verified with.
        var told = pastes.Select(p => p.Value).ToHashSet();
        Assert.True(
            told.Contains(CatalogPasteKind.MetadataUrl)
                || told.Contains(CatalogPasteKind.MetadataFile)
                || told.Contains(CatalogPasteKind.Sha1Fingerprint)
                || (
                    told.Contains(CatalogPasteKind.SignInUrl)
                    && (told.Contains(CatalogPasteKind.Certificate) || told.Contains(CatalogPasteKind.Sha256Fingerprint))
                )
        );
    }

    /// <summary>None of them may lead assertions to another host, or to another place there.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void What_goes_into_its_addresses_can_be_nothing_else(string id)
    {
        var service = catalog.Find(id)!;
        string[] hostile =
        [
            "",
            " ",
            "a b",
            "evil.example#",
            "evil.example?",
            "x@evil.example",
            "a\\b",
            "a%2fb",
            "a\n",
            "..",
            "a/../b",
            "//evil.example",
            "https://evil.example",
            "{address}",
            "\"><script>",
            "a;b",
            "bücher",
            "a&b=c",
            new('a', 100_000),
        ];
        string?[] addresses = [service.EntityId, service.LogoutUrl, .. service.AcsUrls];
        var used = addresses.SelectMany(t => CatalogTemplate.NamesIn(t ?? "")).ToHashSet(StringComparer.Ordinal);
        foreach (var variable in service.Variables.Where(v => used.Contains(v.Name)))
        {
            Assert.DoesNotContain(hostile, value => CatalogTemplate.Fits(variable, value));
        }
    }

    /// <summary>Where the host's end is the service's, no value changes it.</summary>
    [Fact]
    public void A_value_with_dots_stays_below_the_services_own_domain()
    {
        foreach (var service in catalog.All)
        {
            foreach (var (template, index) in service.AcsUrls.Select((t, i) => (t, i)))
            {
                var host = template["https://".Length..].Split('/')[0];
                var fixedEnd = host[(host.LastIndexOf('}') + 1)..];
                var url = CatalogTemplate.Settings(service, Examples(service)).Require().AcsEndpoints[index].Url;
                Assert.EndsWith(fixedEnd, new Uri(url).Authority + (fixedEnd.EndsWith(":443", StringComparison.Ordinal) ? ":443" : ""));
            }
        }
    }

    [Theory]
    [InlineData("\"surprise\": 1,")]
    [InlineData("\"name\": \"Twice\",")]
    [InlineData("\"variables\": null,")]
    public void A_file_with_something_unknown_double_or_empty_is_refused(string member)
    {
        Assert.Throws<JsonException>(() => Read(Whole.Insert(1, member)));
    }

    [Theory]
    [InlineData("\"signing\": \"assertion\",", "")]
    [InlineData("\"signing\": \"assertion\",", "\"signing\": 0,")]
    [InlineData("\"signing\": \"assertion\",", "\"signing\": \"nothing\",")]
    public void A_file_with_something_missing_or_of_another_kind_is_refused(string member, string other)
    {
        Assert.Equal("wiki", Read(Whole).Id);
        Assert.Throws<JsonException>(() => Read(Whole.Replace(member, other, StringComparison.Ordinal)));
    }

    internal static IReadOnlyList<CatalogValue> Examples(CatalogService service) =>
        [.. service.Variables.Select(v => new CatalogValue { Name = v.Name, Value = v.Example })];

    private static IEnumerable<string> Templates(CatalogService service) =>
        [
            service.EntityId,
            .. service.AcsUrls,
            service.LogoutUrl ?? "",
            service.DefaultRelayState ?? "",
            .. service.Attributes.Select(a => a.Value ?? ""),
        ];

    private static CatalogService Read(string json) => ServiceCatalog.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)));

    private const string Whole = """
        {"id": "wiki", "name": "Wiki", "category": "knowledge", "documentation": "https://wiki.example", "basis": "documentation",
         "entityId": "wiki", "acsUrls": ["https://wiki.example/acs"], "nameIdFormat": "persistent", "nameIdSource": "pairwise",
         "signing": "assertion", "steps": [{ "text": "Do it." }]}
        """;

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Slug();
}
