using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators.ProviderSide;

/// <summary>Removes an administrator for good; his account elsewhere stays.</summary>
public sealed class RemoveProviderAdministrator(OperationRunner runner) : ProviderOperation<AdministratorReference, Done>(runner)
{
    protected internal override Permission Needs => Permission.ManageAdministrators;

    protected internal override Task<Outcome<Done>> HandleAsync(AdministratorReference request, Work work, CancellationToken ct) =>
        new ProviderRoster(work).RemoveAsync(request, ct);
}
