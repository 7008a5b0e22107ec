using Microsoft.EntityFrameworkCore;
using Portico.Organizations;
using Portico.Platform.Operations;

namespace Portico.UserPortal.Front;

/// <summary>Reads the logo that the door of a user portal shows.</summary>
public sealed class GetPortalLogo(OperationRunner runner) : AccountQuery<GetPortalLogo.Request, GetPortalLogo.Result>(runner)
{
    /// <param name="Portal">The slug or id in the address.</param>
    /// <param name="Hash">Names the content: an address with another one answers nothing, so that it may be kept for ever.</param>
    public sealed record Request(string? Portal, string? Hash);

    public sealed record Result(byte[] Content, string ContentType);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (
            await work.FindPortalAsync(request.Portal, ct) is not { LogoHash: { } hash } organization
            || !string.Equals(hash, request.Hash, StringComparison.Ordinal)
        )
        {
            return new NothingHere();
        }

        var logo = await work.Db.Set<OrganizationLogo>().AsNoTracking().FirstOrDefaultAsync(l => l.OrganizationId == organization.Id, ct);
        return logo is null ? new NothingHere() : new Result(logo.Content, logo.ContentType);
    }
}
