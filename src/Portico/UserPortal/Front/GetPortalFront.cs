using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Ui.Shells;

namespace Portico.UserPortal.Front;

/// <summary>What the door of a user portal shows to anybody: whose it is. There is one answer for all that is no portal.</summary>
public sealed class GetPortalFront(OperationRunner runner) : AccountQuery<GetPortalFront.Request, GetPortalFront.Result>(runner)
{
    /// <param name="Portal">The slug or id in the address.</param>
    public sealed record Request(string? Portal);

    /// <param name="Id">The organization's id.</param>
    /// <param name="Path">Where its portal is.</param>
    /// <param name="Name">The organization's name.</param>
    /// <param name="Accent">Its colour.</param>
    /// <param name="LogoUrl">Null without one.</param>
    /// <param name="ContactName">Whom its users ask; null when nobody is named.</param>
    /// <param name="ContactEmail">Null when none is given.</param>
    public sealed record Result(
        ObjectId Id,
        string Path,
        string Name,
        Accent Accent,
        string? LogoUrl,
        string? ContactName,
        string? ContactEmail
    )
    {
        internal static Result Of(OrganizationEntry organization) =>
            new(
                organization.Id,
                PortalPath.Of(organization),
                organization.Name,
                new Accent(organization.Accent),
                PortalPath.LogoOf(organization),
                organization.ContactName,
                organization.ContactEmail
            );
    }

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, AccountWork work, CancellationToken ct) =>
        await work.FindPortalAsync(request.Portal, ct) is { } organization ? Result.Of(organization) : new NothingHere();
}
