using Microsoft.EntityFrameworkCore;
using Portico.Administrators;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;

namespace Portico.SignIn;

/// <summary>What an account's authenticator app needs of us: its sealed secret, codes used once, recovery codes.</summary>
public sealed class Authenticator(SealedText sealing, Totp totp)
{
    /// <summary>How it calls itself in the person's app.</summary>
    public const string Issuer = "Portico";

    /// <summary>Takes a code once: that one and earlier ones are refused from then on (RFC 6238 §5.2).</summary>
    internal bool Takes(IAuthenticatorHolder account, string code)
    {
        var secret = account.SealedTotpSecret is { } stored ? TotpSecret.Read(sealing.Open(stored, PurposeOf(account))) : null;
        if (secret is null || totp.Verify(secret, code, account.LastTotpStep) is not { } step)
        {
            return false;
        }

        account.LastTotpStep = step;
        return true;
    }

    /// <summary>A secret for someone who is about to enroll: shown to him, and sealed for the form that brings it back.</summary>
    internal EnrollmentOffer Offer(IAuthenticatorHolder account, string issuer = Issuer)
    {
        var secret = TotpSecret.Create();
        return OfferOf(account, secret, issuer);
    }

    /// <summary>The same offer again, after a wrong code; null when the form's value is not ours or not for this account.</summary>
    internal EnrollmentOffer? Again(IAuthenticatorHolder account, string? sealedSecret, string issuer = Issuer) =>
        SecretOf(account, sealedSecret) is { } secret ? OfferOf(account, secret, issuer) with { SealedSecret = sealedSecret! } : null;

    /// <summary>Makes the offered secret the account's, when the code proves that the app has it.</summary>
    internal bool Enroll(IAuthenticatorHolder account, string? sealedSecret, string code)
    {
        if (SecretOf(account, sealedSecret) is not { } secret || totp.Verify(secret, code, lastUsedStep: null) is not { } step)
        {
            return false;
        }

        account.SealedTotpSecret = sealing.Seal(secret.ToBase32(), PurposeOf(account));
        account.LastTotpStep = step;
        return true;
    }

    /// <summary>Replaces the account's recovery codes; the new ones are shown once.</summary>
    internal static async Task<IReadOnlyList<string>> RenewRecoveryCodesAsync(Administrator account, AccountWork work, CancellationToken ct)
    {
        await RemoveRecoveryCodesAsync(account, work, ct);
        var codes = RecoveryCodes.Create();
        work.Db.AddRange(codes.Select(c => new RecoveryCode { AdministratorId = account.Id, CodeHash = RecoveryCodes.Hash(c)! }));
        return codes;
    }

    /// <summary>Takes the authenticator away; recovery codes stay while there is another second factor for which they stand in.</summary>
    internal static void Clear(Administrator account)
    {
        account.SealedTotpSecret = null;
        account.LastTotpStep = null;
    }

    internal static async Task RemoveRecoveryCodesAsync(Administrator account, AccountWork work, CancellationToken ct) =>
        work.Db.RemoveRange(await work.Db.Set<RecoveryCode>().Where(c => c.AdministratorId == account.Id).ToListAsync(ct));

    internal static Task<int> CountUnusedCodesAsync(Administrator account, AccountWork work, CancellationToken ct) =>
        work.Db.Set<RecoveryCode>().CountAsync(c => c.AdministratorId == account.Id && c.UsedAt == null, ct);

    private EnrollmentOffer OfferOf(IAuthenticatorHolder account, TotpSecret secret, string issuer) =>
        new(
            sealing.Seal(secret.ToBase32(), OfferPurposeOf(account)),
            secret.ToGroups(),
            QrCode.ToSvg(secret.ToUri(issuer, account.HolderLabel), "QR code for your authenticator app")
        );

    private TotpSecret? SecretOf(IAuthenticatorHolder account, string? sealedSecret) =>
        sealedSecret is { Length: > 0 and < 1_000 } ? TotpSecret.Read(sealing.Open(sealedSecret, OfferPurposeOf(account))) : null;

    private static string PurposeOf(IAuthenticatorHolder account) => $"totp-secret:{account.HolderName}";

    private static string OfferPurposeOf(IAuthenticatorHolder account) => $"totp-offer:{account.HolderName}";
}

/// <summary>What someone sees who enrolls an authenticator app.</summary>
/// <param name="SealedSecret">Comes back with the form.</param>
/// <param name="Secret">For typing by hand: base32 in groups of four.</param>
/// <param name="QrCode">SVG.</param>
public sealed record EnrollmentOffer(string SealedSecret, string Secret, string QrCode);

/// <summary>Recovery codes, at the one moment at which they exist in the clear.</summary>
public sealed record NewRecoveryCodes(IReadOnlyList<string> Codes);
