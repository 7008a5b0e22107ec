using Portico.Audit;
using Portico.Organizations;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;

namespace Portico.Tests.Audit;

public sealed class ListOrganizationEventsTests : ActivityTest
{
    [Fact]
    public async Task Shows_the_newest_first_with_who_what_and_from_where()
    {
        await Rename("Acme Ltd");

        var page = await List(new());

        Assert.Equal(["Changed the general settings", "Added the organization Acme"], page.Events.Select(e => e.Summary));
        var newest = page.Events[0];
        Assert.Equal(("Anna Admin", ActorSide.Provider, "192.0.2.10"), (newest.ActorName, newest.ActorSide, newest.Address));
        Assert.Equal(Portal.Clock.GetUtcNow(), newest.At);
        Assert.Equal(("Organization name", "Acme", "Acme Ltd"), Assert.Single(newest.Changes) is var c ? (c.Field, c.Old, c.New) : default);
        Assert.Equal("Northwind IT", page.Found.ProviderName);
        Assert.Equal((2, true), CountOf(page));
    }

    [Fact]
    public async Task Names_the_organizations_own_people_as_its_own()
    {
        await Record(Omar, "Did something");

        Assert.Equal(ActorSide.Organization, (await List(new())).Events[0].ActorSide);
    }

    [Theory]
    [InlineData("printer", "Bought a Printer")]
    [InlineData("PRINTER bought", "Bought a Printer")]
    [InlineData("omar 100%", "Gave 100% of_it")]
    [InlineData("f_i", "Gave 100% of_it")]
    [InlineData("straße", "Moved to Straße 5")]
    [InlineData("anna acme", "Added the organization Acme")]
    public async Task Finds_words_of_what_happened_and_of_who_did_it(string search, string found)
    {
        await Record(Omar, "Bought a Printer", "Gave 100% of_it", "Moved to Straße 5", "Found fri");

        Assert.Equal(found, Assert.Single((await List(new() { Search = search })).Events).Summary);
    }

    [Fact]
    public async Task Finds_nothing_where_one_word_is_missing() => Assert.Empty((await List(new() { Search = "added printer" })).Events);

    [Fact]
    public async Task Filters_by_type_and_offers_the_types_there_are()
    {
        await Rename("Acme Ltd");

        var page = await List(new() { Type = "general-settings-changed" });

        Assert.Equal(["general-settings-changed"], page.Events.Select(e => e.Type));
        Assert.Equal(["general-settings-changed", "organization-added"], page.Found.Types);
        Assert.Equal("General settings changed", EventTypes.TitleOf(page.Found.Types[0]));
    }

    [Fact]
    public async Task Filters_by_who_it_was_and_on_whose_behalf()
    {
        var tess = Portal.AddTechnician(Portal.Northwind, "Tess", "Technician", Role.Manager);
        await Record(Omar, "By Omar");
        await Record(tess, "By Tess");

        Assert.Equal(["By Tess"], Summaries(await List(new() { Actor = tess.Id.ToString() })));
        Assert.Equal(["By Omar"], Summaries(await List(new() { Actor = "organization" })));
        Assert.Equal(["By Tess", "Added the organization Acme"], Summaries(await List(new() { Actor = "provider" })));
        Assert.Empty(Summaries(await List(new() { Actor = "portico" })));
        Assert.Empty(Summaries(await List(new() { Actor = "1" })));
        Assert.Empty(Summaries(await List(new() { Actor = "nobody" })));
        Assert.Equal(["Anna Admin", "Omar Owner", "Tess Technician"], (await List(new())).Found.Actors.Select(a => a.Name));
    }

    [Fact]
    public async Task Filters_by_whole_days()
    {
        await RecordAt(new(2026, 3, 4, 23, 59, 59, TimeSpan.Zero), "On the fourth");
        await RecordAt(new(2026, 3, 5, 0, 0, 0, TimeSpan.Zero), "On the fifth");
        await RecordAt(new(2026, 3, 6, 0, 0, 0, TimeSpan.Zero), "On the sixth");

        var (fourth, fifth) = (new DateOnly(2026, 3, 4), new DateOnly(2026, 3, 5));
        Assert.Equal(["On the fifth"], Summaries(await List(new() { From = fifth, To = fifth })));
        Assert.Equal(["On the fifth", "On the fourth"], Summaries(await List(new() { From = fourth, To = fifth })));
        Assert.Equal(["On the fifth", "On the fourth"], Summaries(await List(new() { From = fifth, To = fourth })));
        Assert.Equal(["On the sixth"], Summaries(await List(new() { From = new(2026, 3, 6) })));
        Assert.Equal(4, (await List(new() { To = DateOnly.MaxValue })).Events.Count);
    }

    [Fact]
    public async Task Nobody_sees_another_organizations_events()
    {
        var bolt = (await Portal.Anna.Does<AddManagedOrganization>().RunAsync(new() { Name = "Bolt" })).Require().Id;
        var nina = Portal.AddOrganizationAdministrator(bolt, "Nina", "Neighbour");
        await Record(Omar, "Secret of Acme");

        Assert.Equal(
            ["Added the organization Bolt"],
            (await nina.Does<ListOrganizationEvents>().RunAsync(bolt, new())).Require().Results.Select(e => e.Summary)
        );
        Assert.Equal(new NothingHere(), (await nina.Does<ListOrganizationEvents>().RunAsync(Acme, new())).Problem);
    }
}
