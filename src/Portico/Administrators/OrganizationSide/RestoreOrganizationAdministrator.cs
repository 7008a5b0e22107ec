using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators.OrganizationSide;

/// <summary>Lets a suspended administrator in again.</summary>
public sealed class RestoreOrganizationAdministrator(OperationRunner runner) : OrganizationOperation<AdministratorReference, Done>(runner)
{
    protected internal override Permission Needs => Permission.ManageAdministrators;

    protected internal override Task<Outcome<Done>> HandleAsync(AdministratorReference request, Work work, CancellationToken ct) =>
        new OrganizationRoster(work).RestoreAsync(request, ct);
}
