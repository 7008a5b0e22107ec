using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators.OrganizationSide;

/// <summary>Takes back an invitation that nobody has accepted; its link is void.</summary>
public sealed class RevokeOrganizationInvitation(OperationRunner runner) : OrganizationOperation<AdministratorReference, Done>(runner)
{
    protected internal override Permission Needs => Permission.ManageAdministrators;

    protected internal override Task<Outcome<Done>> HandleAsync(AdministratorReference request, Work work, CancellationToken ct) =>
        new OrganizationRoster(work).RevokeInvitationAsync(request, ct);
}
