using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators.OrganizationSide;

/// <summary>Shuts an administrator out until he is restored; nothing of his is lost.</summary>
public sealed class SuspendOrganizationAdministrator(OperationRunner runner) : OrganizationOperation<AdministratorReference, Done>(runner)
{
    protected internal override Permission Needs => Permission.ManageAdministrators;

    protected internal override Task<Outcome<Done>> HandleAsync(AdministratorReference request, Work work, CancellationToken ct) =>
        new OrganizationRoster(work).SuspendAsync(request, ct);
}
