using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Administrators;
using Portico.Administrators.Profile;
using Portico.Platform.Operations;
using Portico.SignIn;

namespace Portico.ApiKeys.Own;

/// <summary>Makes a key with one's own rights; the answer is the only place where it is ever shown.</summary>
public sealed class AddOwnApiKey(OperationRunner runner, AccountMail mail) : ConfirmedOperation<AddOwnApiKey.Request, OwnApiKeyRow>(runner)
{
    [ValidatableType]
    public sealed record Request : ConfirmedRequest
    {
        /// <summary>What the key is for.</summary>
        [Display(Name = "Name")]
        [Required(ErrorMessage = "Say what the key is for.")]
        [StringLength(ApiKey.NameMaxLength, ErrorMessage = "Use at most {1} characters.")]
        [OneLine]
        public string Name { get; set; } = "";

        /// <summary>The addresses and networks (CIDR) it may be used from, at most 20; none means from anywhere.</summary>
        [Display(Name = "Allowed networks")]
        [Networks]
        public IReadOnlyList<string> AllowedNetworks { get; set; } = [];

        /// <summary>30, 60, 90 or 365; null for a key that never expires.</summary>
        [Display(Name = "Expires")]
        [AllowedValues(30, 60, 90, 365, null, ErrorMessage = "A key lives 30, 60, 90 or 365 days, or for ever.")]
        public int? ExpiresInDays { get; set; } = ApiKey.DefaultLifetime;
    }

    protected override async Task<Outcome<OwnApiKeyRow>> ConfirmedAsync(
        Request request,
        Administrator account,
        AccountWork work,
        CancellationToken ct
    )
    {
        var (keys, networks) = (new OwnKeys(work), Networks.Join(request.AllowedNetworks));
        return keys.NetworksRefusal(networks) is { } refused
            ? refused
            : await keys.MakeAsync(account, mail, request.Name, networks, request.ExpiresInDays, "Made", ct);
    }
}
