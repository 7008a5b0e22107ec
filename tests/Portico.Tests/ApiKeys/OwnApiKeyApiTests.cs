using System.Net;
using Portico.Platform.Access;
using Portico.Tests.Support;

namespace Portico.Tests.ApiKeys;

/// <summary>/v1/me/api-keys, with a key of Ben's.</summary>
public sealed class OwnApiKeyApiTests : ApiTest
{
    private const string Path = "/v1/me/api-keys";

    private Person ben = null!;
    private ApiClient his = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        ben = Portal.WithPassword(Portal.AddTechnician(Portal.Northwind, "Ben", "Builder", Role.ReadOnly));
        his = Server.Program(Portal.AddKeyOf(ben));
    }

    [Fact]
    public async Task A_key_takes_the_password_and_is_shown_in_that_answer_alone()
    {
        var wrong = await AddAsync("another password altogether");
        Assert.Equal((HttpStatusCode.BadRequest, "wrong-password currentPassword"), (wrong.Status, Assert.Single(wrong.Errors)));
        Assert.Equal(["invalid-field currentPassword"], (await his.PostAsync(Path, """{ "name": "Sync" }""")).Errors);
        Assert.Equal(1, (await his.GetAsync(Path)).TotalCount);
        Later();

        var made = await AddAsync(Accounts.Password);

        Assert.Equal(
            (HttpStatusCode.Created, $"{Path}/{made.Id}", "\"0\""),
            (made.Status, made.Headers.Location?.OriginalString, made.ETag)
        );
        var key = (string)made.Json["key"]!;
        var read = await his.GetAsync($"{Path}/{made.Id}");
        Assert.Equal(
            "{id:id name:text start:text allowedNetworks:[] createdAt:time expiresAt:time isExpired:bool lastUsedAt:null lastUsedFrom:null "
                + "version:number}",
            read.Shape
        );
        Assert.Equal(("Sync", key[..13], "\"0\""), ((string?)read.Json["name"], (string?)read.Json["start"], read.ETag));
        Assert.DoesNotContain(key, read.Text + (await his.GetAsync(Path)).Text, StringComparison.Ordinal);
        Assert.Contains("The API key Sync was made", Portal.MailsTo(ben.Email).Single().TextBody, StringComparison.Ordinal);
        Assert.Equal(["confirmation-refused", "api-key-added"], Portal.EventsOf(ben));
        Assert.Equal(
            ("own-api-key-added", $"Made a key of the own account: the API key Sync ({key[..13]}…)", "Ben Builder", "Key of Ben Builder"),
            Told(await NewestEventAsync())
        );
        using var sync = Server.Program(key);
        Assert.Equal("Ben Builder", (string?)(await sync.GetAsync("/v1/me")).Json["name"]);
    }

    [Fact]
    public async Task They_are_listed_changed_and_revoked()
    {
        var made = await AddAsync(Accounts.Password);
        Later();

        var changed = await his.PatchAsync(
            $"{Path}/{made.Id}",
            """{ "name": "Nightly", "allowedNetworks": ["127.0.0.1"] }""",
            "If-Match",
            made.ETag!
        );

        Assert.Equal((HttpStatusCode.OK, "Nightly", "\"1\""), (changed.Status, (string?)changed.Json["name"], changed.ETag));
        Assert.Equal(["Nightly", "Key of Ben Builder"], (await his.GetAsync($"{Path}?sort=-name")).Results("name"));
        Assert.Equal(["Nightly"], (await his.GetAsync($"{Path}?search=night&limit=1")).Results("name"));
        using var nightly = Server.Program((string)made.Json["key"]!);
        Assert.Equal(HttpStatusCode.OK, (await nightly.GetAsync("/v1/me")).Status);

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await his.DeleteAsync($"{Path}/{made.Id}", "If-Match", made.ETag!)).Status);
        Later();
        AssertDone(await his.DeleteAsync($"{Path}/{made.Id}"));

        Assert.Equal("invalid-api-key", (await nightly.GetAsync("/v1/me")).Code);
        Assert.Equal(
            (HttpStatusCode.NotFound, "no-such-api-key"),
            ((await his.GetAsync($"{Path}/{made.Id}")).Status, (await his.GetAsync($"{Path}/{made.Id}")).Code)
        );
        Assert.Equal(["api-key-added", "api-key-updated", "api-key-revoked"], Portal.EventsOf(ben));
    }

    [Fact]
    public async Task A_key_makes_its_successor_without_the_password_and_is_revoked_by_it()
    {
        var former = (string)(await his.GetAsync("/v1/me")).Json["apiKey"]!["id"]!;

        var rotated = await his.PostAsync("/v1/me/api-key/rotate");

        Assert.Equal((HttpStatusCode.Created, $"{Path}/{rotated.Id}"), (rotated.Status, rotated.Headers.Location?.OriginalString));
        Assert.Single(Portal.MailsTo(ben.Email));
        using var successor = Server.Program((string)rotated.Json["key"]!);
        Assert.Equal(rotated.Id, (string?)(await successor.GetAsync("/v1/me")).Json["apiKey"]!["id"]);
        Assert.Equal(HttpStatusCode.OK, (await his.GetAsync("/v1/me")).Status);
        AssertDone(await successor.DeleteAsync($"{Path}/{former}"));
        Assert.Equal("invalid-api-key", (await his.GetAsync("/v1/me")).Code);
        Assert.Equal(1, (await successor.GetAsync(Path)).TotalCount);
    }

    /// <summary>A key of the provider is no person, and has no keys of its own.</summary>
    [Theory]
    [InlineData("GET", "/v1/me/api-keys")]
    [InlineData("POST", "/v1/me/api-keys")]
    public async Task A_key_of_the_provider_has_none(string method, string path)
    {
        var answer = await Api.SendAsync(method, path, method is "POST" ? """{ "name": "Sync", "currentPassword": "x" }""" : null);

        Assert.Equal((HttpStatusCode.NotFound, "not-found"), (answer.Status, answer.Code));
    }

    private Task<ApiReply> AddAsync(string password) => his.PostAsync(Path, new { name = "Sync", currentPassword = password });
}
