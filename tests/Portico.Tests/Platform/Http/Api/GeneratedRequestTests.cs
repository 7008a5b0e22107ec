using CsCheck;
using Portico.Tests.Platform.Http.Api.Generated;

namespace Portico.Tests.Platform.Http.Api;

/// <summary>
/// Requests made from the document of the running server: for each operation one that is right, and from it all that have one thing
/// wrong. An operation that is added is asked for everything that its description says, without anyone remembering it.
/// </summary>
public sealed class GeneratedRequestTests(GeneratedPortal portal) : IClassFixture<GeneratedPortal>
{
    private const int MostShown = 40;

    /// <summary>What is made comes before what is read, and what is taken away last, from the inside to the outside.</summary>
    private static readonly string[] Order = ["PUT", "PATCH", "GET", "POST", "DELETE"];

    /// <summary>After which the key that asks is none any more: it comes last, and once.</summary>
    private const string EndsTheKey = "me.api-key.revoke";

    /// <summary>Otherwise a wrong request would be refused for what nobody made wrong.</summary>
    [Fact]
    public async Task Right_requests_succeed_and_are_answered_as_described()
    {
        await using var own = await GeneratedPortal.StartAsync();
        var right = new RightRequests();
        var faults = new List<string>();
        var inOrder = own
            .Operations.OrderBy(o => o.Id is EndsTheKey)
            .ThenBy(o => Array.IndexOf(Order, o.Method))
            .ThenByDescending(o => o.Path.Count('/'));
        foreach (var operation in inOrder)
        {
            foreach (var all in operation.Id is EndsTheKey ? [true] : new[] { true, false })
            {
                faults.AddRange(await FaultsOfAnyAsync(own, right, operation, all));
            }
        }

        AssertNone(faults);
    }

    [Fact]
    public Task Wrong_ids_lead_nowhere() => RefusedAsync(right => WrongRequests.InPathAsync(portal, right));

    [Fact]
    public Task Wrong_parameters_and_headers_are_refused() =>
        RefusedAsync(right => Task.FromResult(WrongRequests.InQuery(portal, right).Concat(WrongRequests.InHeaders(portal, right))));

    [Fact]
    public Task Wrong_bodies_are_refused() => RefusedAsync(right => Task.FromResult(WrongRequests.InBody(portal, right)));

    [Fact]
    public Task Wrong_keys_are_refused() => RefusedAsync(right => Task.FromResult(WrongRequests.WithKeys(portal, right)));

    /// <summary>Whoever repeats a wrong request with its Idempotency-Key gets the refusal again.</summary>
    [Fact]
    public async Task Refusals_are_repeated()
    {
        var right = new RightRequests();
        var faults = new List<string>();
        foreach (var operation in portal.Operations.Where(o => o.Reads("Idempotency-Key")))
        {
            var address = (await Addresses.OfAsync(portal.Anna, operation.Path))[0];
            var request = await right.MakeAsync(portal.Anna, operation, address, all: true);
            var wrong = request with { Query = ["surprise=1"], Headers = ["Idempotency-Key", operation.Id] };
            var (first, second) = (await wrong.SendAsync(portal.Anna), await wrong.SendAsync(portal.Anna));
            if ((int)first.Status is not 400 || second.Status != first.Status || !second.Headers.Contains("Idempotent-Replayed"))
            {
                faults.Add($"{wrong}: {first.Status}, then {second.Status} {second.Text}");
            }
        }

        AssertNone(faults);
    }

    /// <summary>Whatever stands in a body, the answer is one that is described; a failure of the server is not.</summary>
    [Fact]
    public async Task Random_bodies_are_answered_as_described()
    {
        await using var own = await GeneratedPortal.StartAsync();
        foreach (var operation in own.Operations.Where(o => o.Body is not null))
        {
            var address = (await Addresses.OfAsync(own.Anna, operation.Path))[0];
            await RandomBodies
                .For(operation.Body!)
                .SampleAsync(
                    async body =>
                    {
                        var answer = await new ApiRequest(operation, address, [], body).SendAsync(own.Anna);
                        var faults = Refusals.Faults(operation, answer).ToList();
                        Assert.True(faults is [], $"{operation.Method} {operation.Path}: {string.Join(", ", faults)}\n{answer.Text}");
                    },
                    iter: RandomBodies.Tries,
                    threads: 1,
                    print: body => body
                );
        }
    }

    /// <summary>Right with one of several rows: an invitation is revoked of one who is invited, a suspension of one who is active.</summary>
    private static async Task<IEnumerable<string>> FaultsOfAnyAsync(
        GeneratedPortal own,
        RightRequests right,
        DescribedOperation operation,
        bool all
    )
    {
        var refusals = new List<string>();
        foreach (var address in await Addresses.OfAsync(own.Anna, operation.Path))
        {
            var request = await right.MakeAsync(own.Anna, operation, address, all);
            var answer = await request.SendAsync(own.Anna);
            if ((int)answer.Status < 300)
            {
                return Refusals.Faults(operation, answer).Select(fault => $"{request}: {fault}\n   {answer.Text}");
            }

            refusals.Add($"{request}: {(int)answer.Status} {answer.Text}");
        }

        return [$"{operation.Method} {operation.Path} succeeds with nothing:\n   {string.Join("\n   ", refusals.Take(3))}"];
    }

    private async Task RefusedAsync<T>(Func<ApiRequest, Task<T>> wrongOnes)
        where T : IEnumerable<WrongRequest>
    {
        var faults = new List<string>();
        var sent = 0;
        var right = new RightRequests();
        var before = await StoreContents.ReadAsync(portal.Portal);
        foreach (var operation in portal.Operations)
        {
            var addresses = await Addresses.OfAsync(portal.Anna, operation.Path);
            Assert.True(addresses.Count > 0, $"{operation.Path}: there is nothing. Give it something in {nameof(GeneratedPortal)}.");
            foreach (var wrong in await wrongOnes(await right.MakeAsync(portal.Anna, operation, addresses[0], all: true)))
            {
                sent++;
                faults.AddRange(Refusals.Faults(wrong, await wrong.Request.SendAsync(wrong.Program)));
            }
        }

        var after = await StoreContents.ReadAsync(portal.Portal);
        faults.AddRange(after.Except(before).Select(row => $"there is now {row}"));
        faults.AddRange(before.Except(after).Select(row => $"there is no longer {row}"));
        Assert.True(sent > portal.Operations.Count, "Hardly anything was asked.");
        AssertNone(faults);
    }

    private static void AssertNone(List<string> faults)
    {
        if (faults.Count > 0)
        {
            Assert.Fail($"{faults.Count} faults:\n{string.Join('\n', faults.Take(MostShown))}");
        }
    }
}
