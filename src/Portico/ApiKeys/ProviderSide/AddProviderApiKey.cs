using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Administrators.ProviderSide;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.ApiKeys.ProviderSide;

/// <summary>Makes a key of the provider, with a role and organizations of its own; the answer is the only place where it is ever shown.</summary>
public sealed class AddProviderApiKey(OperationRunner runner) : ProviderOperation<AddProviderApiKey.Request, ProviderApiKeyRow>(runner)
{
    [ValidatableType]
    public sealed record Request : ApiKeyFields
    {
        /// <summary>30, 60, 90 or 365; null for a key that never expires.</summary>
        [Display(Name = "Expires")]
        [AllowedValues(30, 60, 90, 365, null, ErrorMessage = "A key lives 30, 60, 90 or 365 days, or for ever.")]
        public int? ExpiresInDays { get; set; } = ApiKey.DefaultLifetime;

        [EnumDataType(typeof(Role), ErrorMessage = "Choose one of the roles.")]
        public Role Role { get; set; } = Role.ReadOnly;

        /// <summary>Also those that are added later; when it is false, at least one is chosen.</summary>
        public bool AllOrganizations { get; set; }

        /// <summary>The chosen ones; they count only when allOrganizations is false.</summary>
        [MaxLength(InviteProviderAdministrator.MostOrganizations, ErrorMessage = "Choose at most {1} organizations at once.")]
        public IReadOnlyList<ObjectId> Organizations { get; set; } = [];
    }

    protected internal override Permission Needs => Permission.ManageAdministrators;

    protected internal override Task<Outcome<ProviderApiKeyRow>> HandleAsync(Request request, Work work, CancellationToken ct) =>
        new ProviderKeys(work).AddAsync(request, ct);
}
