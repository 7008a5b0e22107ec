using System.Net;
using Portico.Platform.Access;
using Portico.Tests.Support;

namespace Portico.Tests.Administrators.Profile;

/// <summary>/v1/me.</summary>
public sealed class MeApiTests : ApiTest
{
    [Fact]
    public async Task A_key_of_the_provider_is_told_what_it_may_where()
    {
        var me = await Api.GetAsync("/v1/me");

        Assert.Equal((HttpStatusCode.OK, null), (me.Status, me.ETag));
        Assert.Equal(
            "{name:text administrator:null apiKey:{id:id name:text} provider:{id:id name:text role:text allOrganizations:bool} organizations:[]}",
            me.Shape
        );
        Assert.Equal(
            (KeyName, KeyName, "Northwind IT", "administrator"),
            (
                (string?)me.Json["name"],
                (string?)me.Json["apiKey"]!["name"],
                (string?)me.Json["provider"]!["name"],
                (string?)me.Json["provider"]!["role"]
            )
        );
        // It is no person, and has no name to change.
        Assert.Equal(HttpStatusCode.NotFound, (await Api.PatchAsync("/v1/me", """{ "firstName": "Robot" }""")).Status);
    }

    [Fact]
    public async Task An_administrators_key_stands_for_the_person()
    {
        var omar = Portal.AddOrganizationAdministrator(Acme, "Omar", "Owner", Role.Manager);
        using var omars = Server.Program(Portal.AddKeyOf(omar));

        var me = await omars.GetAsync("/v1/me");

        Assert.Equal(
            "{name:text administrator:{id:id firstName:text lastName:text email:text version:number} apiKey:{id:id name:text} provider:null "
                + "organizations:[{id:id role:text}]}",
            me.Shape
        );
        Assert.Equal(("Omar Owner", "\"0\""), ((string?)me.Json["name"], me.ETag));
        Assert.Equal(
            (Acme.ToString(), "manager"),
            ((string?)me.Json["organizations"]![0]!["id"], (string?)me.Json["organizations"]![0]!["role"])
        );
    }

    [Fact]
    public async Task The_person_is_renamed_wherever_he_is_an_administrator()
    {
        using var annas = Server.Program(Portal.AddKeyOf(Portal.Anna));
        var read = await annas.GetAsync("/v1/me");

        var renamed = await annas.PatchAsync("/v1/me", """{ "lastName": "Adler" }""", "If-Match", read.ETag!);

        Assert.Equal((HttpStatusCode.OK, "Anna Adler", "\"1\""), (renamed.Status, (string?)renamed.Json["name"], renamed.ETag));
        Assert.Equal("Anna Adler", (string?)(await Api.GetAsync($"/v1/administrators/{Portal.Anna.MembershipId}")).Json["name"]);
        Assert.Equal(["name-changed"], Portal.EventsOf(Portal.Anna));
        Assert.Equal(
            ("own-name-changed", "Changed the own name from Anna Admin to Anna Adler", "Anna Adler", "Key of Anna Admin"),
            Told(await NewestEventAsync())
        );
        Assert.Equal(
            ["invalid-field firstName", "unknown-member email"],
            (await annas.PatchAsync("/v1/me", """{ "firstName": " ", "email": "eve@example.com" }""")).Errors.Order(StringComparer.Ordinal)
        );
    }
}
