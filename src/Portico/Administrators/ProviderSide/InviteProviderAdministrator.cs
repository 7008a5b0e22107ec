using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Http;
using Portico.Platform.Mail;
using Portico.Platform.Operations;

namespace Portico.Administrators.ProviderSide;

/// <summary>Invites someone to administer for the provider; the link in the mail works for 5 days.</summary>
public sealed class InviteProviderAdministrator(OperationRunner runner, MailComposer composer, PublicAddress address)
    : ProviderOperation<InviteProviderAdministrator.Request, AdministratorInvitation>(runner)
{
    /// <summary>How many organizations one request may name.</summary>
    public const int MostOrganizations = 500;

    [ValidatableType]
    public sealed record Request : AdministratorFields
    {
        [Display(Name = "Administrator e-mail")]
        [Required(ErrorMessage = "Enter the administrator's e-mail address.")]
        [MailAddress(ErrorMessage = "Enter an e-mail address such as name@example.com.")]
        public string Email { get; set; } = "";

        /// <summary>Also those that are added later.</summary>
        public bool AllOrganizations { get; set; } = true;

        /// <summary>The chosen ones; they count only when allOrganizations is false.</summary>
        [MaxLength(MostOrganizations, ErrorMessage = "Choose at most {1} organizations at once.")]
        public IReadOnlyList<ObjectId> Organizations { get; set; } = [];
    }

    protected internal override Permission Needs => Permission.ManageAdministrators;

    protected internal override Task<Outcome<AdministratorInvitation>> HandleAsync(Request request, Work work, CancellationToken ct) =>
        new ProviderRoster(work).InviteAsync(request, new AdministratorMail(composer, address), ct);
}
