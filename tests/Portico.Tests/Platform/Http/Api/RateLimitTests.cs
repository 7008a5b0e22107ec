using System.Net;
using Microsoft.Extensions.Configuration;
using Portico.Platform.Access;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Http.Api;

/// <summary>Each key asks so often a minute and no more, and is told how often it still may.</summary>
public sealed class RateLimitTests : IDisposable
{
    private readonly TestPortal portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task Beyond_it_a_key_has_to_wait_and_others_do_not()
    {
        await using var server = await TestServer.StartAsync(
            portal,
            builder => builder.Configuration.AddInMemoryCollection([new("Portico:Api:RequestsPerMinute", "3")])
        );
        using var program = server.Program(portal.AddKeyOf(portal.Anna));
        using var other = server.Program(await portal.AddProviderKeyAsync(Role.ReadOnly));

        var answers = new List<ApiReply>();
        for (var asked = 0; asked < 4; asked++)
        {
            answers.Add(await program.GetAsync("/v1/me"));
        }

        Assert.Equal(["2", "1", "0", "0"], answers.Select(a => a.Headers.GetValues("RateLimit-Remaining").Single()));
        Assert.All(answers, a => Assert.Equal("\"key\";q=3;w=60", a.Headers.GetValues("RateLimit-Policy").Single()));
        Assert.Equal("\"key\";r=2;t=20", answers[0].Headers.GetValues("RateLimit").Single());
        Assert.Equal((HttpStatusCode.TooManyRequests, "rate-limit-reached"), (answers[3].Status, answers[3].Code));
        Assert.Equal(TimeSpan.FromSeconds(20), answers[3].Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/v1/me")).Status);
        // Written in other letters it is the same route.
        Assert.Equal(HttpStatusCode.TooManyRequests, (await program.GetAsync("/V1/me")).Status);
    }
}
