using Portico.Platform.Access;
using Portico.Platform.Http;
using Portico.Platform.Mail;
using Portico.Platform.Operations;

namespace Portico.Administrators.ProviderSide;

/// <summary>Sends the invitation again, with a new link for 5 days; the links before are void.</summary>
public sealed class ResendProviderInvitation(OperationRunner runner, MailComposer composer, PublicAddress address)
    : ProviderOperation<AdministratorReference, Done>(runner)
{
    protected internal override Permission Needs => Permission.ManageAdministrators;

    protected internal override Task<Outcome<Done>> HandleAsync(AdministratorReference request, Work work, CancellationToken ct) =>
        new ProviderRoster(work).ResendInvitationAsync(request, new AdministratorMail(composer, address), ct);
}
