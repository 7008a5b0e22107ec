using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators.ProviderSide;

/// <summary>Shuts an administrator out until he is restored; nothing of his is lost.</summary>
public sealed class SuspendProviderAdministrator(OperationRunner runner) : ProviderOperation<AdministratorReference, Done>(runner)
{
    protected internal override Permission Needs => Permission.ManageAdministrators;

    protected internal override Task<Outcome<Done>> HandleAsync(AdministratorReference request, Work work, CancellationToken ct) =>
        new ProviderRoster(work).SuspendAsync(request, ct);
}
