using Portico.Platform.Secrets;

namespace Portico.Platform.Operations;

/// <summary>What is to be done with passwords between the two halves of a <see cref="PasswordOperation{TRequest, TResult}"/>.</summary>
public sealed class PasswordTask
{
    private string? given;
    private IReadOnlyList<string?> storedHashes = [];
    private string? chosen;
    private IReadOnlyList<string> formerHashes = [];

    private PasswordTask() { }

    /// <summary>Verifies a given password; without a hash (no such account) the same work is done, and the answer is "wrong".</summary>
    public static PasswordTask Verify(string? storedHash, string given) => VerifyEach([storedHash], given);

    /// <summary>Verifies a given password against each of several hashes; the work is that of as many as there are, null ones too.</summary>
    public static PasswordTask VerifyEach(IReadOnlyList<string?> storedHashes, string given) =>
        new() { storedHashes = storedHashes, given = given };

    /// <summary>Hashes a new password.</summary>
    public static PasswordTask Hash(string chosen) => new() { chosen = chosen };

    /// <summary>Hashes a new password too, whether or not the given one is right, so that both take the same time.</summary>
    public PasswordTask AndHash(string newPassword)
    {
        chosen = newPassword;
        return this;
    }

    /// <summary>
    /// Finds out, too, whether the new password is that of one of these hashes; not when a given one was wrong, for each costs as much
    /// as a sign-in.
    /// </summary>
    public PasswordTask Unlike(IReadOnlyList<string> hashes)
    {
        formerHashes = hashes;
        return this;
    }

    /// <summary>Null when too many others are at it.</summary>
    internal async Task<PasswordAnswer?> DoAsync(PasswordWork passwords, CancellationToken ct)
    {
        var matched = new List<string>();
        var isCheap = false;
        foreach (var stored in given is null ? [] : storedHashes)
        {
            var verdict = await passwords.VerifyAsync(stored, given!, ct);
            if (verdict is PasswordVerdict.Busy)
            {
                return null;
            }

            isCheap |= verdict is PasswordVerdict.RightRehashNeeded;
            if (verdict is PasswordVerdict.Right or PasswordVerdict.RightRehashNeeded)
            {
                matched.Add(stored!);
            }
        }

        var isFormer = false;
        if (chosen is not null && (given is null || matched.Count > 0))
        {
            if (await passwords.MatchesAnyAsync(formerHashes, chosen, ct) is not { } answer)
            {
                return null;
            }

            isFormer = answer;
        }

        // A hash from before the cost was raised, or of another system, is made anew while the password is at hand; not for several
        // accounts at once, which would then be seen to have one password.
        var toHash = chosen ?? (isCheap && matched.Count is 1 ? given : null);
        var hash = toHash is null ? null : await passwords.HashAsync(toHash, ct);
        return hash is null && chosen is not null ? null : new PasswordAnswer(matched, hash, isFormer);
    }
}

/// <summary>What became of a <see cref="PasswordTask"/>.</summary>
public sealed class PasswordAnswer(IReadOnlyList<string> matchedHashes, string? newHash, bool isFormer)
{
    /// <summary>The hash to store: of the new password, or of the given one at today's cost; null when there is none to store.</summary>
    public string? NewHash { get; } = newHash;

    /// <summary>Whether the new password is one of those that it was to differ from.</summary>
    public bool IsFormer { get; } = isFormer;

    /// <summary>Whether the given password belongs to this hash, which must still be the stored one.</summary>
    public bool Proves(string? storedHash) => storedHash is not null && matchedHashes.Contains(storedHash, StringComparer.Ordinal);
}
