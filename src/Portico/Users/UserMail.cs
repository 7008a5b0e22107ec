using Microsoft.EntityFrameworkCore;
using Portico.Organizations;
using Portico.Platform.Http;
using Portico.Platform.Images;
using Portico.Platform.Mail;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.Users.Credentials;

namespace Portico.Users;

/// <summary>Writes to users what an administrator's action brings them, under their organization's name and logo.</summary>
public sealed class UserMail(MailComposer composer, PublicAddress address)
{
    public static readonly TimeSpan ActivationLifetime = TimeSpan.FromDays(7);
    public static readonly TimeSpan ResetLifetime = TimeSpan.FromHours(1);

    /// <summary>Queues the mail with which a user sets the first password; links that were sent before are void then.</summary>
    /// <param name="user">Whose password it will be.</param>
    /// <param name="to">An address for this once; the alternate one, else the user's own, when null.</param>
    /// <param name="work">The operation.</param>
    /// <param name="ct">Ends the request.</param>
    /// <returns>Where it goes.</returns>
    internal async Task<string> SendActivationAsync(User user, string? to, Work work, CancellationToken ct)
    {
        var recipient = to.Tidied()?.ToLowerInvariant() ?? user.AlternateEmail ?? user.Email;
        var (link, brand) = await LinkAsync(user, UserLinkPurpose.Activation, ActivationLifetime, work, ct);
        work.Send(
            composer.Compose(UserMailTexts.Activate(To(user, recipient), user, brand.Name, link), To(user, recipient), brand),
            "user-activation"
        );
        return recipient;
    }

    /// <summary>Queues the mail with which a user sets a new password in place of a lost one.</summary>
    internal async Task SendPasswordResetAsync(User user, Work work, CancellationToken ct)
    {
        var (link, brand) = await LinkAsync(user, UserLinkPurpose.PasswordReset, ResetLifetime, work, ct);
        work.Send(
            composer.Compose(
                UserMailTexts.ResetPassword(To(user, user.Email), work.Actor.Name, brand.Name, link),
                To(user, user.Email),
                brand
            ),
            "user-password-reset"
        );
    }

    /// <summary>Queues the mail that tells a user, whose password someone else has set, where to sign in. It does not hold the password.</summary>
    internal async Task SendWelcomeAsync(User user, Work work, CancellationToken ct)
    {
        var brand = await BrandAsync(work, ct);
        var portal = new Uri(address.Of($"/o/{work.Scope.OrganizationId}"));
        work.Send(
            composer.Compose(UserMailTexts.Welcome(To(user, user.Email), user, brand.Name, portal), To(user, user.Email), brand),
            "user-welcome"
        );
    }

    /// <summary>Queues the mail with the code that the user tells whoever helps him.</summary>
    internal async Task SendCallerCodeAsync(User user, string code, Work work, CancellationToken ct)
    {
        var brand = await BrandAsync(work, ct);
        var portal = new Uri(address.Of($"/o/{work.Scope.OrganizationId}"));
        var text = UserMailTexts.CallerCode(To(user, user.Email), work.Actor.Name, brand.Name, code, portal);
        work.Send(composer.Compose(text, To(user, user.Email), brand), "caller-code");
    }

    private async Task<(MailLink Link, MailBrand Brand)> LinkAsync(
        User user,
        UserLinkPurpose purpose,
        TimeSpan lifetime,
        Work work,
        CancellationToken ct
    )
    {
        var former = work.Db.Set<UserLink>().Where(l => l.UserId == user.Id && l.Purpose == purpose && l.UsedAt == null);
        work.Db.RemoveRange(await former.ToListAsync(ct));
        var token = SecretToken.Create();
        work.Db.Add(
            new UserLink
            {
                OrganizationId = user.OrganizationId,
                TokenHash = token.Hash,
                UserId = user.Id,
                Purpose = purpose,
                CreatedAt = work.Now,
                ExpiresAt = work.Now + lifetime,
            }
        );
        var step = purpose is UserLinkPurpose.Activation ? "activate" : "reset-password";
        var link = new MailLink(new Uri(address.Of($"/o/{user.OrganizationId}/{step}/{token.Text}")), work.Now, work.Now + lifetime);
        return (link, await BrandAsync(work, ct));
    }

    private static async Task<MailBrand> BrandAsync(Work work, CancellationToken ct)
    {
        var name = await work.Db.Set<ManagedOrganization>().Select(o => o.Name).SingleAsync(ct);
        var logo = await work.Db.Set<OrganizationLogo>().AsNoTracking().FirstOrDefaultAsync(ct);
        return new MailBrand(name, logo is null ? null : LogoImage.Stored(logo.Content, logo.ContentType));
    }

    private static MailRecipient To(User user, string email) => new(email, user.FirstName, user.LastName);
}
