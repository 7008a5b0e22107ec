using Microsoft.EntityFrameworkCore;
using MimeKit;
using Portico.Administrators;
using Portico.ApiKeys;
using Portico.Platform.Http;
using Portico.Platform.Mail;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.SignIn.Passkeys;

namespace Portico.SignIn;

/// <summary>Writes the mails about someone's own account.</summary>
public sealed class AccountMail(MailComposer composer, PublicAddress address)
{
    /// <summary>How long the link to set a new password lives.</summary>
    public static readonly TimeSpan ResetLifetime = TimeSpan.FromHours(1);

    private const string UnknownAddress = "unknown";
    private static readonly MailBrand brand = new("Portico");

    internal MimeMessage PasswordReset(MailRecipient to, SecretToken token, AccountWork work)
    {
        var link = new MailLink(new Uri(address.Of($"/reset-password/{token.Text}")), work.Now, work.Now + ResetLifetime);
        return composer.Compose(MailTexts.ResetPassword(to, link), to, brand);
    }

    /// <summary>Also tells of the account's API keys and passkeys: whoever had the account may have made himself one, and a new password ends none.</summary>
    internal async Task<MimeMessage> PasswordChangedAsync(Administrator account, AccountWork work, CancellationToken ct)
    {
        var keys = await work.Db.Set<AdministratorApiKey>().CountAsync(k => k.AdministratorId == account.Id, ct);
        var passkeys = await work.Db.Set<Passkey>().CountAsync(p => p.AdministratorId == account.Id, ct);
        var page = new Uri(address.Of("/forgot-password"));
        var text = MailTexts.PasswordChanged(To(account), work.Now, work.Caller.Address ?? UnknownAddress, page, keys, passkeys);
        return composer.Compose(text, To(account), brand);
    }

    /// <summary>What happened is the beginning of a sentence that the address ends: "An authenticator app was set up for".</summary>
    internal MimeMessage SignInChanged(Administrator account, AccountWork work, string what)
    {
        var page = new Uri(address.Of("/forgot-password"));
        var sentence = $"{what} {account.Email}";
        var text = MailTexts.SignInChanged(To(account), sentence, work.Now, work.Caller.Address ?? UnknownAddress, page);
        return composer.Compose(text, To(account), brand);
    }

    internal MimeMessage RecoveryCodeUsed(Administrator account, AccountWork work, int codesLeft)
    {
        var page = new Uri(address.Of("/profile/mfa"));
        var text = MailTexts.RecoveryCodeUsed(To(account), work.Now, work.Caller.Address ?? UnknownAddress, codesLeft, page);
        return composer.Compose(text, To(account), brand);
    }

    internal static MailRecipient To(Administrator account) => new(account.Email, account.FirstName, account.LastName);
}
