using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform.Storage;

namespace Portico.Platform.Operations;

/// <summary>What happened to an account: signed in, refused, password changed. The person sees it in the profile.</summary>
[Credential]
public sealed class AccountEvent
{
    public const int SummaryMaxLength = 400;

    public ObjectId Id { get; init; }

    /// <summary>Null when the address belongs to no account.</summary>
    public ObjectId? AdministratorId { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Kebab case: <c>signed-in</c>, <c>sign-in-refused</c>, <c>password-changed</c>.</summary>
    public required string Type { get; init; }
    public required string Summary { get; init; }
    public string? Address { get; init; }
    public string? UserAgent { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<AccountEvent>
    {
        public void Configure(EntityTypeBuilder<AccountEvent> table)
        {
            table.HasKey(e => e.Id);
            table.Property(e => e.Type).HasMaxLength(80);
            table.Property(e => e.Summary).HasMaxLength(SummaryMaxLength);
            table.Property(e => e.Address).HasMaxLength(45);
            table.Property(e => e.UserAgent).HasMaxLength(400);
            table.HasIndex(e => new { e.AdministratorId, e.At });
        }
    }
}
