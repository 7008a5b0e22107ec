using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Administrators;
using Portico.Platform.Access;
using Portico.Platform.Mail;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.SignIn.Tries;

namespace Portico.SignIn.MailedLinks;

/// <summary>Mails a link to set a new password, if the address has an account. Answers the same, and does the same work, if it has none.</summary>
public sealed class RequestPasswordReset(OperationRunner runner, AccountMail mail)
    : AccountOperation<RequestPasswordReset.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [Display(Name = "E-mail")]
        [Required(ErrorMessage = "Enter your e-mail address.")]
        [StringLength(Membership.EmailMaxLength, ErrorMessage = "Use at most {1} characters.")]
        [OneLine]
        public string Email { get; set; } = "";
    }

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        var email = Administrator.NormalizeEmail(request.Email);
        if (!MailAddresses.IsAddress(email))
        {
            return new NotAnAddress();
        }

        if (await work.CountTryAsync(TryKey.ForMail(email, work.Caller), ct) is { } wait)
        {
            return wait;
        }

        var account = await work.Db.Set<Administrator>().FirstOrDefaultAsync(a => a.Email == email, ct);
        var token = SecretToken.Create();
        work.Db.Add(
            new AccountLink
            {
                TokenHash = token.Hash,
                Purpose = LinkPurpose.PasswordReset,
                Email = email,
                CreatedAt = work.Now,
                ExpiresAt = work.Now + AccountMail.ResetLifetime,
            }
        );
        var to = account is null ? new MailRecipient(email, "", "") : AccountMail.To(account);
        work.Send(mail.PasswordReset(to, token, work), "password-reset", isForAnyone: account is not null);
        work.Record(AccountHistory.Of(account?.Id, work, "password-reset-requested", "Asked for a link to set a new password"));
        return Done.Instance;
    }
}

/// <summary>What was typed cannot be an e-mail address.</summary>
public sealed record NotAnAddress()
    : Invalid("not-an-address", "This is not an e-mail address.", nameof(RequestPasswordReset.Request.Email));
