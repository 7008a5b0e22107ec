using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators.Invitations;

/// <summary>Accepts an invitation with the account that has its address and is signed in.</summary>
public sealed class AcceptInvitation(OperationRunner runner) : AccountOperation<AcceptInvitation.Request, AcceptedInvitation>(runner)
{
    public sealed record Request
    {
        /// <summary>Of the link in the mail.</summary>
        public string? Token { get; set; }
    }

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<AcceptedInvitation>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        await work.TakeTurnAsync($"link:{request.Token}", ct);
        if (await Invitation.FindAsync(work, request.Token, ct) is not { } invitation)
        {
            return new InvitationOver();
        }

        var account = await invitation.FindAccountAsync(work, ct);
        if (account is null || (work.Caller.Actor as Actor.Administrator)?.AdministratorId != account.Id)
        {
            return new SignInFirst(invitation.Link.Email);
        }

        if (await invitation.ObstacleAsync(account.Id, work, ct) is { } obstacle)
        {
            return obstacle;
        }

        invitation.Accept(account, work);
        return AcceptedInvitation.Of(invitation);
    }
}

/// <summary>What an accepted invitation opened.</summary>
/// <param name="Place">The provider or organization.</param>
/// <param name="Organization">The organization, when it is one.</param>
public sealed record AcceptedInvitation(string Place, ObjectId? Organization)
{
    internal static AcceptedInvitation Of(Invitation invitation) =>
        new(invitation.Link.PlaceName ?? "", (invitation.Member as OrganizationMembership)?.OrganizationId);
}
