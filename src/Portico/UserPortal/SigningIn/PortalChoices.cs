using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Portico.Platform;
using Portico.Platform.Secrets;
using Portico.Users.Credentials;

namespace Portico.UserPortal.SigningIn;

/// <summary>
/// What the common page keeps in its form between the proved password and the chosen organization: the users who were proved, sealed,
/// good for five minutes and for the password that was given.
/// </summary>
public sealed class PortalChoices(SealedText sealing)
{
    private const string Purpose = "portal-choice";
    private const int MaxLength = 8_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    internal string Seal(IEnumerable<UserCredential> proved, DateTimeOffset now) =>
        sealing.Seal($"{(now + Lifetime).UtcTicks.ToString(CultureInfo.InvariantCulture)} {string.Join(' ', proved.Select(Of))}", Purpose);

    /// <summary>The organizations that may be chosen; empty when it is too old, or was made up.</summary>
    internal IReadOnlyList<ObjectId> Organizations(string? sealedChoice, DateTimeOffset now) =>
        [.. Open(sealedChoice, now).Select(p => ObjectId.Parse(p[..ObjectId.Length], provider: null))];

    /// <summary>Who was proved in that organization.</summary>
    internal ObjectId? Find(string? sealedChoice, ObjectId organization, DateTimeOffset now) =>
        Array.Find(Open(sealedChoice, now), p => p.StartsWith($"{organization}:", StringComparison.Ordinal)) is { } found
            ? ObjectId.Parse(found.Split(':')[1], provider: null)
            : null;

    /// <summary>Whether the user is one of those, and his password still the one that was given.</summary>
    internal bool Includes(string? sealedChoice, UserCredential user, DateTimeOffset now) =>
        Open(sealedChoice, now).Contains(Of(user), StringComparer.Ordinal);

    private string[] Open(string? sealedChoice, DateTimeOffset now) =>
        sealedChoice is { Length: > 0 and < MaxLength }
        && sealing.Open(sealedChoice, Purpose)?.Split(' ') is [var end, .. var proved]
        && now.UtcTicks < long.Parse(end, CultureInfo.InvariantCulture)
            ? proved
            : [];

    private static string Of(UserCredential user) =>
        $"{user.OrganizationId}:{user.Id}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(user.PasswordHash ?? "")))[..32]}";
}
