using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform.Storage;

namespace Portico.SignIn.Tries;

/// <summary>How often sign-in failed lately for one key: an account, an account on a known browser, or a network address.</summary>
[Credential]
public sealed class SignInThrottle
{
    /// <summary>The kind and the SHA-256 of what is counted, so that the table lists nobody's address.</summary>
    public required string Key { get; init; }
    public int Failures { get; set; }
    public DateTimeOffset LastFailureAt { get; set; }

    /// <summary>Until when every try is refused without looking at it; never more than 15 minutes ahead.</summary>
    public DateTimeOffset? BlockedUntil { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<SignInThrottle>
    {
        public void Configure(EntityTypeBuilder<SignInThrottle> table)
        {
            table.HasKey(t => t.Key);
            table.Property(t => t.Key).HasMaxLength(80);
            table.HasIndex(t => t.LastFailureAt);
        }
    }
}
