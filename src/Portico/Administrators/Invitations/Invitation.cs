using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;

namespace Portico.Administrators.Invitations;

/// <summary>An open invitation, proven by the token of its last link.</summary>
internal sealed record Invitation(AccountLink Link, Membership Member)
{
    /// <summary>Null for a token that is used, too old, revoked, replaced by a newer one, or that never was: nobody learns which.</summary>
    public static async Task<Invitation?> FindAsync(AccountWork work, string? token, CancellationToken ct)
    {
        if (SecretToken.Read(token)?.Hash is not { } hash)
        {
            return null;
        }

        var link = await work.Db.Set<AccountLink>().FirstOrDefaultAsync(l => l.TokenHash == hash, ct);
        if (link?.MembershipId is not { } id)
        {
            return null;
        }

        Membership? member = await work.Db.Set<ProviderMembership>().FirstOrDefaultAsync(m => m.Id == id, ct);
        member ??= await work.Db.Set<OrganizationMembership>().FirstOrDefaultAsync(m => m.Id == id, ct);
        return member is not null && link.Opens(member, work.Now) ? new Invitation(link, member) : null;
    }

    /// <summary>The account that the address has already; null when one is to be made.</summary>
    public Task<Administrator?> FindAccountAsync(AccountWork work, CancellationToken ct) =>
        work.Db.Set<Administrator>().FirstOrDefaultAsync(a => a.Email == Link.Email, ct);

    /// <summary>Why this account cannot accept; null when it can.</summary>
    public async Task<Problem?> ObstacleAsync(ObjectId account, AccountWork work, CancellationToken ct)
    {
        if (Member is OrganizationMembership organization)
        {
            var here = work.Db.Set<OrganizationMembership>().Where(m => m.OrganizationId == organization.OrganizationId);
            return await here.AnyAsync(m => m.AdministratorId == account, ct) ? new AlreadyAdministrator(Link.PlaceName ?? "") : null;
        }

        var provider = ((ProviderMembership)Member).ProviderId;
        var other = await work.Db.Set<ProviderMembership>().FirstOrDefaultAsync(m => m.AdministratorId == account, ct);
        return other is null ? null
            : other.ProviderId == provider ? new AlreadyAdministrator(Link.PlaceName ?? "")
            : new OneProviderOnly();
    }

    /// <summary>Opens the membership to the account, and uses the link up.</summary>
    public void Accept(Administrator account, AccountWork work)
    {
        Member.AdministratorId = account.Id;
        Member.AcceptedAt = work.Now;
        (Member.FirstName, Member.LastName) = (account.FirstName, account.LastName);
        Link.UsedAt = work.Now;
        work.RecordAt(Member, account.AsHolder(), new AdministratorJoined(Member));
        work.Record(account.Happened(work, "invitation-accepted", $"Accepted the invitation to administer {Link.PlaceName}"));
    }
}

/// <summary>The link opens no invitation, for whatever reason.</summary>
public sealed record InvitationOver()
    : Conflict(
        "invitation-over",
        "This invitation does not work. It was used already, was taken back or replaced, or is older than 5 days. Ask whoever invited you to send it again."
    );

/// <summary>The address has an account, whose password (and code) must be proved first.</summary>
public sealed record SignInFirst(string Email)
    : Conflict("sign-in-first", $"{Email} has an account on Portico. Sign in with it, then accept the invitation.");

/// <summary>The person administers this already, through another address.</summary>
public sealed record AlreadyAdministrator(string Place)
    : Conflict("already-administrator", $"You are an administrator of {Place} already.");
