using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform.Operations;
using Portico.Platform.Storage;

namespace Portico.Platform.Secrets.Passkeys;

/// <summary>
/// The challenges that browsers are given, each good once and for five minutes. Asking keeps nothing in the store: the browser has the
/// challenge, sealed; only a used one is written down, until it would be too old anyway.
/// </summary>
public sealed class PasskeyChallenges(SealedText sealing, TimeProvider clock)
{
    private const int MaxSealedLength = 4_000;

    /// <param name="state">What the answer is checked against.</param>
    /// <param name="purpose">What the answer is for; names the session or account that it is bound to, where there is one.</param>
    internal string Seal(string state, string purpose)
    {
        var end = (clock.GetUtcNow() + RelyingParty.Lifetime).ToUnixTimeSeconds();
        return sealing.Seal(string.Create(CultureInfo.InvariantCulture, $"{end}.{state}"), PurposeOf(purpose));
    }

    /// <summary>Opens a challenge and uses it up; null when it is too old, was used, or is not for that purpose.</summary>
    internal async Task<OpenChallenge?> TakeAsync(AccountWork work, string? sealedChallenge, string purpose, CancellationToken ct)
    {
        if (
            sealedChallenge is not { Length: > 0 and <= MaxSealedLength }
            || sealing.Open(sealedChallenge, PurposeOf(purpose)) is not { } text
            || text.IndexOf('.', StringComparison.Ordinal) is not (> 0 and var dot)
            || !long.TryParse(text.AsSpan(0, dot), CultureInfo.InvariantCulture, out var seconds)
        )
        {
            return null;
        }

        var end = DateTimeOffset.FromUnixTimeSeconds(seconds);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        await work.TakeTurnAsync($"passkey-challenge:{hash}", ct);
        if (end <= work.Now || await work.Db.Set<SpentPasskeyChallenge>().AnyAsync(c => c.Hash == hash, ct))
        {
            return null;
        }

        work.Db.Add(new SpentPasskeyChallenge { Hash = hash, ExpiresAt = end });
        return new OpenChallenge(text[(dot + 1)..]);
    }

    private static string PurposeOf(string purpose) => $"passkey-challenge:{purpose}";
}

/// <summary>A challenge that counts for the answer at hand and for no other.</summary>
/// <param name="State">What the answer is checked against.</param>
public sealed record OpenChallenge(string State);

/// <summary>A challenge that was used, kept until it ends, so that nobody uses it again.</summary>
[Credential]
public sealed class SpentPasskeyChallenge
{
    /// <summary>SHA-256 of it.</summary>
    public required string Hash { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<SpentPasskeyChallenge>
    {
        public void Configure(EntityTypeBuilder<SpentPasskeyChallenge> table)
        {
            table.HasKey(c => c.Hash);
            table.Property(c => c.Hash).HasMaxLength(64);
            table.HasIndex(c => c.ExpiresAt);
        }
    }
}
