using System.Net;
using Microsoft.AspNetCore.Builder;
using Portico.Organizations;
using Portico.Platform.Access;
using Portico.Platform.Http.Api.Idempotency;
using Portico.Platform.Operations;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Http.Api;

/// <summary>A POST with an Idempotency-Key is done once.</summary>
public sealed class IdempotencyTests : IAsyncLifetime
{
    private const string Header = "Idempotency-Key";

    private readonly TestPortal portal = new();
    private TestServer server = null!;
    private ApiClient program = null!;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(portal);
        program = server.Program(await portal.AddProviderKeyAsync(Role.Administrator));
    }

    public async ValueTask DisposeAsync()
    {
        program.Dispose();
        await server.DisposeAsync();
        portal.Dispose();
    }

    [Fact]
    public async Task Whoever_repeats_it_gets_the_same_answer()
    {
        var first = await AddAsync("Acme", "a");
        var second = await AddAsync("Acme", "a");

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal((first.Status, first.Text, first.ETag), (second.Status, second.Text, second.ETag));
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(["true"], second.Headers.GetValues("Idempotent-Replayed"));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task A_refusal_is_repeated_too()
    {
        await AddAsync("Acme", "a");

        Assert.Equal(HttpStatusCode.Conflict, (await AddAsync("Acme", "b")).Status);
        Assert.Equal("organization-name-taken", (await AddAsync("Acme", "b")).Code);
        Assert.Equal(HttpStatusCode.BadRequest, (await AddAsync("", "c")).Status);
        Assert.Equal("invalid-field", (await AddAsync("", "c")).Code);
    }

    /// <summary>Also what was wrong with the body itself: it is no request that nobody knows the end of.</summary>
    [Theory]
    [InlineData("{", "malformed-body")]
    [InlineData("""{ "name": "Acme", "nmae": "Acme" }""", "unknown-member")]
    [InlineData("""{ "name": "" }""", "invalid-field")]
    public async Task What_was_wrong_is_told_again(string body, string code)
    {
        var first = await program.PostAsync("/v1/organizations", body, Header, "a");
        var second = await program.PostAsync("/v1/organizations", body, Header, "a");

        Assert.Equal((HttpStatusCode.BadRequest, code), (first.Status, first.Code));
        Assert.Equal((first.Status, first.Text), (second.Status, second.Text));
        Assert.Equal(["true"], second.Headers.GetValues("Idempotent-Replayed"));
    }

    [Fact]
    public async Task With_another_body_or_address_it_is_refused()
    {
        await AddAsync("Acme", "a");

        var other = await AddAsync("Bolt", "a");
        var elsewhere = await program.PostAsync("/v1/api-keys", """{"name":"Acme"}""", Header, "a");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency-key-reused"), (other.Status, other.Code));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, elsewhere.Status);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Each_API_key_has_its_own()
    {
        using var other = server.Program(await portal.AddProviderKeyAsync(Role.Administrator));
        await AddAsync("Acme", "a");

        Assert.Equal(HttpStatusCode.Created, (await other.PostAsync("/v1/organizations", new { name = "Bolt" }, Header, "a")).Status);
    }

    [Fact]
    public async Task After_a_day_it_is_forgotten()
    {
        await AddAsync("Acme", "a");
        portal.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await AddAsync("Bolt", "a")).Status);

        portal.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.Created, (await AddAsync("Bolt", "a")).Status);
        portal.Clock.Advance(TimeSpan.FromHours(24));
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await portal.Anonymously<RemoveSpentIdempotentRequests>().RunAsync(Nothing.Instance);
        await using var db = portal.Credentials();
        Assert.Empty(db.Set<IdempotentRequest>());
    }

    /// <summary>All at once: one does it, the others get its answer or are told to wait for it.</summary>
    [Fact]
    public async Task At_the_same_time_it_is_done_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => AddAsync("Acme", "a")));

        Assert.Contains(answers, a => a.Status is HttpStatusCode.Created);
        Assert.All(answers, a => Assert.True(a.Status is HttpStatusCode.Created || a.Code is "idempotent-request-unfinished", a.Text));
        Assert.Single(answers.Where(a => a.Status is HttpStatusCode.Created).Select(a => a.Text).Distinct(StringComparer.Ordinal));
        Assert.Equal(1, await CountAsync());
    }

    /// <summary>The one who asked hung up while it was done.</summary>
    [Fact]
    public async Task Whoever_hung_up_finds_the_answer()
    {
        var (isReached, mayGoOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var times = 0;
        await using var slow = await TestServer.StartAsync(
            portal,
            map: app =>
                app.MapPost(
                        "/v1/slow",
                        async (CancellationToken ct) =>
                        {
                            Interlocked.Increment(ref times);
                            isReached.TrySetResult();
                            await mayGoOn.Task;
                            ct.ThrowIfCancellationRequested();
                            return "done";
                        }
                    )
                    .WithMetadata(new Portico.Platform.Http.Api.IdempotentMetadata())
        );
        var key = portal.AddKeyOf(portal.Anna);
        using (var impatient = new HttpClient { BaseAddress = slow.Address })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/slow");
            request.Headers.Add("x-api-key", key);
            request.Headers.Add(Header, "a");
            using var giveUp = new CancellationTokenSource();
            var asking = impatient.SendAsync(request, giveUp.Token);
            await isReached.Task.WaitAsync(TimeSpan.FromSeconds(60));
            await giveUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        }

        mayGoOn.SetResult();

        using var patient = slow.Program(key);
        var answer = await patient.PostAsync("/v1/slow", null, Header, "a");
        for (var tries = 0; tries < 100 && answer.Status is HttpStatusCode.Conflict; tries++)
        {
            await Task.Delay(100);
            answer = await patient.PostAsync("/v1/slow", null, Header, "a");
        }

        Assert.Equal(("done", 1), (answer.Text, times));
    }

    /// <summary>The answer that makes a key holds it; the store must not.</summary>
    [Fact]
    public async Task A_new_key_is_kept_encrypted()
    {
        var made = await program.PostAsync("/v1/api-keys", """{"name":"Sync","allOrganizations":true}""", Header, "a");
        var again = await program.PostAsync("/v1/api-keys", """{"name":"Sync","allOrganizations":true}""", Header, "a");

        var key = (string)made.Json["key"]!;
        Assert.Equal(key, (string?)again.Json["key"]);
        await using var db = portal.Credentials();
        Assert.DoesNotContain(key, db.Set<IdempotentRequest>().Single().SealedAnswer!, StringComparison.Ordinal);
    }

    /// <summary>The server stopped between doing and answering.</summary>
    [Fact]
    public async Task What_has_no_answer_is_not_done_again()
    {
        await AddAsync("Acme", "a");
        await using (var db = portal.Credentials())
        {
            db.Set<IdempotentRequest>().Single().SealedAnswer = null;
            await db.SaveChangesAsync();
        }

        var answer = await AddAsync("Acme", "a");

        Assert.Equal((HttpStatusCode.Conflict, "idempotent-request-unfinished"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task What_failed_may_be_tried_again()
    {
        var isBroken = true;
        await using var broken = await TestServer.StartAsync(
            portal,
            map: app =>
                app.MapPost("/v1/broken", string () => isBroken ? throw new InvalidOperationException("broken") : "mended")
                    .WithMetadata(new Portico.Platform.Http.Api.IdempotentMetadata())
        );
        using var caller = broken.Program(portal.AddKeyOf(portal.Anna));

        Assert.Equal(HttpStatusCode.InternalServerError, (await caller.PostAsync("/v1/broken", null, Header, "a")).Status);
        isBroken = false;
        Assert.Equal("mended", (await caller.PostAsync("/v1/broken", null, Header, "a")).Text);
        isBroken = true;
        Assert.Equal("mended", (await caller.PostAsync("/v1/broken", null, Header, "a")).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData(256)]
    public async Task Its_form_is_bounded(object name)
    {
        var answer = await AddAsync("Acme", name is int length ? new string('a', length) : (string)name);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-idempotency-key"), (answer.Status, answer.Code));
    }

    private Task<ApiReply> AddAsync(string name, string idempotencyKey) =>
        program.PostAsync("/v1/organizations", $$"""{"name":"{{name}}"}""", Header, idempotencyKey);

    private async Task<int> CountAsync() => (await portal.Anna.Does<ListManagedOrganizations>().RunAsync(new())).Require().TotalCount;
}
