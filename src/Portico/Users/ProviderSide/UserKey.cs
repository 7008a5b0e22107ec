using System.Diagnostics.CodeAnalysis;
using Portico.Platform;
using Portico.Platform.Ui;

namespace Portico.Users.ProviderSide;

/// <summary>Which user of which organization; in an address both ids, the organization's first.</summary>
public sealed record UserKey(ObjectId OrganizationId, ObjectId UserId)
{
    private const int IdLength = 24;

    public static bool TryParse(string? text, [NotNullWhen(true)] out UserKey? key)
    {
        key =
            text is { Length: 2 * IdLength }
            && ObjectId.TryParse(text.AsSpan(0, IdLength), out var organization)
            && ObjectId.TryParse(text.AsSpan(IdLength), out var user)
                ? new UserKey(organization, user)
                : null;
        return key is not null;
    }

    /// <summary>Those that can be read, each once.</summary>
    public static IReadOnlyList<UserKey> Read(IEnumerable<string>? texts) =>
        [.. (texts ?? []).Select(t => TryParse(t, out var key) ? key : null).OfType<UserKey>().Distinct()];

    /// <summary>The rows that were chosen for what is done to many.</summary>
    internal static IReadOnlyList<UserKey> ChosenIn(PageAddress address) => Read(address.All(PageAddress.Selected));

    public override string ToString() => $"{OrganizationId}{UserId}";
}
