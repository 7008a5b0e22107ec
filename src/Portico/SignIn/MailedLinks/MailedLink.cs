using Microsoft.EntityFrameworkCore;
using Portico.Administrators;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;

namespace Portico.SignIn.MailedLinks;

/// <summary>Finds and uses up the links that were mailed to someone.</summary>
internal static class MailedLink
{
    /// <summary>The link and its account; null when it is used, too old, or never was.</summary>
    public static async Task<(AccountLink Link, Administrator Account)?> FindAsync(
        AccountWork work,
        string? token,
        LinkPurpose purpose,
        CancellationToken ct
    )
    {
        if (SecretToken.Read(token)?.Hash is not { } hash)
        {
            return null;
        }

        var found = await (
            from l in work.Db.Set<AccountLink>()
            where l.TokenHash == hash && l.Purpose == purpose && l.UsedAt == null && l.ExpiresAt > work.Now
            join a in work.Db.Set<Administrator>() on l.Email equals a.Email
            select new { Link = l, Account = a }
        ).FirstOrDefaultAsync(ct);
        return found is null ? null : (found.Link, found.Account);
    }

    /// <summary>Uses a link up, and with it every other one of its purpose that the person was sent.</summary>
    public static async Task UseUpAsync(AccountWork work, AccountLink link, CancellationToken ct)
    {
        var open = work.Db.Set<AccountLink>().Where(l => l.Email == link.Email && l.Purpose == link.Purpose && l.UsedAt == null);
        (await open.ToListAsync(ct)).ForEach(l => l.UsedAt = work.Now);
    }
}

/// <summary>The link was used, is too old, or never was one.</summary>
public sealed record LinkOver() : Conflict("link-over", "This link no longer works: it was used already or is too old. Ask for a new one.");
