using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using Portico.SingleSignOn.Saml.Keys;

namespace Portico.SingleSignOn.OpenIdConnect.Keys;

/// <summary>
/// Makes new keys for an organization's issuer, one of each algorithm. They are published at once and sign later, when applications have
/// had time to fetch them; the former ones stay published as long as tokens that they signed may be out.
/// </summary>
public sealed class RotateOpenIdKeys(OperationRunner runner, OpenIdKeyring keyring, SigningKeyPool pool)
    : OrganizationOperation<RotateOpenIdKeys.Request, Done>(runner)
{
    /// <summary>Longer than any token that can be verified without asking.</summary>
    private static readonly TimeSpan TokensOut = TimeSpan.FromDays(2);

    private IReadOnlyList<MadeKey> made = [];

    [ValidatableType]
    public sealed record Request
    {
        /// <summary>
        /// After how many hours the new keys sign. Nothing, 0, means at once: applications that keep keys for a while refuse tokens until
        /// they fetch the new ones.
        /// </summary>
        [Display(Name = "Hours until the new keys sign")]
        [Range(0, 720, ErrorMessage = "Use {1} to {2} hours.")]
        public int Hours { get; set; } = 24;

        /// <summary>Whether the former keys are withdrawn at once, because somebody else may have them: tokens that are out count no more.</summary>
        public bool WithdrawFormer { get; set; }
    }

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Problem?> PrepareAsync(Request request, CancellationToken ct)
    {
        made = await OpenIdFoundation.TakeKeysAsync(pool, ct);
        return null;
    }

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        await work.TakeTurnAsync("openid-keys", ct);
        var keys = await work.Db.Set<OpenIdKey>().ToListAsync(ct);
        if (keys.Exists(k => k.SignsFrom > work.Now) && !request.WithdrawFormer)
        {
            return new KeysUnderWay();
        }

        var from = request.WithdrawFormer ? work.Now : work.Now.AddHours(request.Hours);
        foreach (var key in keys.Where(k => k.PublishedUntil is null || k.PublishedUntil > work.Now))
        {
            if (request.WithdrawFormer)
            {
                work.Db.Remove(key);
            }
            else
            {
                key.PublishedUntil = from + TokensOut;
            }
        }

        work.Db.RemoveRange(keys.Where(k => k.PublishedUntil <= work.Now));
        foreach (var key in made)
        {
            keyring.Add(OpenIdFoundation.AlgorithmOf(key), key, from, work);
        }

        work.Record(new OpenIdKeysRotated(from, request.WithdrawFormer));
        return Done.Instance;
    }
}

/// <summary>New keys were made for the organization's tokens.</summary>
public sealed record OpenIdKeysRotated(DateTimeOffset From, bool Withdrawn) : AuditEvent
{
    public override string Summary =>
        Withdrawn ? "Replaced the keys of OpenID Connect at once and withdrew the former ones" : "Made new keys for OpenID Connect";

    public override IReadOnlyList<FieldChange> Changes =>
        [new("Signs from", Old: null, From.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture))];
}

/// <summary>New keys are published already and do not sign yet.</summary>
public sealed record KeysUnderWay()
    : Conflict("keys-under-way", "New keys are published already and will sign soon. Wait until they do, or replace all keys at once.");
