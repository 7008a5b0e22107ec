using Portico.Applications;
using Portico.Platform;
using Portico.Platform.Operations;

namespace Portico.UserPortal.Home;

/// <summary>Reads the logo of an application of the user's organization, for its tile and the pages on the way to it.</summary>
public sealed class GetMyApplicationLogo(OperationRunner runner)
    : UserQuery<GetMyApplicationLogo.Request, GetApplicationLogo.Result>(runner)
{
    /// <param name="Id">The application's.</param>
    /// <param name="Hash">Names the content: an address with another one answers nothing.</param>
    public sealed record Request(ObjectId Id, string Hash);

    protected internal override async Task<Outcome<GetApplicationLogo.Result>> HandleAsync(
        Request request,
        Work work,
        CancellationToken ct
    ) => await GetApplicationLogo.FindAsync(request.Id, request.Hash, work, ct) is { } found ? found : new NothingHere();
}
