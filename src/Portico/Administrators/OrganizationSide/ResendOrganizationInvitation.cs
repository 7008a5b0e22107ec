using Portico.Platform.Access;
using Portico.Platform.Http;
using Portico.Platform.Mail;
using Portico.Platform.Operations;

namespace Portico.Administrators.OrganizationSide;

/// <summary>Sends the invitation again, with a new link for 5 days; the links before are void.</summary>
public sealed class ResendOrganizationInvitation(OperationRunner runner, MailComposer composer, PublicAddress address)
    : OrganizationOperation<AdministratorReference, Done>(runner)
{
    protected internal override Permission Needs => Permission.ManageAdministrators;

    protected internal override Task<Outcome<Done>> HandleAsync(AdministratorReference request, Work work, CancellationToken ct) =>
        new OrganizationRoster(work).ResendInvitationAsync(request, new AdministratorMail(composer, address), ct);
}
