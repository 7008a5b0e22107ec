using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.Platform.Ui.Fields;
using Portico.Settings;
using Portico.UserPortal.Passwords;
using Portico.Users;
using Portico.Users.Credentials;

namespace Portico.UserPortal.MailedLinks;

/// <summary>A link that was mailed to a user, who may sign in to that portal.</summary>
/// <param name="Link">Not used, not too old.</param>
/// <param name="User">Whose it is.</param>
/// <param name="Settings">His organization's.</param>
internal sealed record MailedUserLink(UserLink Link, UserCredential User, SecuritySettings Settings)
{
    /// <summary>Null when it is used, too old, or never was; or for someone else's portal, or someone who may not sign in.</summary>
    public static async Task<MailedUserLink?> FindAsync(
        AccountWork work,
        string? portal,
        string? token,
        UserLinkPurpose purpose,
        CancellationToken ct
    )
    {
        if (SecretToken.Read(token)?.Hash is not { } hash || await work.FindPortalAsync(portal, ct) is not OrganizationEntry { Id: var id })
        {
            return null;
        }

        var found = await (
            from l in work.Db.Set<UserLink>()
            where l.OrganizationId == id && l.TokenHash == hash
            where l.Purpose == purpose && l.UsedAt == null && l.ExpiresAt > work.Now
            join u in work.Db.Set<UserCredential>() on new { l.OrganizationId, Id = l.UserId } equals new { u.OrganizationId, u.Id }
            where u.State == UserState.Activated
            select new { Link = l, User = u }
        ).FirstOrDefaultAsync(ct);
        // The first password is set once: whoever has one already signs in with it, or asks for a link to set it anew.
        return found is null || (purpose is UserLinkPurpose.Activation && found.User.PasswordHash is not null)
            ? null
            : new MailedUserLink(found.Link, found.User, await work.SettingsOfAsync(id, ct));
    }

    /// <summary>Uses it up, and with it every other one that the user was sent.</summary>
    public async Task UseUpAsync(AccountWork work, CancellationToken ct)
    {
        var open = work.Db.Set<UserLink>().Where(l => l.OrganizationId == User.OrganizationId && l.UserId == User.Id && l.UsedAt == null);
        (await open.ToListAsync(ct)).ForEach(l => l.UsedAt = work.Now);
    }
}

/// <summary>Whose password a mailed link sets, and what it must be.</summary>
public sealed class GetUserLink(OperationRunner runner) : AccountQuery<GetUserLink.Request, GetUserLink.Result>(runner)
{
    /// <param name="Portal">The slug or id in the address.</param>
    /// <param name="Token">Of the link.</param>
    /// <param name="Purpose">What it is for.</param>
    public sealed record Request(string? Portal, string? Token, UserLinkPurpose Purpose);

    /// <param name="Username">With which the user signs in.</param>
    /// <param name="Rules">What the password must be.</param>
    public sealed record Result(string Username, ShownRules Rules);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, AccountWork work, CancellationToken ct) =>
        await MailedUserLink.FindAsync(work, request.Portal, request.Token, request.Purpose, ct) is { User: var user } found
            ? new Result(user.Username, ChosenPassword.Shown(found.Settings, user.Username, user.Email))
            : new SignIn.MailedLinks.LinkOver();
}
