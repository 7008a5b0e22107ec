using Portico.Platform.Access;
using Portico.Platform.Secrets;

namespace Portico.Administrators;

/// <summary>Makes the links that are mailed to administrators.</summary>
internal static class AccountLinks
{
    public static readonly TimeSpan InvitationLifetime = TimeSpan.FromDays(5);
    public static readonly TimeSpan ResetLifetime = TimeSpan.FromHours(1);

    public static AccountLink Invitation(this Membership member, SecretToken token, string placeName, string inviterName) =>
        new()
        {
            TokenHash = token.Hash,
            Purpose = LinkPurpose.Invitation,
            Email = member.Email,
            MembershipId = member.Id,
            PlaceName = placeName,
            InviterName = inviterName,
            CreatedAt = member.InvitedAt,
            ExpiresAt = member.InvitationEndsAt(),
        };

    public static AccountLink MfaReset(this Membership member, SecretToken token, DateTimeOffset now) =>
        new()
        {
            TokenHash = token.Hash,
            Purpose = LinkPurpose.MfaReset,
            Email = member.Email,
            MembershipId = member.Id,
            CreatedAt = now,
            ExpiresAt = now + ResetLifetime,
        };

    public static DateTimeOffset InvitationEndsAt(this Membership member) => member.InvitedAt + InvitationLifetime;

    /// <summary>Only the link of the last invitation opens a membership, and only while nobody has accepted it.</summary>
    public static bool Opens(this AccountLink link, Membership member, DateTimeOffset now) =>
        link is { Purpose: LinkPurpose.Invitation, UsedAt: null }
        && link.ExpiresAt > now
        && link.CreatedAt >= member.InvitedAt
        && member.IsPending;
}
