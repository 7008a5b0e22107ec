using System.Net;
using System.Text.RegularExpressions;
using Portico.Organizations;
using Portico.Tests.Support;

namespace Portico.Tests.Audit;

public sealed partial class ActivityPagesTests : ActivityTest, IAsyncLifetime
{
    private TestServer server = null!;
    private HttpClient anna = null!;
    private HttpClient omar = null!;

    private string Here => $"/organizations/{Acme}/activity";

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(Portal);
        anna = server.BrowserOf(Portal.Anna);
        omar = server.BrowserOf(Omar);
    }

    public async ValueTask DisposeAsync()
    {
        anna.Dispose();
        omar.Dispose();
        await server.DisposeAsync();
        Dispose();
    }

    [Fact]
    public async Task Shows_the_organization_what_the_providers_people_did_as_theirs()
    {
        // The first page of a visit is an event itself.
        await omar.GetStringAsync(Here);
        await Rename("<i>Acme</i> Ltd");
        await Record(Omar, "Watered the plants");

        var rows = Row().Matches(await omar.GetStringAsync(Here)).Select(r => r.Value).ToList();

        Assert.Contains("Watered the plants", rows[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Northwind IT", rows[0], StringComparison.Ordinal);
        Assert.Contains("Changed the general settings", rows[1], StringComparison.Ordinal);
        Assert.Contains("Organization name", rows[1], StringComparison.Ordinal);
        Assert.Contains("Anna Admin", rows[1], StringComparison.Ordinal);
        Assert.Contains("Northwind IT", rows[1], StringComparison.Ordinal);
        Assert.Contains("192.0.2.10", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_opens_in_place_with_old_and_new_values()
    {
        await Rename("<i>Acme</i> Ltd");
        var id = (await List(new())).Events[0].Id;

        var closed = await anna.GetStringAsync(Here);
        var open = await anna.GetStringAsync($"{Here}?open={id}");

        Assert.DoesNotContain("<th scope=\"col\">Before</th>", closed, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"col\">Before</th>", open, StringComparison.Ordinal);
        Assert.Contains("<span>Acme</span>", open, StringComparison.Ordinal);
        Assert.Contains("<span>&lt;i&gt;Acme&lt;/i&gt; Ltd</span>", open, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_and_filters_stand_in_the_address_and_in_the_fields()
    {
        await Record(Omar, "Watered the plants");
        await Record(Omar, "Fed the cat");

        var page = await anna.GetStringAsync(
            $"{Here}?search=plants&type=something-done&actor={Omar.Id}&from=2026-03-01&to=2026-03-01&zone=Europe%2FBerlin"
        );

        Assert.Single(Row().Matches(page));
        Assert.Contains("<span class=\"count\" data-count>1 event</span>", page, StringComparison.Ordinal);
        Assert.Matches("value=\"something-done\" selected", page);
        Assert.Matches($"value=\"{Omar.Id}\" selected", page);
        Assert.Matches("name=\"from\" value=\"2026-03-01\"", page);
        Assert.Contains(
            "No event found",
            await anna.GetStringAsync($"{Here}?search=plants&actor={Portal.Anna.Id}"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Days_are_those_of_the_readers_zone()
    {
        // 1 March, 9:00 UTC, is still the last of February nowhere, and the second of March in Kiritimati from 10:00 UTC on.
        await RecordAt(new(2026, 3, 1, 10, 30, 0, TimeSpan.Zero), "Seen on the second");

        var second = new DateOnly(2026, 3, 2);
        Assert.Empty((await List(new() { From = second })).Events);
        Assert.Empty((await List(new() { From = second, Zone = "Mars/Olympus" })).Events);
        Assert.Equal(["Seen on the second"], Summaries(await List(new() { From = second, Zone = "Pacific/Kiritimati" })));
    }

    [Fact]
    public async Task Pages_by_links_that_keep_the_filters()
    {
        await Record(Omar, [.. Enumerable.Range(0, 60).Select(n => $"Number {n}")]);

        var first = await anna.GetStringAsync($"{Here}?actor={Omar.Id}");
        var older = Link(first, "next");
        var second = await anna.GetStringAsync(older);
        var back = await anna.GetStringAsync(Link(second, "prev"));

        Assert.Equal(50, Row().Count(first));
        Assert.Contains($"actor={Omar.Id}", older, StringComparison.Ordinal);
        Assert.Equal(10, Row().Count(second));
        Assert.Equal(50, Row().Count(back));
    }

    [Theory]
    [InlineData("?from=yesterday&to=2026-02-30&zone=Mars%2FOlympus&actor=%27&type=%00&open=%22%3E&search=%25_%5C&page=-1")]
    [InlineData("?before=nonsense")]
    [InlineData("?from=0001-01-01&to=9999-12-31&zone=Pacific/Kiritimati")]
    [InlineData("?from=0002-01-01&to=9998-12-31&zone=Pacific/Kiritimati")]
    public async Task An_address_typed_wrongly_breaks_nothing(string query)
    {
        using var answer = await anna.GetAsync(Here + query);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task The_providers_activity_is_a_page_of_the_dashboard_alone()
    {
        var page = await anna.GetStringAsync("/activity");

        Assert.Contains("Added the organization Acme", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync("/activity")).StatusCode);
    }

    [Fact]
    public async Task Elsewhere_the_page_does_not_exist_byte_for_byte()
    {
        var bolt = (await Portal.Anna.Does<AddManagedOrganization>().RunAsync(new() { Name = "Bolt" })).Require().Id;
        using var nina = server.BrowserOf(Portal.AddOrganizationAdministrator(bolt, "Nina", "Neighbour"));

        using var foreign = await nina.GetAsync(Here);
        using var never = await nina.GetAsync($"/organizations/{Portal.NewId()}/activity");

        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal(await never.Content.ReadAsStringAsync(), await foreign.Content.ReadAsStringAsync());
    }

    private static string Link(string page, string rel) =>
        WebUtility.HtmlDecode(
            Regex.Match(page, $"class=\"step\" href=\"([^\"]+)\" rel=\"{rel}\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value
        );

    [GeneratedRegex("<tr class=\"line\">.*?</tr>", RegexOptions.Singleline, 1_000)]
    private static partial Regex Row();
}
