using Portico.Audit;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Operations;

namespace Portico.Tests.Audit;

public sealed class EventPagingTests : ActivityTest
{
    [Fact]
    public async Task Pages_through_everything_once_and_back()
    {
        await RecordMany(25);
        var all = (await List(new() { Limit = 100 })).Events.Select(e => e.Id).ToList();

        var first = await List(new() { Limit = 10 });
        var second = await List(new() { Limit = 10, Before = first.Older });
        var third = await List(new() { Limit = 10, Before = second.Older });
        var back = await List(new() { Limit = 10, After = third.Newer });
        var start = await List(new() { Limit = 10, After = back.Newer });

        Assert.Equal(26, all.Count);
        Assert.Equal(all, [.. Ids(first), .. Ids(second), .. Ids(third)]);
        Assert.Null(first.Newer);
        Assert.Null(third.Older);
        Assert.Equal(Ids(second), Ids(back));
        Assert.Equal(Ids(first), Ids(start));
        Assert.Null(start.Newer);
    }

    [Fact]
    public async Task What_happens_meanwhile_moves_no_page()
    {
        await RecordMany(12);
        var first = await List(new() { Limit = 5 });
        var second = await List(new() { Limit = 5, Before = first.Older });

        await RecordMany(3);

        Assert.Equal(Ids(second), Ids(await List(new() { Limit = 5, Before = first.Older })));
    }

    [Fact]
    public async Task Going_newer_ends_at_a_full_first_page()
    {
        await RecordMany(12);
        var first = await List(new() { Limit = 5 });

        var newer = await List(new() { Limit = 5, After = first.Events[2].Id });

        Assert.Equal(Ids(first), Ids(newer));
    }

    [Fact]
    public async Task Pages_through_events_of_the_same_moment()
    {
        await Record(Omar, [.. Enumerable.Range(1, 9).Select(n => $"At once {n}")]);
        var seen = new List<ObjectId>();
        var page = await List(new() { Limit = 2 });
        while (true)
        {
            seen.AddRange(Ids(page));
            if (page.Older is null)
            {
                break;
            }

            page = await List(new() { Limit = 2, Before = page.Older });
        }

        Assert.Equal(10, seen.Count);
        Assert.Equal(10, seen.Distinct().Count());
    }

    [Fact]
    public async Task Looks_for_words_in_one_stretch_after_the_other()
    {
        await RecordMany(5, "Old treasure");
        await RecordMany(6, "Sand");

        var first = await InSmallStretches(new() { Search = "treasure" });
        var second = await InSmallStretches(new() { Search = "treasure", Before = first.Older });
        var third = await InSmallStretches(new() { Search = "treasure", Before = second.Older });

        Assert.Empty(first.Events);
        Assert.Equal((0, false), CountOf(first));
        Assert.Equal((await List(new())).Events[3].At, first.LookedBackTo);
        Assert.Equal(2, second.Events.Count);
        Assert.Equal(3, third.Events.Count);
        Assert.Null(third.LookedBackTo);
        Assert.Null(third.Older);
        Assert.Null((await InSmallStretches(new())).LookedBackTo);
    }

    [Fact]
    public async Task Goes_newer_in_stretches_too()
    {
        await RecordMany(3, "Treasure");
        await RecordMany(9, "Sand");
        var oldest = (await List(new())).Events[^1].Id;

        var page = await InSmallStretches(
            new()
            {
                Search = "treasure",
                After = oldest,
                Limit = 2,
            }
        );
        var beyond = await InSmallStretches(new() { Search = "treasure", After = page.Newer });

        Assert.Equal(2, page.Events.Count);
        Assert.NotNull(page.Newer);
        Assert.Single(beyond.Events);
        Assert.NotNull(beyond.Newer);
    }

    [Fact]
    public async Task Counts_to_a_bound()
    {
        await Record(Omar, [.. Enumerable.Range(0, FoundEvents.CountedAtMost + 5).Select(n => $"Number {n}")]);

        Assert.Equal((FoundEvents.CountedAtMost, false), CountOf((await List(new()))));
        Assert.Equal((25, true), CountOf((await List(new() { Search = "number 10", Limit = 10 }))));
    }

    [Fact]
    public async Task A_page_begins_at_an_event_of_this_organization_or_nowhere()
    {
        var bolt = (await Portal.Anna.Does<AddManagedOrganization>().RunAsync(new() { Name = "Bolt" })).Require().Id;
        var foreign = (await Portal.Anna.Does<ListOrganizationEvents>().RunAsync(bolt, new())).Require().Results[0].Id;

        foreach (var id in new[] { foreign, Portal.NewId() })
        {
            Assert.Equal(
                new NothingHere(),
                (await Portal.Anna.Does<ListOrganizationEvents>().RunAsync(Acme, new() { Before = id })).Problem
            );
            Assert.Equal(
                new NothingHere(),
                (await Portal.Anna.Does<ListOrganizationEvents>().RunAsync(Acme, new() { After = id })).Problem
            );
        }
    }
}
