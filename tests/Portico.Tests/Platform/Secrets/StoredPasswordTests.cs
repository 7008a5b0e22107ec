using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portico.Platform.Secrets;
using Portico.Platform.Secrets.ForeignHashes;

namespace Portico.Tests.Platform.Secrets;

public sealed class StoredPasswordTests
{
    private const string Password = "orbit-kettle-fjord";
    private const string Imported =
        "{SSHA512}Jv7rUO/ATm4MyUS3FgPV2hwrCe2w+/oR7Mde2FU9F+N8ibBPt3gRTvZkL1tOBNlhim6ZyafsNDi8oJluWvnc53NhbHRzYWx0";
    private static readonly string ours = Argon2Hash.Create(Password);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void An_imported_hash_that_matches_asks_to_be_made_anew_and_ours_does_not()
    {
        Assert.Equal(PasswordVerificationResult.SuccessRehashNeeded, StoredPassword.Verify(Imported, Password));
        Assert.Equal(PasswordVerificationResult.Success, StoredPassword.Verify(ours, Password));
        Assert.Equal(PasswordVerificationResult.Failed, StoredPassword.Verify(Imported, Password + "."));
        Assert.Equal(PasswordVerificationResult.Failed, StoredPassword.Verify(ours, Password + "."));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(Password)]
    [InlineData("$argon2i$v=19$m=16,t=2,p=1$c2FsdHNhbHQ$aGFzaA")]
    [InlineData("$argon2id$v=19$m=999999999,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaA")]
    [InlineData("!" + Imported)]
    public void Nothing_matches_what_is_no_hash(string? stored)
    {
        Assert.Equal(PasswordVerificationResult.Failed, StoredPassword.Verify(stored, Password));
        Assert.Equal(PasswordVerificationResult.Failed, StoredPassword.Verify(stored, ""));
    }

    [Fact]
    public void Has_room_for_our_own_hashes_and_every_imported_one()
    {
        Assert.True(Argon2Hash.DummyHash.Length <= StoredPassword.MaxLength);
        Assert.Equal(ForeignHash.MaxLength, StoredPassword.MaxLength);
    }

    [Fact]
    public async Task The_first_sign_in_with_an_imported_hash_leads_to_one_of_ours()
    {
        using var work = Work(concurrent: 1, waiting: 0);

        Assert.Equal(PasswordVerdict.RightRehashNeeded, await work.VerifyAsync(Imported, Password, Ct));
        var stored = await work.HashAsync(Password, Ct);

        Assert.Equal(PasswordVerdict.Right, await work.VerifyAsync(stored, Password, Ct));
        Assert.Equal(PasswordVerdict.Wrong, await work.VerifyAsync(Imported, "another password", Ct));
    }

    [Fact]
    public async Task Finds_a_former_password_among_several_whoever_hashed_it()
    {
        using var work = Work(concurrent: 1, waiting: 0);
        string[] hashes = [Argon2Hash.Create("the one before"), Imported];

        Assert.True(await work.MatchesAnyAsync(hashes, "the one before", Ct));
        Assert.True(await work.MatchesAnyAsync(hashes, Password, Ct));
        Assert.False(await work.MatchesAnyAsync(hashes, "never used", Ct));
        Assert.False(await work.MatchesAnyAsync(["no hash", ""], "no hash", Ct));
    }

    [Fact]
    public async Task Stops_at_the_first_that_matches()
    {
        using var work = Work(concurrent: 1, waiting: 0);
        var read = 0;

        Assert.True(await work.MatchesAnyAsync(new Counted(["wrong", Imported, ours, ours], () => read++), Password, Ct));

        Assert.Equal(2, read);
    }

    [Fact]
    public async Task Says_that_it_is_busy_instead_of_looking_through_former_passwords()
    {
        using var work = Work(concurrent: 1, waiting: 0);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => work.MatchesAnyAsync([ours], "never used", Ct)));

        Assert.Contains(false, answers);
        Assert.Contains(null, answers);
        Assert.False(await work.MatchesAnyAsync([], Password, Ct), "with none to try there is nothing to wait for");
    }

    private static PasswordWork Work(int concurrent, int waiting) =>
        new(Options.Create(new PasswordWorkOptions { ConcurrentHashes = concurrent, WaitingHashes = waiting }));

    private sealed class Counted(IReadOnlyList<string> hashes, Action read) : IReadOnlyList<string>
    {
        public int Count => hashes.Count;

        public string this[int index] => hashes[index];

        public IEnumerator<string> GetEnumerator()
        {
            foreach (var hash in hashes)
            {
                read();
                yield return hash;
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
