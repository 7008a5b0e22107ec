using Portico.Platform.Access;
using Portico.Platform.Http;
using Portico.Platform.Mail;
using Portico.Platform.Operations;

namespace Portico.Administrators.OrganizationSide;

/// <summary>Mails an administrator the link, for an hour, with which he clears his lost authenticator and all passkeys.</summary>
public sealed class ResetOrganizationAdministratorMfa(OperationRunner runner, MailComposer composer, PublicAddress address)
    : OrganizationOperation<AdministratorReference, Done>(runner)
{
    protected internal override Permission Needs => Permission.ManageAdministrators;

    protected internal override Task<Outcome<Done>> HandleAsync(AdministratorReference request, Work work, CancellationToken ct) =>
        new OrganizationRoster(work).ResetMfaAsync(request, new AdministratorMail(composer, address), ct);
}
