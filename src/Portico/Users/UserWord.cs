using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.Users;

/// <summary>
/// A word by whose beginning a user is found: of the name, the username, the e-mail, the employee identifier. A search among a million
/// users walks this index, on either store, under PostgreSQL's row security too.
/// </summary>
public sealed class UserWord : IDerived
{
    public const int MaxLength = 64;

    private static readonly char[] separators = [' ', '.', '_', '-', '+', '@', ',', '\'', '/', '(', ')', '"'];

    public ObjectId OrganizationId { get; init; }
    public required string Word { get; init; }
    public ObjectId UserId { get; init; }

    /// <summary>The words of a user, each once.</summary>
    public static IEnumerable<UserWord> Of(User user) => WordsOf(TextsOf(user)).Select(word => Row(user, word));

    /// <summary>The words, each after a blank: what begins a word is found as " " and that.</summary>
    internal static string TextOf(User user) => string.Concat(WordsOf(TextsOf(user)).Select(word => " " + word)).CutTo(4_000);

    /// <summary>Those that begin so.</summary>
    internal static Expression<Func<UserWord, bool>> BeginsWith(string beginning)
    {
        var end = beginning + "\U0010FFFF";
#pragma warning disable CA1309 // The database compares search keys by their bytes; a comparison that says so is not translated.
        return w => string.Compare(w.Word, beginning) >= 0 && string.Compare(w.Word, end) < 0;
#pragma warning restore CA1309
    }

    private static IEnumerable<string?> TextsOf(User user) =>
        [user.Username, user.Email, user.FirstName, user.MiddleName, user.LastName, user.DisplayName, user.EmployeeIdentifier];

    private static UserWord Row(User user, string word) =>
        new()
        {
            OrganizationId = user.OrganizationId,
            Word = word,
            UserId = user.Id,
        };

    /// <summary>The words of a search; a user is found when each is the beginning of one of the user's.</summary>
    public static IReadOnlyList<string> OfSearch(string search) =>
        [
            .. search
                .ToSearchKey()
                .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(word => word.CutTo(MaxLength))
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>Adds, changes or removes the words with their users.</summary>
    internal static async Task FollowAsync(PorticoDb db, IReadOnlyList<EntityEntry> changed, CancellationToken ct)
    {
        var added = new List<UserWord>();
        foreach (var entry in changed)
        {
            var before = entry.State is EntityState.Added ? [] : WordsOf(TextsOf(entry, original: true));
            var after = entry.State is EntityState.Deleted ? [] : WordsOf(TextsOf(entry, original: false));
            var user = (User)entry.Entity;
            added.AddRange(after.Except(before, StringComparer.Ordinal).Select(word => Row(user, word)));
            if (before.Except(after, StringComparer.Ordinal).ToList() is { Count: > 0 } gone)
            {
                await db.RemoveWhereAsync<UserWord>(w => w.UserId == user.Id && gone.Contains(w.Word), ct);
            }
        }

        // A user has about eight; tracked row by row they would cost most of what adding a user costs.
        await db.AddInSetsAsync(added, ct);
    }

    private static IEnumerable<string?> TextsOf(EntityEntry entry, bool original) =>
        new[]
        {
            nameof(User.Username),
            nameof(User.Email),
            nameof(User.FirstName),
            nameof(User.MiddleName),
            nameof(User.LastName),
            nameof(User.DisplayName),
            nameof(User.EmployeeIdentifier),
        }
            .Select(entry.Property)
            .Select(p => (string?)(original ? p.OriginalValue : p.CurrentValue));

    /// <summary>Each text as a whole where it has no blank, and its parts: "anna.kovacs@acme.example" is found by "kov" too.</summary>
    private static HashSet<string> WordsOf(IEnumerable<string?> texts)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in texts.OfType<string>())
        {
            foreach (var whole in text.ToSearchKey().Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                words.Add(whole.CutTo(MaxLength));
                words.UnionWith(PartsOf(whole));
            }
        }

        return words;
    }

    // The domain's parts are the same for most users of an organization, and the last one for all the world.
    private static IEnumerable<string> PartsOf(string whole)
    {
        var at = whole.LastIndexOf('@');
        var parts = (at > 0 ? whole[..at] : whole).Split(separators, StringSplitOptions.RemoveEmptyEntries).Select(p => p.CutTo(MaxLength));
        return at > 0 && at < whole.Length - 1 ? parts.Append(whole[(at + 1)..].CutTo(MaxLength)) : parts;
    }

    internal sealed class Table : IEntityTypeConfiguration<UserWord>
    {
        public void Configure(EntityTypeBuilder<UserWord> table)
        {
            table.HasKey(w => new
            {
                w.OrganizationId,
                w.Word,
                w.UserId,
            });
            table.Property(w => w.Word).HasMaxLength(MaxLength).IsSearchKey();
            // Over all organizations of a provider.
            table.HasIndex(w => new
            {
                w.Word,
                w.OrganizationId,
                w.UserId,
            });
            // No foreign key to the user: it would need a third index. The words go with him because they follow him.
            table.HasOne<ManagedOrganization>().WithMany().HasForeignKey(w => w.OrganizationId);
        }
    }
}
