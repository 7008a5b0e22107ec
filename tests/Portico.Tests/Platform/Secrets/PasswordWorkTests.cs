using Microsoft.Extensions.Options;
using Portico.Platform.Secrets;

namespace Portico.Tests.Platform.Secrets;

public sealed class PasswordWorkTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verifies_what_it_hashed()
    {
        using var work = Work(concurrent: 2, waiting: 10);

        var stored = await work.HashAsync("a fine long password", Ct);

        Assert.NotNull(stored);
        Assert.Equal(PasswordVerdict.Right, await work.VerifyAsync(stored, "a fine long password", Ct));
        Assert.Equal(PasswordVerdict.Wrong, await work.VerifyAsync(stored, "another password", Ct));
    }

    [Fact]
    public async Task Says_that_a_cheaper_hash_is_to_be_made_anew()
    {
        using var work = Work(concurrent: 1, waiting: 0);
        var cheap = Argon2Hash.Create("a fine long password", new Argon2Cost(8 * 1024, 2));

        Assert.Equal(PasswordVerdict.RightRehashNeeded, await work.VerifyAsync(cheap, "a fine long password", Ct));
    }

    [Fact]
    public async Task Answers_wrong_when_there_is_no_account()
    {
        using var work = Work(concurrent: 1, waiting: 0);

        Assert.Equal(PasswordVerdict.Wrong, await work.VerifyAsync(null, "a fine long password", Ct));
    }

    [Fact]
    public async Task Answers_busy_when_the_queue_is_full()
    {
        using var work = Work(concurrent: 1, waiting: 2);

        var verdicts = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => work.VerifyAsync(null, "a fine long password", Ct)));

        Assert.Contains(PasswordVerdict.Wrong, verdicts);
        Assert.Contains(PasswordVerdict.Busy, verdicts);
        Assert.True(verdicts.Count(v => v == PasswordVerdict.Wrong) >= 3, "one at work and two waiting are served");
    }

    [Fact]
    public async Task Answers_no_hash_when_the_queue_is_full_and_works_again_afterwards()
    {
        using var work = Work(concurrent: 1, waiting: 0);

        var hashes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => work.HashAsync("a fine long password", Ct)));

        Assert.Contains(null, hashes);
        Assert.NotNull(await work.HashAsync("a fine long password", Ct));
    }

    [Fact]
    public async Task Gives_the_place_back_when_the_work_fails()
    {
        using var work = Work(concurrent: 1, waiting: 0);

        await Assert.ThrowsAsync<ArgumentException>(() => work.HashAsync(new string('x', 5000), Ct));

        Assert.NotNull(await work.HashAsync("a fine long password", Ct));
    }

    [Fact]
    public async Task Leaves_the_queue_when_the_request_ends()
    {
        using var work = Work(concurrent: 1, waiting: 5);
        using var request = new CancellationTokenSource();
        var first = work.HashAsync("a fine long password", Ct);
        var second = work.HashAsync("a fine long password", request.Token);
        await request.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.NotNull(await first);
    }

    private static PasswordWork Work(int concurrent, int waiting) =>
        new(Options.Create(new PasswordWorkOptions { ConcurrentHashes = concurrent, WaitingHashes = waiting }));
}
