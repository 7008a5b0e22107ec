using MimeKit;
using Portico.Platform.Access;
using Portico.Platform.Http;
using Portico.Platform.Mail;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;

namespace Portico.Administrators;

/// <summary>Writes the mails to administrators, with links of this installation.</summary>
public sealed class AdministratorMail(MailComposer composer, PublicAddress address)
{
    internal MimeMessage Invitation(Membership member, SecretToken token, Actor inviter, MailBrand place, InvitationWords words)
    {
        var link = new MailLink(new Uri(address.Of($"/invitation/{token.Text}")), member.InvitedAt, member.InvitationEndsAt());
        return composer.Compose(
            words(To(member), inviter.Name, (inviter as Actor.Administrator)?.Email, place.Name, link),
            To(member),
            place
        );
    }

    internal MimeMessage MfaReset(Membership member, SecretToken token, Work work, MailBrand place)
    {
        var link = new MailLink(new Uri(address.Of($"/reset-mfa/{token.Text}")), work.Now, work.Now + AccountLinks.ResetLifetime);
        return composer.Compose(MailTexts.ResetMultifactor(To(member), work.Actor.Name, link), To(member), place);
    }

    private static MailRecipient To(Membership member) => new(member.Email, member.FirstName, member.LastName);
}

/// <summary>The words of an invitation to a provider or to an organization.</summary>
public delegate MailText InvitationWords(MailRecipient to, string inviter, string? inviterEmail, string place, MailLink link);
