using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Platform.Access;
using Portico.Platform.Http;
using Portico.Platform.Mail;
using Portico.Platform.Operations;

namespace Portico.Administrators.OrganizationSide;

/// <summary>Invites someone to be the organization's own administrator; the link in the mail works for 5 days.</summary>
public sealed class InviteOrganizationAdministrator(OperationRunner runner, MailComposer composer, PublicAddress address)
    : OrganizationOperation<InviteOrganizationAdministrator.Request, AdministratorInvitation>(runner)
{
    [ValidatableType]
    public sealed record Request : AdministratorFields
    {
        [Display(Name = "Administrator e-mail")]
        [Required(ErrorMessage = "Enter the administrator's e-mail address.")]
        [MailAddress(ErrorMessage = "Enter an e-mail address such as name@example.com.")]
        public string Email { get; set; } = "";
    }

    protected internal override Permission Needs => Permission.ManageAdministrators;

    protected internal override Task<Outcome<AdministratorInvitation>> HandleAsync(Request request, Work work, CancellationToken ct) =>
        new OrganizationRoster(work).InviteAsync(request, new AdministratorMail(composer, address), ct);
}
