using Microsoft.EntityFrameworkCore;
using MimeKit;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Http;
using Portico.Platform.Images;
using Portico.Platform.Mail;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.Users.Credentials;

namespace Portico.UserPortal;

/// <summary>Writes the mails to users about their own account, under the name and logo of their organization.</summary>
public sealed class PortalMail(MailComposer composer, PublicAddress address)
{
    /// <summary>How long the link to set a new password lives.</summary>
    public static readonly TimeSpan ResetLifetime = TimeSpan.FromHours(1);

    private const string UnknownAddress = "unknown";

    internal async Task<MimeMessage> PasswordResetAsync(UserCredential user, SecretToken token, AccountWork work, CancellationToken ct)
    {
        var (organization, brand) = await BrandAsync(user.OrganizationId, work, ct);
        // By the id: the link must lead there, whatever becomes of the slug meanwhile.
        var page = new Uri(address.Of($"{PortalPath.Of(organization.Id, slug: null)}/reset-password/{token.Text}"));
        return Compose(
            user,
            brand,
            PortalMailTexts.ResetPassword(To(user), user.Username, brand.Name, new(page, work.Now, work.Now + ResetLifetime))
        );
    }

    /// <summary>Also tells of the passkeys: whoever had the account may have made himself one, and a new password ends none.</summary>
    internal Task<MimeMessage> PasswordChangedAsync(UserCredential user, AccountWork work, CancellationToken ct) =>
        AboutAsync(
            user,
            work,
            "/forgot-password",
            (to, from, place, page) => PortalMailTexts.PasswordChanged(to, user.Username, place, from, work.Now, page, user.Passkeys),
            ct
        );

    /// <param name="user">Whose account it is.</param>
    /// <param name="work">The operation's.</param>
    /// <param name="what">The beginning of a sentence that the username ends: "An authenticator app was set up for".</param>
    /// <param name="ct">Ends the request.</param>
    internal Task<MimeMessage> SignInChangedAsync(UserCredential user, AccountWork work, string what, CancellationToken ct) =>
        AboutAsync(
            user,
            work,
            "/forgot-password",
            (to, from, place, page) => PortalMailTexts.SignInChanged(to, $"{what} {user.Username}", place, from, work.Now, page),
            ct
        );

    internal Task<MimeMessage> RecoveryCodeUsedAsync(UserCredential user, AccountWork work, int left, CancellationToken ct) =>
        AboutAsync(
            user,
            work,
            "/security",
            (to, from, place, page) => PortalMailTexts.RecoveryCodeUsed(to, user.Username, place, from, work.Now, left, page),
            ct
        );

    internal Task<MimeMessage> LockedOutAsync(UserCredential user, AccountWork work, CancellationToken ct) =>
        AboutAsync(
            user,
            work,
            "/forgot-password",
            (to, from, place, page) => PortalMailTexts.LockedOut(to, user.Username, place, from, work.Now, user.LockedUntil, page),
            ct
        );

    internal Task<MimeMessage> PasswordExpiresAsync(UserCredential user, AccountWork work, CancellationToken ct) =>
        AboutAsync(
            user,
            work,
            "/security",
            (to, _, place, page) => PortalMailTexts.PasswordExpires(to, user.Username, place, user.PasswordExpiresAt!.Value, page),
            ct
        );

    private async Task<MimeMessage> AboutAsync(
        UserCredential user,
        AccountWork work,
        string page,
        Func<MailRecipient, string, string, Uri, MailText> words,
        CancellationToken ct
    )
    {
        var (organization, brand) = await BrandAsync(user.OrganizationId, work, ct);
        var link = new Uri(address.Of(PortalPath.Of(organization.Id, slug: null) + page));
        return Compose(user, brand, words(To(user), work.Caller.Address ?? UnknownAddress, brand.Name, link));
    }

    private MimeMessage Compose(UserCredential user, MailBrand brand, MailText text) => composer.Compose(text, To(user), brand);

    private static MailRecipient To(UserCredential user) => new(user.Email, user.FirstName, user.LastName);

    private static async Task<(OrganizationEntry Organization, MailBrand Brand)> BrandAsync(
        ObjectId id,
        AccountWork work,
        CancellationToken ct
    )
    {
        var organization = await work.Db.Set<OrganizationEntry>().AsNoTracking().SingleAsync(o => o.Id == id, ct);
        var logo = await work.Db.Set<OrganizationLogo>().AsNoTracking().SingleOrDefaultAsync(l => l.OrganizationId == id, ct);
        return (organization, new MailBrand(organization.Name, logo is null ? null : LogoImage.Stored(logo.Content, logo.ContentType)));
    }
}
