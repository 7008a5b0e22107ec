using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators.ProviderSide;

/// <summary>Takes back an invitation that nobody has accepted; its link is void.</summary>
public sealed class RevokeProviderInvitation(OperationRunner runner) : ProviderOperation<AdministratorReference, Done>(runner)
{
    protected internal override Permission Needs => Permission.ManageAdministrators;

    protected internal override Task<Outcome<Done>> HandleAsync(AdministratorReference request, Work work, CancellationToken ct) =>
        new ProviderRoster(work).RevokeInvitationAsync(request, ct);
}
