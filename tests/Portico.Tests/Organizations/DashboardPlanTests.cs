using System.Text.RegularExpressions;
using Portico.Organizations;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Tests.Support;

namespace Portico.Tests.Organizations;

/// <summary>
/// What the dashboard asks of the database, with thousands of organizations of two providers: every query walks an index, none scans
/// a table that grows, none carries a list of ids. The plans are in the test's output.
/// </summary>
public sealed partial class DashboardPlanTests(ITestOutputHelper output) : IDisposable
{
    private readonly TestPortal portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task The_dashboard_scans_no_table_and_carries_no_list_of_ids()
    {
        await portal.AddManyOrganizationsAsync(portal.AddProvider("Southwind"), 3_000, "Elsewhere");
        var ids = await portal.AddManyOrganizationsAsync(portal.Northwind, 3_000);
        var few = portal.AddTechnician(portal.Northwind, "Few", "Chosen", Role.Administrator, ids[5], ids[1_500], ids[2_900]);
        var many = portal.AddTechnician(portal.Northwind, "Many", "Chosen", Role.Administrator, [.. ids.Take(1_000)]);
        // So many that reading all of their access rows is never cheaper than one colleague's by the index.
        for (var other = 0; other < 15; other++)
        {
            portal.AddTechnician(
                portal.Northwind,
                "Other",
                $"Colleague{other}",
                Role.Administrator,
                [.. ids.Skip(other % 10 * 200).Take(1_000)]
            );
            await portal.AddVisitsAsync(portal.Anna, ids.Skip(other * 60).Take(60));
            await portal.AddVisitsAsync(few, ids.Skip(other * 60).Take(60));
        }

        await portal.GatherStatisticsAsync();
        using var plans = new QueryPlans(portal);
        foreach (var person in new[] { portal.Anna, few, many })
        {
            foreach (
                var request in new ListManagedOrganizations.Request[]
                {
                    new(),
                    new() { Sort = "-name" },
                    new() { Skip = 2_475 },
                    new() { Name = "cusTOMER 00006" },
                    new() { Page = 100 },
                }
            )
            {
                await person.Does<ListManagedOrganizations>().RunAsync(request);
                await ExpectIndexesAsync(plans, $"{person.Name}: {request}");
            }

            await person.Does<ListManagedOrganizations>().RunAsync(new() { Search = "mer 005" });
            await ExpectIndexesAsync(plans, $"{person.Name}: list, searched by name");
            await person.Does<ListManagedOrganizations>().RunAsync(new() { Search = "mer 005", Page = 1 });
            await ExpectIndexesAsync(plans, $"{person.Name}: page, searched by name");
            await person.Does<ListManagedOrganizations>().RunAsync(new() { Search = ids[5].ToString() });
            await ExpectIndexesAsync(plans, $"{person.Name}: list, searched by id");
            await person.Does<SearchOrganizationsForMenu>().RunAsync(new());
            await ExpectIndexesAsync(plans, $"{person.Name}: menu");
            await person.Does<SearchOrganizationsForMenu>().RunAsync(new() { Search = "mer 005" });
            await ExpectIndexesAsync(plans, $"{person.Name}: menu, searched");
            await person.Does<GetManagedOrganization>().RunAsync(ids[5], Nothing.Instance);
            await ExpectIndexesAsync(plans, $"{person.Name}: details");
            await person.Does<GetOrganizationHeader>().RunAsync(ids[5], Nothing.Instance);
            await ExpectIndexesAsync(plans, $"{person.Name}: header");
        }
    }

    private async Task ExpectIndexesAsync(QueryPlans plans, string what)
    {
        var asked = await plans.TakeAsync();
        Assert.NotEmpty(asked);
        foreach (var plan in asked)
        {
            output.WriteLine($"== {what}\n{plan}\n");
            Assert.DoesNotMatch(ListOfIds(), plan);
            Assert.Empty(Scanned(plan).Except(Small, StringComparer.Ordinal));
        }
    }

    /// <summary>Tables with a row for each provider or each of its administrators: PostgreSQL reads the one page that they are.</summary>
    private static readonly string[] Small = ["provider", "provider_counters", "provider_membership"];

    private static IEnumerable<string> Scanned(string plan)
    {
        if (TestPortal.UsesPostgres)
        {
            return SeqScan().Matches(plan).Select(m => m.Groups["table"].Value);
        }

        // "SCAN m1" of what the line "CO-ROUTINE m1" or "MATERIALIZE m1" has made is the page itself.
        var made = Made().Matches(plan).Select(m => m.Groups["name"].Value);
        return SqliteScan().Matches(plan).Select(m => m.Groups["name"].Value).Except(made, StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\bIN \((?!\s*SELECT)|= ANY", RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex ListOfIds();

    [GeneratedRegex(@"Seq Scan on (?<table>\w+)", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex SeqScan();

    [GeneratedRegex(@"^SCAN (?<name>\w+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 5_000)]
    private static partial Regex SqliteScan();

    [GeneratedRegex(@"^(CO-ROUTINE|MATERIALIZE) (?<name>\w+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 5_000)]
    private static partial Regex Made();
}
