using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Mail;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.SignIn.MailedLinks;
using Portico.SignIn.Tries;
using Portico.UserPortal.SigningIn;
using Portico.Users;
using Portico.Users.Credentials;

namespace Portico.UserPortal.MailedLinks;

/// <summary>
/// Mails a link to set a new password, if the address is that of a user who may sign in; on the common page one for each organization.
/// Answers the same for none.
/// </summary>
public sealed class RequestUserPasswordReset(OperationRunner runner, PortalMail mail)
    : AccountOperation<RequestUserPasswordReset.Request, Done>(runner)
{
    /// <summary>How many organizations one address is mailed for; nobody has more.</summary>
    private const int Most = 20;

    [ValidatableType]
    public sealed record Request
    {
        /// <summary>The slug or id in the address; null on the common page.</summary>
        [OneLine]
        public string? Portal { get; set; }

        [Display(Name = "E-mail")]
        [Required(ErrorMessage = "Enter your e-mail address.")]
        [StringLength(UserIdentity.EmailMaxLength, ErrorMessage = "Use at most {1} characters.")]
        [OneLine]
        public string Email { get; set; } = "";
    }

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        var email = UserIdentity.Normalize(request.Email);
        if (!MailAddresses.IsAddress(email))
        {
            return new NotAnAddress();
        }

        ObjectId? organization = null;
        if (request.Portal is not null)
        {
            if (await work.FindPortalAsync(request.Portal, ct) is not { } portal)
            {
                return new NothingHere();
            }

            organization = portal.Id;
        }

        if (await work.CountTryAsync(UserTries.ForMail(organization, email, work.Caller), ct) is { } wait)
        {
            return wait;
        }

        foreach (var user in await FindAsync(organization, email, work, ct))
        {
            var token = SecretToken.Create();
            work.Db.Add(
                new UserLink
                {
                    OrganizationId = user.OrganizationId,
                    TokenHash = token.Hash,
                    UserId = user.Id,
                    Purpose = UserLinkPurpose.PasswordReset,
                    CreatedAt = work.Now,
                    ExpiresAt = work.Now + PortalMail.ResetLifetime,
                }
            );
            work.Send(await mail.PasswordResetAsync(user, token, work, ct), "user-password-reset");
            work.RecordAgainst(user, (id, name) => new UserPasswordResetRequested(id, name));
        }

        return Done.Instance;
    }

    /// <summary>Whoever has no password yet was sent, or is sent by an administrator, the link to set the first one.</summary>
    private static Task<List<UserCredential>> FindAsync(ObjectId? organization, string email, AccountWork work, CancellationToken ct) =>
        (
            from u in work.Db.Set<UserCredential>()
            where u.Email == email && u.State == UserState.Activated && u.PasswordHash != null
            join o in work.Db.Set<OrganizationEntry>() on u.OrganizationId equals o.Id
            where o.State == OrganizationState.Active && (organization == null || o.Id == organization)
            orderby u.OrganizationId
            select u
        )
            .Take(Most)
            .ToListAsync(ct);
}

public sealed record UserPasswordResetRequested(ObjectId Id, string Username) : OwnAccountEvent(Id, Username)
{
    public override string Summary => $"Asked for a link to set a new password for {Username}";
}
