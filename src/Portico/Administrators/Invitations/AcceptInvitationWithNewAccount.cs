using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators.Invitations;

/// <summary>Accepts an invitation to an address that has no account yet, and makes the account with a password.</summary>
public sealed class AcceptInvitationWithNewAccount(OperationRunner runner)
    : PasswordOperation<AcceptInvitationWithNewAccount.Request, AcceptedInvitation>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        /// <summary>Of the link in the mail.</summary>
        public string? Token { get; set; }

        [Display(Name = "First name")]
        [Required(ErrorMessage = "Enter your first name.")]
        [StringLength(Membership.NameMaxLength, ErrorMessage = "Use at most {1} characters.")]
        [OneLine]
        public string FirstName { get; set; } = "";

        [Display(Name = "Last name")]
        [Required(ErrorMessage = "Enter your last name.")]
        [StringLength(Membership.NameMaxLength, ErrorMessage = "Use at most {1} characters.")]
        [OneLine]
        public string LastName { get; set; } = "";

        [Required(ErrorMessage = "Choose a password.")]
        public string Password { get; set; } = "";

        /// <summary>Typed to confirm; null where nobody types.</summary>
        [Display(Name = "Password again")]
        public string? PasswordAgain { get; set; }
    }

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<PasswordTask>> PrepareAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (await Invitation.FindAsync(work, request.Token, ct) is not { } invitation)
        {
            return new InvitationOver();
        }

        if (await invitation.FindAccountAsync(work, ct) is not null)
        {
            return new SignInFirst(invitation.Link.Email);
        }

        return NewPassword.ProblemsOf(request.Password, request.PasswordAgain, invitation.Link.Email) is { Count: > 0 } problems
            ? Outcome<PasswordTask>.FromProblems(problems)
            : PasswordTask.Hash(request.Password);
    }

    protected internal override async Task<Outcome<AcceptedInvitation>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        await work.TakeTurnAsync($"link:{request.Token}", ct);
        if (await Invitation.FindAsync(work, request.Token, ct) is not { } invitation)
        {
            return new InvitationOver();
        }

        // Two invitations to the same new address, accepted at once, make one account.
        await work.TakeTurnAsync($"account:{invitation.Link.Email}", ct);
        if (await invitation.FindAccountAsync(work, ct) is not null)
        {
            return new SignInFirst(invitation.Link.Email);
        }

        var account = Administrator.Create(
            work.NewId(),
            invitation.Link.Email,
            request.FirstName,
            request.LastName,
            work.Password.NewHash!,
            work.Now
        );
        work.Db.Add(account);
        work.Record(account.Happened(work, "account-created", "Created the account by an invitation"));
        invitation.Accept(account, work);
        return AcceptedInvitation.Of(invitation);
    }
}
