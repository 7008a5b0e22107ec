using System.Net;
using Portico.Platform.Access;
using Portico.Tests.Support;

namespace Portico.Tests.Audit;

/// <summary>/v1/events, and /v1/organizations/{id}/events.</summary>
public sealed class EventApiTests : ApiTest
{
    private const string Shape =
        "{isTotalExact:bool next:id lookedTo:null totalCount:number results:[{id:id at:time type:text actorId:id actorName:text actorSide:text keyName:text address:text "
        + "targetId:id targetName:text summary:text changes:[{field:text old:text new:text}]}]}";

    private string InAcme => $"/v1/organizations/{Acme}/events";

    [Fact]
    public async Task An_event_tells_who_did_what_with_which_key_from_where_and_what_was_before()
    {
        using var annas = Server.Program(Portal.AddKeyOf(Portal.Anna));
        AssertDone(await annas.PostAsync($"/v1/organizations/{Acme}/suspend"));

        foreach (var path in new[] { "/v1/events?limit=1", $"{InAcme}?limit=1" })
        {
            var answer = await Api.GetAsync(path);
            Assert.Equal((HttpStatusCode.OK, Shape), (answer.Status, answer.Shape));
            var happened = answer.Json["results"]![0]!;
            Assert.Equal(("organization-suspended", "Suspended the organization Acme", "Anna Admin", "Key of Anna Admin"), Told(happened));
            Assert.Equal(
                (Portal.Anna.Id.ToString(), "provider", "127.0.0.1", Acme.ToString(), Portal.Clock.GetUtcNow()),
                (
                    (string?)happened["actorId"],
                    (string?)happened["actorSide"],
                    (string?)happened["address"],
                    (string?)happened["targetId"],
                    (DateTimeOffset)happened["at"]!
                )
            );
            Assert.Equal("""[{"field":"State","old":"active","new":"suspended"}]""", happened["changes"]!.ToJsonString());
        }
    }

    /// <summary>Whoever signed in used no key.</summary>
    [Fact]
    public async Task What_happened_without_a_key_names_none()
    {
        var answer = await Api.GetAsync("/v1/events?type=organization-added");

        Assert.Equal(("organization-added", "Added the organization Acme", "Anna Admin", null), Told(answer.Json["results"]![0]!));
    }

    [Theory]
    [InlineData("type=organization-restored", "Restored the organization Acme")]
    [InlineData("search=suspended%20omar")]
    [InlineData("search=contact")]
    [InlineData("search=settings%20omar", "Changed the general settings")]
    [InlineData("actor=organization", "Changed the general settings")]
    [InlineData(
        "actor=provider&sort=at",
        "Added the organization Acme",
        "Suspended the organization Acme",
        "Restored the organization Acme"
    )]
    [InlineData("from=2026-03-02", "Changed the general settings", "Restored the organization Acme")]
    [InlineData("to=2026-03-01", "Suspended the organization Acme", "Added the organization Acme")]
    [InlineData("from=2026-03-01&to=2026-03-01&zone=Pacific/Kiritimati", "Added the organization Acme")]
    [InlineData("skip=3", "Added the organization Acme")]
    public async Task They_are_found_by_words_type_actor_and_day(string query, params string[] summaries)
    {
        // 09:00 UTC is still the first of March in Kiritimati, 14 hours ahead; 10:01 is not.
        Portal.Clock.SetUtcNow(new(2026, 3, 1, 10, 1, 0, TimeSpan.Zero));
        AssertDone(await Api.PostAsync($"/v1/organizations/{Acme}/suspend"));
        Portal.Clock.SetUtcNow(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        using var omars = Server.Program(Portal.AddKeyOf(Portal.AddOrganizationAdministrator(Acme, "Omar", "Owner")));
        AssertDone(await Api.PostAsync($"/v1/organizations/{Acme}/restore"));
        Portal.Clock.SetUtcNow(new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));
        await omars.PatchAsync($"/v1/organizations/{Acme}/settings/general", """{ "contactName": "Carla" }""");

        var found = await Api.GetAsync($"{InAcme}?{query}");

        Assert.Equal(summaries, found.Results("summary"));
    }

    [Fact]
    public async Task An_actor_is_named_by_his_id()
    {
        await Api.PostAsync($"/v1/organizations/{Acme}/suspend");

        var annas = await Api.GetAsync($"{InAcme}?actor={Portal.Anna.Id}");

        Assert.Equal(["Added the organization Acme"], annas.Results("summary"));
    }

    /// <summary>Both ways: from the newest back, and from an event forward to whatever has happened since.</summary>
    [Fact]
    public async Task One_goes_on_from_where_the_last_answer_ended()
    {
        for (var turn = 0; turn < 3; turn++)
        {
            await Api.PostAsync($"/v1/organizations/{Acme}/suspend");
            Later();
            await Api.PostAsync($"/v1/organizations/{Acme}/restore");
            Later();
        }

        var all = (await Api.GetAsync($"{InAcme}?limit=100")).Results("id");
        Assert.Equal(7, all.Count);
        Assert.Equal(all, await WalkAsync("before", "-at"));
        Assert.Equal(all.Reverse(), await WalkAsync("after", "at"));
        Assert.Equal(all.Take(2).Reverse(), (await Api.GetAsync($"{InAcme}?sort=at&after={all[2]}")).Results("id"));
        var none = await Api.GetAsync($"{InAcme}?sort=at&after={all[0]}");
        Assert.Equal("""{"isTotalExact":true,"next":null,"lookedTo":null,"totalCount":0,"results":[]}""", none.Text);
        Assert.Equal(HttpStatusCode.NotFound, (await Api.GetAsync($"{InAcme}?after={Portal.NewId()}")).Status);
    }

    [Fact]
    public async Task A_key_for_chosen_organizations_reads_of_those_alone()
    {
        await Portal.AddOrganizationsAsync("Bolt");
        using var chosen = Server.Program(await Portal.AddProviderKeyAsync(Role.ReadOnly, Acme));

        Assert.Equal(["Added the organization Acme"], (await chosen.GetAsync("/v1/events")).Results("summary"));
    }

    private async Task<IReadOnlyList<string?>> WalkAsync(string direction, string sort)
    {
        var ids = new List<string?>();
        string? next = null;
        do
        {
            var part = await Api.GetAsync($"{InAcme}?limit=3&sort={sort}{(next is null ? "" : $"&{direction}={next}")}");
            ids.AddRange(part.Results("id"));
            next = (string?)part.Json["next"];
        } while (next is not null);

        return ids;
    }
}
