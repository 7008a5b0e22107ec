using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators.Invitations;

/// <summary>What an invitation's link invites to, and what whoever holds it does next.</summary>
public sealed class GetInvitation(OperationRunner runner) : AccountQuery<GetInvitation.Request, GetInvitation.Result>(runner)
{
    public sealed record Request(string? Token);

    /// <param name="Email">Who is invited.</param>
    /// <param name="FirstName">As the inviter typed it; may be empty.</param>
    /// <param name="LastName">As the inviter typed it; may be empty.</param>
    /// <param name="Inviter">Who invites.</param>
    /// <param name="Place">The provider or organization.</param>
    /// <param name="Organization">The organization, when it is one.</param>
    /// <param name="Role">What he may do there.</param>
    /// <param name="RequiresMfa">Whether an authenticator app or a passkey is asked for there.</param>
    /// <param name="EndsAt">Until when the link works.</param>
    /// <param name="Next">What he does next.</param>
    /// <param name="SignedInAs">The address of the account that this browser is signed in with; null for none.</param>
    public sealed record Result(
        string Email,
        string FirstName,
        string LastName,
        string Inviter,
        string Place,
        ObjectId? Organization,
        Role Role,
        bool RequiresMfa,
        DateTimeOffset EndsAt,
        InvitationStep Next,
        string? SignedInAs
    );

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (await Invitation.FindAsync(work, request.Token, ct) is not { Link: var link, Member: var member } invitation)
        {
            return new InvitationOver();
        }

        var account = await invitation.FindAccountAsync(work, ct);
        var signedIn = work.Caller.Actor as Actor.Administrator;
        return new Result(
            link.Email,
            member.FirstName,
            member.LastName,
            link.InviterName ?? "",
            link.PlaceName ?? "",
            (member as OrganizationMembership)?.OrganizationId,
            member.Role,
            member.RequiresMfa,
            link.ExpiresAt,
            NextOf(account, signedIn),
            signedIn?.Email
        );
    }

    private static InvitationStep NextOf(Administrator? account, Actor.Administrator? signedIn) =>
        (account, signedIn) switch
        {
            (null, null) => InvitationStep.CreateAccount,
            (not null, null) => InvitationStep.SignIn,
            _ => account?.Id == signedIn.AdministratorId ? InvitationStep.Accept : InvitationStep.LogOut,
        };
}

/// <summary>What whoever holds an invitation does next.</summary>
public enum InvitationStep
{
    /// <summary>Nobody has this address yet: choose a password.</summary>
    CreateAccount,

    /// <summary>The address has an account: sign in with it.</summary>
    SignIn,

    /// <summary>Signed in with that account: accept.</summary>
    Accept,

    /// <summary>Signed in as someone else: log out first.</summary>
    LogOut,
}
