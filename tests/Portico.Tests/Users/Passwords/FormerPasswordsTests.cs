using Microsoft.Extensions.Options;
using Portico.Platform.Secrets;
using Portico.Settings;
using Portico.Users.Passwords;

namespace Portico.Tests.Users.Passwords;

public sealed class FormerPasswordsTests
{
    private const string Imported =
        "{SSHA512}Jv7rUO/ATm4MyUS3FgPV2hwrCe2w+/oR7Mde2FU9F+N8ibBPt3gRTvZkL1tOBNlhim6ZyafsNDi8oJluWvnc53NhbHRzYWx0";
    private static readonly string current = Argon2Hash.Create("the current one");

    [Theory]
    [InlineData(null, 0, null)]
    [InlineData(1, 1, "Not the last password")]
    [InlineData(10, 10, "Not one of the last 10 passwords")]
    [InlineData(24, 24, "Not one of the last 24 passwords")]
    [InlineData(1000, 24, "Not one of the last 1000 passwords")]
    public void Tries_the_newest_up_to_what_the_settings_ask(int? length, int tried, string? words)
    {
        var settings = new SecuritySettings { HistoryLength = length };
        var hashes = Enumerable.Range(0, 40).Select(i => $"hash {i}").ToArray();

        Assert.Equal(hashes[..tried], FormerPasswords.ToTry(settings, hashes));
        Assert.Equal(hashes[..Math.Min(tried, 3)], FormerPasswords.ToTry(settings, hashes[..3]));
        Assert.Equal(words, FormerPasswords.Requirement(settings));
    }

    [Fact]
    public async Task Refuses_the_current_and_former_ones_and_forgets_those_before()
    {
        using var work = new PasswordWork(Options.Create(new PasswordWorkOptions { ConcurrentHashes = 1, WaitingHashes = 0 }));
        string[] newestFirst = [current, Imported];

        Assert.True(await IncludeAsync(2, "orbit-kettle-fjord"));
        Assert.False(await IncludeAsync(1, "orbit-kettle-fjord"));
        Assert.True(await IncludeAsync(1, "the current one"));
        Assert.False(await IncludeAsync(null, "the current one"));
        Assert.False(await IncludeAsync(24, "never used"));

        Task<bool?> IncludeAsync(int? length, string password) =>
            FormerPasswords.IncludeAsync(
                work,
                new SecuritySettings { HistoryLength = length },
                newestFirst,
                password,
                TestContext.Current.CancellationToken
            );
    }
}
