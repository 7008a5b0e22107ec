using System.Text.Json;
using Portico.Audit;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Tests.Support;

namespace Portico.Tests.Audit;

/// <summary>Audit events as programs ask for them: limit, skip, both directions, ranges, totals. "Added Acme" is the oldest.</summary>
public sealed class PartsOfActivityTests : ActivityTest
{
    [Theory]
    [InlineData(null)]
    [InlineData("-at")]
    [InlineData("at")]
    public async Task Every_part_follows_the_one_before_and_knows_the_total(string? sort)
    {
        await RecordMany(11);
        await Record(Omar, [.. Enumerable.Range(1, 5).Select(n => $"At once {n}")]);
        var all = await Find(new() { Sort = sort, Limit = 100 });
        Assert.Equal("Added the organization Acme", (sort is "at" ? all.Results[0] : all.Results[^1]).Summary);
        Assert.Equal(17, all.Results.Select(e => e.Id).Distinct().Count());

        for (var skip = 0; skip <= 18; skip += 3)
        {
            var part = await Find(
                new()
                {
                    Sort = sort,
                    Limit = 3,
                    Skip = skip,
                }
            );
            Assert.Equal(all.Results.Skip(skip).Take(3).Select(e => e.Id), part.Results.Select(e => e.Id));
            Assert.Equal((17, true), (part.TotalCount, part.IsTotalExact));
            Assert.Equal(skip < 14 ? part.Results[^1].Id : null, part.Next);
        }
    }

    [Fact]
    public async Task Newest_and_oldest_first_are_each_other_backwards()
    {
        await RecordMany(5);

        var (newest, oldest) = (await Find(new() { Sort = "-at" }), await Find(new() { Sort = "at" }));

        Assert.Equal(newest.Results.Select(e => e.Id), oldest.Results.Select(e => e.Id).Reverse());
    }

    [Fact]
    public async Task Goes_on_from_an_event_in_either_direction()
    {
        await RecordMany(9);
        var all = (await Find(new())).Results.Select(e => e.Id).ToList();

        var back = await Walk(next => new() { Limit = 4, Before = next });
        var forth = await Walk(next =>
            new()
            {
                Limit = 4,
                After = next,
                Sort = "at",
            }
        );

        Assert.Equal(all, back);
        Assert.Equal(all.AsEnumerable().Reverse(), forth);
    }

    [Fact]
    public async Task Before_and_after_are_a_range_that_is_counted()
    {
        await RecordMany(9);
        var all = (await Find(new())).Results.Select(e => e.Id).ToList();

        var between = await Find(new() { Before = all[2], After = all[7] });
        var newer = await Find(new() { After = all[7], Limit = 2 });
        var none = await Find(new() { Before = all[7], After = all[2] });

        Assert.Equal(all[3..7], between.Results.Select(e => e.Id));
        // The newest first here too: a filter moves no end of the list.
        Assert.Equal(all[..2], newer.Results.Select(e => e.Id));
        Assert.Empty(none.Results);
        Assert.Equal((4, 7, 0), (between.TotalCount, newer.TotalCount, none.TotalCount));
    }

    [Fact]
    public async Task Filters_hold_for_parts_and_totals()
    {
        await RecordMany(6, "Watered the plants");
        await RecordMany(3, "Fed the cat");
        EventRequest[] requests =
        [
            new() { Search = "plants" },
            new() { Search = "watered", Type = "something-done" },
            new() { Search = "plants", Actor = Omar.Id.ToString() },
            new() { Search = "plants", Actor = "organization" },
        ];
        foreach (var request in requests)
        {
            var (first, second, behind) = (
                await Find(request with { Limit = 4 }),
                await Find(request with { Limit = 4, Skip = 4 }),
                await Find(request with { Skip = 6 })
            );
            Assert.Equal((4, 2, 0), (first.Results.Count, second.Results.Count, behind.Results.Count));
            Assert.Equal((6, 6, 6), (first.TotalCount, second.TotalCount, behind.TotalCount));
        }
    }

    [Fact]
    public async Task Counts_to_a_bound_and_reads_on_behind_it()
    {
        await Record(Omar, [.. Enumerable.Range(0, FoundEvents.CountedAtMost + 5).Select(n => $"Number {n}")]);

        foreach (var skip in new[] { 0, 1_000, 10_000 })
        {
            var part = await Find(new() { Skip = skip });
            Assert.Equal((FoundEvents.CountedAtMost, false), (part.TotalCount, part.IsTotalExact));
            Assert.Equal(Math.Clamp(FoundEvents.CountedAtMost + 6 - skip, 0, 25), part.Results.Count);
        }
    }

    [Fact]
    public async Task A_search_ends_with_its_stretch_and_goes_on_from_there_oldest_first_too()
    {
        await RecordMany(7, "Sand");
        await Record(Omar, "Treasure");

        var first = await FindInSmallStretches(new() { Search = "treasure", Sort = "at" });
        var second = await FindInSmallStretches(
            new()
            {
                Search = "treasure",
                Sort = "at",
                After = first.Next,
            }
        );
        var third = await FindInSmallStretches(
            new()
            {
                Search = "treasure",
                Sort = "at",
                After = second.Next,
            }
        );

        Assert.Empty(first.Results);
        Assert.False(first.IsTotalExact);
        Assert.Equal((await Find(new() { Sort = "at" })).Results[3].At, first.LookedTo);
        Assert.Empty(second.Results);
        Assert.Equal(("Treasure", true), (Assert.Single(third.Results).Summary, third.IsTotalExact));
        Assert.Equal((null, null), (third.Next, third.LookedTo));
    }

    [Fact]
    public async Task What_only_a_page_shows_is_read_for_a_page_alone()
    {
        var (program, page) = (await Find(new()), (await List(new())).Found);

        Assert.Equal((0, 0, null), (program.Types.Count, program.Actors.Count, program.ProviderName));
        Assert.Equal((1, 1, "Northwind IT"), (page.Types.Count, page.Actors.Count, page.ProviderName));
        Assert.Equal(
            ["isTotalExact", "lookedTo", "next", "results", "totalCount"],
            JsonSerializer
                .SerializeToElement(page, JsonSerializerOptions.Web)
                .EnumerateObject()
                .Select(p => p.Name)
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_page_counts_at_the_newest_alone()
    {
        await RecordMany(8);
        var first = await List(new() { Limit = 3 });
        var second = await List(new() { Limit = 3, Before = first.Older });

        Assert.Equal((9, true), CountOf(first));
        Assert.Equal((null, 0), (CountOf(second), second.Found.TotalCount));
    }

    [Fact]
    public async Task Whoever_sees_chosen_organizations_counts_their_events_alone()
    {
        await Portal.AddOrganizationsAsync("Bolt", "Corp");
        var carl = Portal.AddTechnician(Portal.Northwind, "Carl", "Chosen", Role.Administrator, Acme);

        foreach (var sort in new[] { "at", "-at" })
        {
            var found = (await carl.Does<ListProviderEvents>().RunAsync(new() { Sort = sort })).Require();
            var behind = (await carl.Does<ListProviderEvents>().RunAsync(new() { Sort = sort, Skip = 1 })).Require();

            Assert.Equal("Added the organization Acme", Assert.Single(found.Results).Summary);
            Assert.Equal((1, 1, 0), (found.TotalCount, behind.TotalCount, behind.Results.Count));
        }
    }

    [Theory]
    [InlineData("Limit", 0, 0, null)]
    [InlineData("Limit", 101, 0, null)]
    [InlineData("Skip", 25, 10_001, null)]
    [InlineData("Skip", 25, 1_000_001, null)]
    [InlineData("Skip", 25, -1, null)]
    [InlineData("Sort", 25, 0, "type")]
    [InlineData("Sort", 25, 0, "at,-at")]
    public async Task Refuses_what_cannot_be(string field, int limit, int skip, string? sort)
    {
        var request = new EventRequest
        {
            Limit = limit,
            Skip = skip,
            Sort = sort,
        };

        var (own, ofProvider) = (
            await Portal.Anna.Does<ListOrganizationEvents>().RunAsync(Acme, request),
            await Portal.Anna.Does<ListProviderEvents>().RunAsync(request)
        );

        Assert.Equal((field, field), (Assert.Single(own.Problems).Field, Assert.Single(ofProvider.Problems).Field));
    }

    private async Task<List<ObjectId>> Walk(Func<ObjectId?, EventRequest> ask)
    {
        var seen = new List<ObjectId>();
        for (ObjectId? next = null; ; )
        {
            var part = await Find(ask(next));
            seen.AddRange(part.Results.Select(e => e.Id));
            next = part.Next;
            if (next is null)
            {
                return seen;
            }
        }
    }
}
