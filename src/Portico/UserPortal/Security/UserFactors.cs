using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.SignIn;
using Portico.UserPortal.SigningIn;
using Portico.Users.Credentials;

namespace Portico.UserPortal.Security;

/// <summary>A user's authenticator app and recovery codes.</summary>
internal static class UserFactors
{
    /// <summary>The app shows the organization's name, and below it the user's.</summary>
    public static async Task<EnrollmentOffer> OfferAsync(
        Authenticator authenticator,
        UserCredential user,
        string? sealedSecret,
        AccountWork work,
        CancellationToken ct
    )
    {
        var organization = await work
            .Db.Set<OrganizationEntry>()
            .Where(o => o.Id == user.OrganizationId)
            .Select(o => o.Name)
            .SingleAsync(ct);
        return authenticator.Again(user, sealedSecret, organization) ?? authenticator.Offer(user, organization);
    }

    /// <summary>Replaces the user's recovery codes; the new ones are shown once.</summary>
    public static async Task<IReadOnlyList<string>> RenewRecoveryCodesAsync(UserCredential user, AccountWork work, CancellationToken ct)
    {
        await RemoveRecoveryCodesAsync(user, work, ct);
        var codes = RecoveryCodes.Create();
        work.Db.AddRange(
            codes.Select(c => new UserRecoveryCode
            {
                OrganizationId = user.OrganizationId,
                UserId = user.Id,
                CodeHash = RecoveryCodes.Hash(c)!,
            })
        );
        return codes;
    }

    public static async Task RemoveRecoveryCodesAsync(UserCredential user, AccountWork work, CancellationToken ct) =>
        work.Db.RemoveRange(await CodesOf(user, work).ToListAsync(ct));

    public static Task<int> CountUnusedCodesAsync(UserCredential user, AccountWork work, CancellationToken ct) =>
        CodesOf(user, work).CountAsync(c => c.UsedAt == null, ct);

    private static IQueryable<UserRecoveryCode> CodesOf(UserCredential user, AccountWork work) =>
        work.Db.Set<UserRecoveryCode>().Where(c => c.OrganizationId == user.OrganizationId && c.UserId == user.Id);
}

public sealed record UserAuthenticatorEnrolled(ObjectId Id, string Username, bool IsReplaced) : OwnAccountEvent(Id, Username)
{
    public override string Summary => IsReplaced ? "Replaced the authenticator app" : "Set up an authenticator app";
}

public sealed record UserAuthenticatorRemoved(ObjectId Id, string Username, bool WithCodes) : OwnAccountEvent(Id, Username)
{
    public override string Summary => $"Removed the authenticator app{(WithCodes ? " and the recovery codes" : "")}";
}

public sealed record UserRecoveryCodesRegenerated(ObjectId Id, string Username) : OwnAccountEvent(Id, Username)
{
    public override string Summary => "Made new recovery codes; the older ones no longer work";
}
