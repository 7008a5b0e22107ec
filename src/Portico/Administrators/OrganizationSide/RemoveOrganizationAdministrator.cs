using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators.OrganizationSide;

/// <summary>Removes an administrator for good; his account elsewhere stays.</summary>
public sealed class RemoveOrganizationAdministrator(OperationRunner runner) : OrganizationOperation<AdministratorReference, Done>(runner)
{
    protected internal override Permission Needs => Permission.ManageAdministrators;

    protected internal override Task<Outcome<Done>> HandleAsync(AdministratorReference request, Work work, CancellationToken ct) =>
        new OrganizationRoster(work).RemoveAsync(request, ct);
}
