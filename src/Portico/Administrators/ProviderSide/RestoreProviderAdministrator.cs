using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators.ProviderSide;

/// <summary>Lets a suspended administrator in again.</summary>
public sealed class RestoreProviderAdministrator(OperationRunner runner) : ProviderOperation<AdministratorReference, Done>(runner)
{
    protected internal override Permission Needs => Permission.ManageAdministrators;

    protected internal override Task<Outcome<Done>> HandleAsync(AdministratorReference request, Work work, CancellationToken ct) =>
        new ProviderRoster(work).RestoreAsync(request, ct);
}
