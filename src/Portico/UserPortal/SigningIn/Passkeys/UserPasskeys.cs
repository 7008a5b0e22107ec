using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.SignIn.Passkeys;
using Portico.UserPortal.Sessions;
using Portico.Users;
using Portico.Users.Credentials;

namespace Portico.UserPortal.SigningIn.Passkeys;

/// <summary>Users as holders of passkeys, and what their browsers are asked for.</summary>
internal static class UserPasskeys
{
    /// <summary>A sign-in without password to the portal of this organization.</summary>
    public static string ToSignIn(ObjectId organization) => $"user-sign-in:{organization}";

    /// <summary>The second step of the sign-in that this browser has begun.</summary>
    public static string ToFinish(AccountWork work) => $"user-second-step:{work.Caller.UnfinishedUserSession?.SessionId}";

    /// <summary>One more passkey of the user.</summary>
    public static string ToAdd(UserCredential user) => $"user-passkey:{user.OrganizationId}:{user.Id}";

    /// <summary>
    /// The user as authenticators know him. The handle begins with the organization, so it is no administrator's and no other user's; the
    /// name tells apart in the browser's choice who has the same address in several organizations.
    /// </summary>
    public static async Task<PasskeyHolder> HolderAsync(UserCredential user, AccountWork work, CancellationToken ct)
    {
        var organization = await work
            .Db.Set<OrganizationEntry>()
            .Where(o => o.Id == user.OrganizationId)
            .Select(o => o.Name)
            .SingleAsync(ct);
        var passkeys = await OfUser(user, work).OrderBy(p => p.Id).ToListAsync(ct);
        return new($"{user.OrganizationId}:{user.Id}", $"{user.Email} ({organization})", user.FullName, passkeys);
    }

    /// <summary>
    /// Whoever an authenticator says it belongs to, if that is a user of the organization who may have access. Waits until nobody else
    /// counts the user's tries, changes his factors, suspends him or ends his sessions: what was just taken away lets nobody in.
    /// </summary>
    /// <param name="handle">May be anything.</param>
    /// <param name="organization">Whose user alone is meant.</param>
    /// <param name="work">Of the operation.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<UserCredential?> TakeAsync(string handle, ObjectId organization, AccountWork work, CancellationToken ct)
    {
        var of = $"{organization}:";
        if (!handle.StartsWith(of, StringComparison.Ordinal) || !ObjectId.TryParse(handle.AsSpan(of.Length), out var id))
        {
            return null;
        }

        var users = work.Db.Set<UserCredential>().Where(u => u.OrganizationId == organization);
        if (await users.FirstOrDefaultAsync(u => u.Id == id, ct) is not { } user)
        {
            return null;
        }

        await work.TakeUserAsync(user, ct);
        await work.TakeSessionsOfAsync(user, ct);
        await work.Db.Entry(user).ReloadAsync(ct);
        return work.Db.Entry(user).State is not EntityState.Detached && user.State is UserState.Activated ? user : null;
    }

    /// <summary>Keeps a passkey that the browser has just made for the user, whose turn it is.</summary>
    public static async Task<Outcome<UserPasskey>> AddAsync(
        this PasskeyExchange exchange,
        UserCredential user,
        string name,
        PasskeyAnswer answer,
        AccountWork work,
        CancellationToken ct
    )
    {
        var there = await OfUser(user, work).CountAsync(ct);
        if (there >= UserPasskey.Most)
        {
            return new TooManyPasskeys(UserPasskey.Most);
        }

        var attested = await exchange.AttestAsync(answer, ToAdd(user), id => work.HasPasskeyAsync(id, ct), work, ct);
        if (attested is not { Succeeded: true, Value: { } made })
        {
            return Outcome<UserPasskey>.FromProblems(attested.Problems);
        }

        var passkey = new UserPasskey
        {
            OrganizationId = user.OrganizationId,
            UserId = user.Id,
            Id = work.NewId(),
        };
        passkey.Hold(made, name, work.Now);
        work.Db.Add(passkey);
        user.Passkeys = there + 1;
        return passkey;
    }

    public static IQueryable<UserPasskey> OfUser(UserCredential user, AccountWork work) =>
        work.Db.Set<UserPasskey>().Where(p => p.OrganizationId == user.OrganizationId && p.UserId == user.Id);

    /// <summary>Keeps in the activity that there seem to be two of a passkey.</summary>
    public static void RecordCopy(this AccountWork work, UserCredential user, PasskeyProof proof) =>
        work.RecordAgainst(user, (id, name) => new UserPasskeyCopied(id, name, proof.Passkey.Name));
}

public sealed record UserPasskeyCopied(ObjectId Id, string Username, string Passkey) : OwnAccountEvent(Id, Username)
{
    public override string Summary =>
        $"A sign-in as {Username} was refused: the counter of the passkey {Passkey} went back, so there may be a copy of it";
}
